import type { z } from 'zod'

type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'

/** One route, known to both sides: the server serves it, the client calls it, OpenAPI describes it. */
export interface Route<
  Params extends z.ZodType = z.ZodType,
  Body extends z.ZodType | undefined = z.ZodType | undefined,
  Reply extends z.ZodType = z.ZodType,
> {
  method: Method
  /** Fastify's path syntax: `/api/w/:workspace/home`. */
  path: string
  /** One line for the OpenAPI document. */
  summary: string
  params: Params
  body: Body
  reply: Reply
}

export const route = <P extends z.ZodType, B extends z.ZodType | undefined, R extends z.ZodType>(
  route: Route<P, B, R>,
): Route<P, B, R> => route
