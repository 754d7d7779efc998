import { realpathSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { pino } from 'pino'
import { createDoorkeeper } from './accounts/identity.ts'
import { readConfig, type Config } from './config.ts'
import { openCore } from './core.ts'
import { serveAreas } from './http/areas.ts'
import { serveHealth } from './http/health.ts'
import { serveMetrics } from './http/metrics.ts'
import { servePages } from './http/pages.ts'
import { createHttp } from './http/server.ts'
import { createParts } from './parts.ts'
import { objectionToLate } from './purge/late.ts'
import { rightsOf } from './records/standing.ts'
import type { FirstLink } from './starter/plant.ts'
import type { Ledger } from './storage/ledger.ts'
import { watchPages } from './sync/away.ts'
import { createUpgrade } from './sync/upgrade.ts'
import { VERSION } from './version.ts'
import { welcome } from './welcome.ts'

/** A server that listens. */
export interface Running {
  /** Where it listens: `http://127.0.0.1:4300`. */
  url: string
  /** Links of the starter workspace, at the first start only. */
  firstLinks: (Omit<FirstLink, 'code'> & { url: string })[]
  ledger: Ledger
  /** Takes no more, commits what is queued, closes; resolves when all is on disk. */
  stop(): Promise<void>
}

/** Requests under way have this long once the server stops, ms; the contract allows 5 s for all of it. */
const DRAIN_MS = 3_000

/** Starts everything: what is behind the door, the door, then listens; throws one clear line when it cannot. */
export async function start(config: Config, pages = PAGES): Promise<Running> {
  const logger = pino({ level: config.logLevel, base: null }, pino.destination({ fd: 2, sync: true }))
  const onError = (error: unknown): void => logger.error(error)
  const parts = createParts((part, error) => logger.error({ error, part }, 'could not stop'))

  try {
    const core = await openCore(config, parts, onError)
    const { ledger, rooms, live, stillness } = core
    const attendants = watchPages(live, () => ledger.now())
    const upgrade = createUpgrade({
      doorkeeper: createDoorkeeper(ledger, core.prepare),
      rooms,
      live: attendants,
      rights: (person, document) => rightsOf(ledger.db, person, document),
      publicUrl: config.publicUrl,
      onError,
    })

    const app = await createHttp({
      logger,
      publicUrl: config.publicUrl,
      during: stillness.during,
      late: (workspace, { document, ...kept }) => objectionToLate(core, workspace, document, kept),
    })
    let ready: true | string = 'starting'
    serveHealth(app, VERSION, () => ready)
    serveMetrics(app, ledger, () => ({ ...rooms.stats(), liveConnections: live.connections() }))
    await serveAreas(app, {
      ...core,
      awaySince: attendants.awaySince,
      link: (code) => `${config.publicUrl ?? listening()}/join#${code}`,
      secure: config.publicUrl?.startsWith('https:') === true,
    })
    await servePages(app, pages)
    app.get('/api/openapi.json', { schema: { hide: true } }, () => app.swagger())
    app.server.on('upgrade', upgrade.handle)

    parts.add('http', async () => {
      ready = 'stopping'
      upgrade.close()
      const idle = setInterval(() => app.server.closeIdleConnections(), 50)
      const late = setTimeout(() => app.server.closeAllConnections(), DRAIN_MS)
      // Sockets first: `close` waits for every connection, and theirs would never end.
      await rooms.close()
      live.close()
      await app.close()
      clearInterval(idle)
      clearTimeout(late)
    })
    await app.listen({ port: config.port, host: config.host })
    ready = true

    function listening(): string {
      const address = app.server.address()
      const port = typeof address === 'object' && address !== null ? address.port : config.port
      return `http://${config.host.includes(':') ? `[${config.host}]` : config.host}:${port}`
    }
    const url = listening()
    const at = config.publicUrl ?? url
    const firstLinks = core.firstLinks.map(({ code, ...link }) => ({ ...link, url: `${at}/join#${code}` }))
    return { url, firstLinks, ledger, stop: parts.stop }
  } catch (error) {
    await parts.stop()
    throw error
  }
}

/** The built pages, seen from the source and from the build. */
const PAGES = fileURLToPath(
  new URL(import.meta.url.endsWith('.ts') ? '../dist/client' : '../client', import.meta.url),
)

async function main(): Promise<void> {
  const config = readConfig(process.env)
  if (!config.ok) {
    process.stderr.write(`${config.say}\n`)
    process.exitCode = 2
    return
  }
  const running = await start(config.value).catch((error: Error & { code?: string }) => {
    const say =
      error.code === 'EADDRINUSE'
        ? `Port ${config.value.port} is taken. Stop what uses it, or set another PORT.`
        : error.message
    process.stderr.write(`${say}\n`)
    process.exit(2)
  })
  let stopping = false
  const end = (): void => {
    // A second signal must not cut the first one's work short.
    if (stopping) return
    stopping = true
    setTimeout(() => process.exit(1), 4_800).unref()
    void running.stop().then(() => process.exit(0))
  }
  process.on('SIGTERM', end)
  process.on('SIGINT', end)
  // Last: whoever reads that it runs may stop it at once.
  process.stdout.write(welcome(running, config.value.publicUrl))
}

if (process.argv[1] !== undefined && realpathSync(process.argv[1]) === fileURLToPath(import.meta.url))
  await main()
