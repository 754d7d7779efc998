import { mkdirSync, realpathSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { pino } from 'pino'
import type { LiveEvent } from '../shared/protocol/live.ts'
import { createDoorkeeper } from './accounts/identity.ts'
import { createInProcessBus } from './bus/in-process.ts'
import { readConfig, type Config } from './config.ts'
import { createKeeper } from './history/keeper.ts'
import { paragraphsIn } from './history/paragraphs-now.ts'
import { createVersions } from './history/versions.ts'
import { serveAccounts } from './http/accounts.ts'
import { serveAnalyses } from './http/analyses.ts'
import { serveHealth } from './http/health.ts'
import { serveImages } from './http/images.ts'
import { serveHistory } from './http/history.ts'
import { serveInbox } from './http/inbox.ts'
import { serveMetrics } from './http/metrics.ts'
import { servePages } from './http/pages.ts'
import { servePositions } from './http/positions.ts'
import { servePurges } from './http/purges.ts'
import { serveRecords } from './http/records.ts'
import { serveSuggestions } from './http/suggestions.ts'
import { createHttp } from './http/server.ts'
import { lockDirectory } from './lock.ts'
import { createPurgeDesk } from './purge/desk.ts'
import { objectionToLate } from './purge/late.ts'
import { createArrivals } from './records/arrivals.ts'
import { createChangedSince } from './records/changed-since.ts'
import { createImages } from './records/images.ts'
import { createProjections } from './records/projections.ts'
import { heardBy, rightsOf } from './records/standing.ts'
import { createSuggestionsDesk } from './records/suggestions-desk.ts'
import { createPreparation } from './records/workspaces.ts'
import { isEmpty, plantStarter, type FirstLink } from './starter/plant.ts'
import { createStillness } from './stillness.ts'
import type { Ledger } from './storage/ledger.ts'
import { openRecords } from './storage/sqlite-records.ts'
import { openSqliteLog } from './storage/sqlite-log.ts'
import { createLive } from './sync/live.ts'
import { createRooms } from './sync/rooms.ts'
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

/** Starts everything, in the order of the list; throws one clear line when it cannot. */
export async function start(config: Config, pages = PAGES): Promise<Running> {
  const logger = pino({ level: config.logLevel, base: null }, pino.destination({ fd: 2, sync: true }))
  const onError = (error: unknown): void => logger.error(error)
  const parts: { name: string; stop: () => void | Promise<void> }[] = []
  const part = (name: string, stop: () => void | Promise<void>) => parts.push({ name, stop })
  const stop = async (): Promise<void> => {
    for (const { name, stop } of parts.splice(0).toReversed())
      await Promise.resolve()
        .then(stop)
        .catch((error: unknown) => logger.error({ error, part: name }, 'could not stop'))
  }

  try {
    mkdirSync(config.dataDir, { recursive: true, mode: 0o700 })
    const lock = lockDirectory(config.dataDir)
    if (!lock.ok) throw new Error(lock.say)
    part('lock', lock.value.release)

    const records = await openRecords(join(config.dataDir, 'records.db'))
    part('records', records.close)
    if (records.integrity() !== 'ok')
      throw new Error(`records.db in ${config.dataDir} is damaged. Put the last backup in its place.`)

    const log = openSqliteLog({ file: join(config.dataDir, 'log.db'), onBroken: giveUp })
    part('log', log.close)

    const bus = createInProcessBus().join()
    part('bus', bus.close)

    const live = createLive({ bus, onError })
    part('live', live.close)

    const ledger: Ledger = {
      db: records.db,
      now: Date.now,
      tell: (workspace, event) => void tellOf(workspace, event).catch(onError),
      rightsChanged: (workspace, member) => {
        rooms.rightsChanged(member)
        live.rightsChanged(workspace, member)
      },
      removed: (workspace, member) => {
        rooms.removed(member)
        live.removed(workspace, member)
      },
    }
    async function tellOf(workspace: string, event: LiveEvent): Promise<void> {
      if (!('document' in event)) return live.publish(workspace, event)
      const partner = await heardBy(records.db, workspace, event.document)
      if (partner === null) live.publish(workspace, event)
      else live.publishTo(workspace, partner, event)
    }
    const projections = createProjections(ledger, onError)
    part('projections', projections.close)

    const changedSince = createChangedSince(ledger, { paragraphsIn, broken: onError })
    part('changed since', changedSince.settled)
    const arrivals = createArrivals({
      here: (room) => rooms.here(room),
      projections,
      ledger,
    })
    const rooms = createRooms({
      log,
      bus,
      onError,
      onStored: (event) => {
        projections.stored(event)
        keeper.stored(event)
      },
      onQuiet: (event) => {
        projections.quiet(event)
        changedSince.quiet(event, versions)
      },
      onPresence: (room) => {
        arrivals.presenceChanged(room)
        keeper.presenceChanged(room)
      },
      onLeft: (event) => {
        arrivals.left(event)
        keeper.left(event)
      },
    })
    part('rooms', rooms.close)

    const versions = createVersions(ledger, rooms)
    const keeper = createKeeper({ versions, here: (room) => rooms.here(room), onError })
    part('keeper', keeper.close)

    const project = async (room: string) => projections.quiet({ room, doc: await rooms.read(room) })
    const firstLinks = (await isEmpty(ledger)) ? await plantStarter(ledger, rooms, project) : []
    const suggestions = createSuggestionsDesk({ ledger, documents: rooms })
    await suggestions.recover()
    const stillness = createStillness()
    const purges = createPurgeDesk(
      {
        ledger,
        log,
        rooms,
        projections,
        versionsKept: keeper.settled,
        scrubRecords: records.scrub,
        alone: stillness.alone,
      },
      onError,
    )
    await purges.carryOn() // what a crash cut short is gone before anybody is let in
    part('purges', purges.close)
    const prepare = createPreparation(ledger, rooms, project)
    const doorkeeper = createDoorkeeper(ledger, prepare)
    const upgrade = createUpgrade({
      doorkeeper,
      rooms,
      live,
      rights: (person, document) => rightsOf(records.db, person, document),
      publicUrl: config.publicUrl,
      onError,
    })

    const app = await createHttp({
      logger,
      publicUrl: config.publicUrl,
      during: stillness.during,
      late: (workspace, { document, ...kept }) =>
        objectionToLate({ ledger, documents: rooms }, workspace, document, kept),
    })
    const reading = { ledger, documents: rooms, projections, versions }
    let ready: true | string = 'starting'
    serveHealth(app, VERSION, () => ready)
    serveMetrics(app, ledger, () => ({ ...rooms.stats(), liveConnections: live.connections() }))
    serveAccounts(app, ledger, {
      link: (code) => `${config.publicUrl ?? listening()}/join#${code}`,
      secure: config.publicUrl?.startsWith('https:') === true,
    })
    serveRecords(app, reading, prepare)
    serveSuggestions(app, ledger, suggestions)
    serveInbox(app, reading)
    servePositions(app, { ...reading, decideAnew: rooms.rightsIn })
    serveHistory(app, reading)
    servePurges(app, { ledger, log }, purges)
    serveAnalyses(app, reading, (room) => rooms.rightsIn(room))
    await serveImages(app, ledger, createImages(ledger, config.dataDir))
    await servePages(app, pages)
    app.get('/api/openapi.json', { schema: { hide: true } }, () => app.swagger())
    app.server.on('upgrade', upgrade.handle)

    const foreign = setInterval(() => tellOfForeignChanges(), 1_000).unref()
    let seen = records.foreignChanges()
    const tellOfForeignChanges = (): void => {
      const now = records.foreignChanges()
      if (now !== seen) void everyWorkspace(ledger).catch(onError)
      seen = now
    }

    part('http', async () => {
      ready = 'stopping'
      clearInterval(foreign)
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
    return {
      url,
      firstLinks: firstLinks.map(({ code, ...link }) => ({ ...link, url: `${at}/join#${code}` })),
      ledger,
      stop,
    }
  } catch (error) {
    await stop()
    throw error
  }
}

/** An admin command wrote records beside us: every page reads again what it shows. */
async function everyWorkspace({ db, tell }: Ledger): Promise<void> {
  for (const { slug } of await db.selectFrom('workspace').select('slug').execute())
    for (const what of ['people', 'home'] as const) tell(slug, { type: 'changed', what })
}

/** A flush that failed is never tried again: what is on the disk is unknown, and only a new start reads it. */
function giveUp(error: Error): never {
  process.stderr.write(`The disk does not keep what is written to it (${error.message}). Stopping.\n`)
  process.exit(1)
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
