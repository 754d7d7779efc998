import type { FastifyInstance, FastifyReply } from 'fastify'
import { hasZodFastifySchemaValidationErrors } from 'fastify-type-provider-zod'
import type { Problem } from '../../shared/api/routes.ts'

const STATUS: Record<Problem['error'], number> = {
  'bad request': 400,
  'signed out': 401,
  choose: 401,
  'not allowed': 403,
  'not found': 404,
  stale: 409,
  gone: 410,
  'too many': 429,
  'no room': 507,
  broken: 500,
}

/** Answers with a Problem; every error of every route ends here. */
export function problem(reply: FastifyReply, { error, say, theirs }: Problem, status = STATUS[error]) {
  return reply
    .code(status)
    .header('cache-control', 'no-store')
    .type('application/json; charset=utf-8')
    .serializer(JSON.stringify)
    .send(theirs === undefined ? { error, say } : { error, say, theirs })
}

/** Everything that is thrown on the way to or from a route, in plain words; what broke goes to the log alone. */
export function handleErrors(app: FastifyInstance): void {
  app.setErrorHandler((error: Error & { statusCode?: number; code?: string }, request, reply) => {
    if (hasZodFastifySchemaValidationErrors(error))
      return problem(reply, { error: 'bad request', say: firstFault(error.validation) })
    if (error.code === 'SQLITE_FULL' || error.code === 'ENOSPC') {
      request.log.error(error)
      return problem(reply, {
        error: 'no room',
        say: 'The server has no room to store this. Keep it and try again later.',
      })
    }
    const status = error.statusCode ?? 500
    if (status === 413)
      return problem(reply, { error: 'bad request', say: 'That is too large to send.' }, 413)
    if (status === 415)
      return problem(reply, { error: 'bad request', say: 'The server takes JSON here.' }, 415)
    if (status === 429)
      return problem(reply, { error: 'too many', say: 'Too many tries. Wait a minute, then try again.' })
    if (status >= 400 && status < 500)
      return problem(reply, { error: 'bad request', say: 'The server could not read that request.' })
    request.log.error(error)
    return problem(reply, {
      error: 'broken',
      say: 'Something broke on the server. What you wrote is still here; try again.',
    })
  })
}

/** The first thing that was wrong: the rule's own words where it has some of ours, else which field it was. */
function firstFault(faults: readonly { instancePath: string; message?: string | undefined }[]): string {
  const fault = faults[0]
  const field = fault?.instancePath.split('/').findLast((part) => part !== '') ?? 'request'
  const own = fault?.message ?? ''
  return /^[A-Z].*\.$/.test(own)
    ? own
    : `The server could not take "${field}": ${own || 'it is missing or wrong'}.`
}
