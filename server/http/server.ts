import cookie from '@fastify/cookie'
import helmet from '@fastify/helmet'
import rateLimit from '@fastify/rate-limit'
import swagger from '@fastify/swagger'
import Fastify, { LogController, type FastifyBaseLogger, type FastifyInstance } from 'fastify'
import { jsonSchemaTransform, serializerCompiler, validatorCompiler } from 'fastify-type-provider-zod'
import type { Problem } from '../../shared/api/problem.ts'
import type { DocumentId } from '../../shared/domain/documents.ts'
import { LIMITS } from '../../shared/protocol/limits.ts'
import type { Stillness } from '../stillness.ts'
import { handleErrors, problem } from './errors.ts'
import { sameOrigin } from './origin.ts'

const MINUTE = 60_000
/** Requests one address may make in a minute: a school behind one address has many people. */
const REQUESTS_PER_MINUTE = 3_000
/** A whole request must have arrived within this time, ms. */
const REQUEST_MS = 5 * MINUTE

export interface HttpOptions {
  logger: FastifyBaseLogger
  publicUrl: string | null
  /** Runs what writes in a workspace; it waits while text is being removed there. */
  during?: Stillness['during']
  /** Why what was written on a device at that time is not taken any more in that document, or beside all of them; null when it is. */
  late?: Late
}

type Late = (
  workspace: string,
  kept: { document: DocumentId | null; writtenAt: number; id?: string },
) => Promise<{ ok: false; reason: Problem['error']; say: string } | null>

declare module 'fastify' {
  interface FastifyInstance {
    during: Stillness['during']
    late: Late
  }
}

/** The HTTP side without its routes: limits, headers, errors, Origin, description. */
export async function createHttp({
  logger,
  publicUrl,
  during = (_workspace, work) => work(),
  late = async () => null,
}: HttpOptions): Promise<FastifyInstance> {
  const app: FastifyInstance = Fastify({
    loggerInstance: logger,
    logController: new LogController({ disableRequestLogging: true }),
    bodyLimit: LIMITS.bodyBytes,
    // A proxy on the same machine may say who it speaks for; nobody else may.
    trustProxy: 'loopback',
    forceCloseConnections: false,
    // Fastify would wait for ever for the rest of a request; an image over a poor link takes some minutes.
    requestTimeout: REQUEST_MS,
    routerOptions: { maxParamLength: 200 },
  })
  app.decorate('during', during)
  app.decorate('late', late)
  app.setValidatorCompiler(validatorCompiler)
  app.setSerializerCompiler(serializerCompiler)
  handleErrors(app)
  readJson(app)

  await app.register(cookie)
  await app.register(helmet, {
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'none'"],
        scriptSrc: ["'self'"],
        styleSrc: ["'self'"],
        styleSrcAttr: ["'unsafe-inline'"],
        imgSrc: ["'self'", 'data:', 'blob:'],
        fontSrc: ["'self'"],
        connectSrc: ["'self'", ...socketOrigin(publicUrl)],
        manifestSrc: ["'self'"],
        workerSrc: ["'self'"],
        baseUri: ["'none'"],
        formAction: ["'self'"],
        frameAncestors: ["'none'"],
      },
    },
    // Not for its subdomains: they are the operator's, and may be anything.
    strictTransportSecurity: publicUrl?.startsWith('https:') === true && { includeSubDomains: false },
    referrerPolicy: { policy: 'same-origin' },
    xFrameOptions: { action: 'deny' },
  })
  await app.register(rateLimit, {
    max: REQUESTS_PER_MINUTE,
    timeWindow: MINUTE,
    // Monitors and pages' own files are not attempts at anything. The route counts, not how its address was spelt.
    allowList: (request) => !(request.routeOptions.url ?? request.url).startsWith('/api/'),
  })
  await app.register(swagger, {
    openapi: {
      openapi: '3.1.0',
      info: {
        title: 'Throughline',
        version: '0.1.0',
        description:
          'The records of a Throughline server. Narratives are shared documents: see the protocol page.',
      },
      components: {
        securitySchemes: {
          session: { type: 'apiKey', in: 'cookie', name: 'tl_<member>' },
          token: { type: 'http', scheme: 'bearer' },
        },
      },
      security: [{ session: [] }, { token: [] }],
    },
    transform: jsonSchemaTransform,
  })

  app.addHook('onRequest', async (request, reply) => {
    if (request.method === 'GET' || request.method === 'HEAD') return
    if (!sameOrigin(request.headers, publicUrl))
      return problem(reply, {
        error: 'not allowed',
        say: 'This request came from another site, so it was refused.',
      })
  })
  return app
}

/** A body may be empty: several routes have none, and browsers name a type all the same. */
function readJson(app: FastifyInstance): void {
  app.removeContentTypeParser('application/json')
  app.addContentTypeParser('application/json', { parseAs: 'string' }, (_request, text, done) => {
    if (text === '') return done(null, undefined)
    try {
      // The keys that could reach a prototype are dropped where they are read.
      done(
        null,
        JSON.parse(text as string, (key, value: unknown) => (key === '__proto__' ? undefined : value)),
      )
    } catch {
      done(Object.assign(new Error('not JSON'), { statusCode: 400 }))
    }
  })
}

/** Safari before 15.4 does not count a socket to the own host as 'self'. */
const socketOrigin = (publicUrl: string | null): string[] =>
  publicUrl === null ? [] : [publicUrl.replace(/^http/, 'ws')]
