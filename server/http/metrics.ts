import type { FastifyInstance, FastifyRequest } from 'fastify'
import { collectDefaultMetrics, Gauge, Registry } from 'prom-client'
import type { Ledger } from '../storage/ledger.ts'
import { problem } from './errors.ts'
import { whoAsks } from './serve.ts'

/** `GET /metrics`: Prometheus text, for this machine, or for a program with an access token. */
export function serveMetrics(
  app: FastifyInstance,
  ledger: Ledger,
  read: () => Readonly<Record<string, number>>,
): void {
  const registry = new Registry()
  collectDefaultMetrics({ register: registry })
  for (const name of Object.keys(read())) registry.registerMetric(gauge(name, () => read()[name] ?? 0))

  app.get('/metrics', { schema: { hide: true } }, async (request, reply) => {
    if (!isLocal(request)) {
      const found = await whoAsks(ledger, request)
      if (!found.ok || found.value.kind !== 'token')
        return problem(reply, {
          error: 'signed out',
          say: 'Metrics are read on this machine, or with an access token.',
        })
    }
    return reply.type(registry.contentType).send(await registry.metrics())
  })
}

/** Asked when it is scraped: nothing on the way of an edit counts for it. */
const gauge = (name: string, value: () => number) =>
  new Gauge({
    name: `throughline_${name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)}`,
    help: `Throughline: ${name}`,
    registers: [],
    collect() {
      this.set(value())
    },
  })

/** A proxy on this machine asks for somebody else: what it adds to the request tells on it. */
function isLocal({ socket, headers }: FastifyRequest): boolean {
  const peer = socket.remoteAddress ?? ''
  const loopback = peer === '::1' || peer.replace(/^::ffff:/, '').startsWith('127.')
  const forwarded = ['forwarded', 'via', 'x-forwarded-for', 'x-forwarded-host', 'x-real-ip'].some(
    (name) => headers[name] !== undefined,
  )
  const host = (headers.host ?? '').replace(/:\d+$/, '')
  return loopback && !forwarded && ['127.0.0.1', 'localhost', '[::1]'].includes(host)
}
