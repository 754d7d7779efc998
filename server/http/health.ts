import type { FastifyInstance } from 'fastify'

/** `GET /healthz`: 200 once the server can serve, 503 with the reason while it cannot. */
export function serveHealth(app: FastifyInstance, version: string, isReady: () => true | string): void {
  app.get('/healthz', { schema: { hide: true } }, (_request, reply) => {
    const ready = isReady()
    reply.header('cache-control', 'no-store')
    return ready === true
      ? reply.send({ status: 'ok', version })
      : reply.code(503).send({ status: 'not ready', why: ready })
  })
}
