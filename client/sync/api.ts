import type { z } from 'zod'
import { Problem } from '../../shared/api/routes.ts'
import type { Route } from '../../shared/api/route.ts'
import { currentMember } from './identity.ts'

/** Why a call did not do what was asked; `unreachable` is ours: no answer came, so trying again can help. */
export type ProblemKind = Problem['error'] | 'unreachable'

/** Thrown by `call`; `message` is in plain words and can be shown as it stands. */
export class ApiProblem extends Error {
  readonly kind: ProblemKind
  /** The value that stands, when a write was stale. */
  readonly theirs: unknown
  constructor(kind: ProblemKind, say: string, theirs?: unknown) {
    super(say)
    this.name = 'ApiProblem'
    this.kind = kind
    this.theirs = theirs
  }
  /** The same call may succeed later without anyone changing it. */
  get passes(): boolean {
    return ['unreachable', 'too many', 'no room', 'broken'].includes(this.kind)
  }
}

export const UNREACHABLE = 'We could not reach the server. You can read; your edits are kept here.'
const UNREADABLE = 'Throughline has changed. Reload to go on. Nothing is lost.'

type AnyRoute = Route
type ParamsOf<R extends AnyRoute> = z.input<R['params']>
type Empty = Record<string, never>

/** What a route needs: its params where it has some, its body where it takes one. */
export type Args<R extends AnyRoute> = (ParamsOf<R> extends Empty
  ? { params?: ParamsOf<R> }
  : { params: ParamsOf<R> }) &
  (R['body'] extends z.ZodType ? { body: z.input<R['body']> } : { body?: undefined })

export type ReplyOf<R extends AnyRoute> = z.output<R['reply']>

/** Calls a route as the person this window is; throws `ApiProblem`. */
export async function call<R extends AnyRoute>(
  route: R,
  args: Args<R>,
  options: { signal?: AbortSignal; writtenAt?: number } = {},
): Promise<ReplyOf<R>> {
  const headers: Record<string, string> = { accept: 'application/json' }
  const member = currentMember()
  if (member !== null) headers['x-throughline-as'] = member
  // What waited here may be from before text was removed for good: the server says so, and does not take it.
  if (options.writtenAt !== undefined) headers['x-throughline-written'] = String(options.writtenAt)
  const init: RequestInit = { method: route.method, headers, credentials: 'same-origin' }
  if (args.body !== undefined) {
    headers['content-type'] = 'application/json'
    init.body = JSON.stringify(args.body)
  }
  if (options.signal !== undefined) init.signal = options.signal

  const answer = await fetch(pathOf(route.path, args.params ?? {}), init).catch((error: unknown) => {
    if (error instanceof DOMException && error.name === 'AbortError') throw error
    throw new ApiProblem('unreachable', UNREACHABLE)
  })
  const json: unknown = await answer.json().catch(() => {
    // Headers came and then nothing: no answer either.
    if (options.signal?.aborted === true) throw new ApiProblem('unreachable', UNREACHABLE)
    return undefined
  })
  if (!answer.ok) throw problemOf(answer.status, json)
  const reply = route.reply.safeParse(json)
  if (!reply.success) throw new ApiProblem('broken', UNREADABLE)
  return reply.data as ReplyOf<R>
}

/** `/api/w/:workspace/home` with its params filled in. */
export function pathOf(path: string, params: unknown): string {
  const values = params as Record<string, string>
  return path.replace(/:(\w+)/g, (_, name: string) => {
    const value = values[name]
    if (value === undefined) throw new Error(`The path ${path} needs ${name}`)
    return encodeURIComponent(value)
  })
}

/** What the server's answer says went wrong. */
export function problemOf(status: number, json: unknown): ApiProblem {
  const problem = Problem.safeParse(json)
  if (problem.success) return new ApiProblem(problem.data.error, problem.data.say, problem.data.theirs)
  // Not our server's voice: a proxy in between, or a server on its way down or up.
  if (status >= 502 && status <= 504) return new ApiProblem('unreachable', UNREACHABLE)
  return new ApiProblem('broken', 'The server could not do that just now. Try again in a moment.')
}

/** Whether trying again can help; a final refusal stays one. */
export const mayPass = (error: unknown): boolean => !(error instanceof ApiProblem) || error.passes

/** What an unknown error says to a person. */
export function sayProblem(error: unknown): string {
  if (!(error instanceof ApiProblem)) return 'Something went wrong on this page. Reload it and try again.'
  // What waits here until it goes out is never told of by this: what is, was not kept.
  return error.message === UNREACHABLE
    ? 'We could not reach the server. Try again when you are online.'
    : error.message
}
