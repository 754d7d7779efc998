import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { z } from 'zod'
import { Problem } from '../../shared/api/routes.ts'
import { DocumentId } from '../../shared/domain/documents.ts'
import type { Route } from '../../shared/api/route.ts'
import { identify } from '../accounts/identity.ts'
import type { Holder } from '../accounts/sessions.ts'
import type { Ledger } from '../storage/ledger.ts'
import { problem } from './errors.ts'

type Params<R extends Route> = z.output<R['params']>
type Body<R extends Route> = R['body'] extends z.ZodType ? z.output<R['body']> : undefined

/** What a route answers: the value, or a problem in plain words. */
export type Answer<T> =
  | { ok: true; value: T }
  | { ok: false; reason: Problem['error']; say: string; theirs?: unknown }

export interface Asked<R extends Route> {
  params: Params<R>
  body: Body<R>
  request: FastifyRequest
  reply: FastifyReply
}

export interface AskedBy<R extends Route> extends Asked<R>, Holder {}

/** Serves one route of `shared/api/routes.ts` to anybody. */
export function serve<R extends Route>(
  app: FastifyInstance,
  route: R,
  handler: (asked: Asked<R>) => Promise<Answer<z.input<R['reply']>>>,
  options: { perMinute?: number } = {},
): void {
  app.route({
    method: route.method,
    url: route.path,
    schema: {
      summary: route.summary,
      params: route.params,
      ...(route.body === undefined ? {} : { body: route.body }),
      response: { 200: route.reply, '4xx': Problem, '5xx': Problem },
    },
    ...(options.perMinute === undefined
      ? {}
      : { config: { rateLimit: { max: options.perMinute, timeWindow: 60_000 } } }),
    handler: async (request, reply) => {
      const answer = await handler({
        params: request.params as Params<R>,
        body: request.body as Body<R>,
        request,
        reply,
      })
      reply.header('cache-control', 'no-store')
      if (answer.ok) return reply.send(answer.value)
      const { reason, say, theirs } = answer
      return problem(reply, { error: reason, say, theirs })
    },
  })
}

/** The same words whether the workspace exists or not: a stranger learns nothing. */
export const NO_WORKSPACE = {
  ok: false,
  reason: 'not found',
  say: 'There is no such workspace, or you are not a member of it.',
} as const

/** Serves one route to the members of the workspace in its path, and to nobody else. */
export function serveMembers<R extends Route<z.ZodType<{ workspace: string }>>>(
  app: FastifyInstance,
  ledger: Ledger,
  route: R,
  handler: (asked: AskedBy<R>) => Promise<Answer<z.input<R['reply']>>>,
): void {
  serve(app, route, async (asked) => {
    const found = await whoAsks(ledger, asked.request)
    if (!found.ok) return found
    if (found.value.visitor.workspace !== asked.params.workspace) return NO_WORKSPACE
    const { visitor } = found.value
    const answer = () => handler({ ...asked, ...found.value })
    if (route.method === 'GET') return answer()
    return app.during(visitor.workspace, async () => {
      const kept = keptWrite(asked)
      const objection = kept === null ? null : await app.late(visitor.workspace, kept)
      return objection ?? answer()
    })
  })
}

/** A write that says when its author made it, on a document or beside all of them (null): it may have waited on their device for long. */
function keptWrite({ request, params, body }: { request: FastifyRequest; params: unknown; body: unknown }) {
  const { document, theme, meeting, board, note } = params as Record<string, unknown>
  const minutes = typeof meeting === 'string' ? `minutes-${meeting}` : undefined
  const wall = typeof board === 'string' ? `board-${board}` : undefined
  const about = DocumentId.safeParse(document ?? theme ?? minutes ?? wall) // a theme's number is its narrative's id
  const id = (body as { id?: unknown } | undefined)?.id ?? note
  const writtenAt = Number(request.headers['x-throughline-written'] ?? Number.NaN)
  if (!Number.isFinite(writtenAt)) return null
  return { document: about.data ?? null, writtenAt, ...(typeof id === 'string' ? { id } : {}) }
}

/** Who asks, by session cookie or by access token. */
export function whoAsks(ledger: Ledger, { headers }: FastifyRequest) {
  const as = headers['x-throughline-as']
  const bearer = /^Bearer (\S+)$/.exec(headers.authorization ?? '')?.[1]
  return identify(ledger, {
    cookie: headers.cookie,
    as: typeof as === 'string' && as !== '' ? as : undefined,
    token: bearer,
  })
}
