import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { type LiveEvent, WORKSPACE_WIDE } from '../shared/protocol/live.ts'
import { createInProcessBus } from './bus/in-process.ts'
import type { Config } from './config.ts'
import { createKeeper } from './history/keeper.ts'
import { paragraphsIn } from './history/paragraphs-now.ts'
import { createVersions } from './history/versions.ts'
import { lockDirectory } from './lock.ts'
import type { Parts } from './parts.ts'
import { createPurgeDesk } from './purge/desk.ts'
import { createArrivals } from './records/arrivals.ts'
import { createAttendanceWatch } from './records/attendance-watch.ts'
import { carryOutAll } from './records/board-reveal.ts'
import { createChangedSince } from './records/changed-since.ts'
import { createImages } from './records/images.ts'
import { layAgendas } from './records/meeting-agenda.ts'
import { sealClosed } from './records/meeting-closing.ts'
import { createProjections } from './records/projections.ts'
import { heardBy } from './records/standing.ts'
import { createSuggestionsDesk } from './records/suggestions-desk.ts'
import { createPreparation } from './records/workspaces.ts'
import { isEmpty, plantStarter } from './starter/plant.ts'
import { createStillness } from './stillness.ts'
import type { Ledger } from './storage/ledger.ts'
import { openRecords } from './storage/sqlite-records.ts'
import { openSqliteLog } from './storage/sqlite-log.ts'
import { createLive } from './sync/live.ts'
import { createRooms } from './sync/rooms.ts'

/** Everything behind the door: stores, rooms, records and their desks. What a crash cut short is done when it resolves. */
export async function openCore(config: Config, parts: Parts, onError: (error: unknown) => void) {
  mkdirSync(config.dataDir, { recursive: true, mode: 0o700 })
  const lock = lockDirectory(config.dataDir)
  if (!lock.ok) throw new Error(lock.say)
  parts.add('lock', lock.value.release)

  const records = await openRecords(join(config.dataDir, 'records.db'))
  parts.add('records', records.close)
  if (records.integrity() !== 'ok')
    throw new Error(`records.db in ${config.dataDir} is damaged. Put the last backup in its place.`)

  const log = openSqliteLog({ file: join(config.dataDir, 'log.db'), onBroken: giveUp })
  parts.add('log', log.close)

  const bus = createInProcessBus().join()
  parts.add('bus', bus.close)

  const live = createLive({ bus, onError })
  parts.add('live', live.close)

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
  parts.add('projections', projections.close)

  const changedSince = createChangedSince(ledger, { paragraphsIn, broken: onError })
  parts.add('changed since', changedSince.settled)
  const arrivals = createArrivals({ here: (room) => rooms.here(room), projections, ledger })
  const attendance = createAttendanceWatch({ here: (room) => rooms.here(room), ledger, broken: onError })
  parts.add('attendance', attendance.settled)
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
      attendance.presenceChanged(room)
      keeper.presenceChanged(room)
    },
    onLeft: (event) => {
      arrivals.left(event)
      attendance.left(event)
      keeper.left(event)
    },
  })
  parts.add('rooms', rooms.close)

  const versions = createVersions(ledger, rooms)
  const keeper = createKeeper({ versions, here: (room) => rooms.here(room), onError })
  parts.add('keeper', keeper.close)

  const project = async (room: string) => projections.quiet({ room, doc: await rooms.read(room) })
  const firstLinks = (await isEmpty(ledger)) ? await plantStarter(ledger, rooms, project) : []

  const suggestions = createSuggestionsDesk({ ledger, documents: rooms })
  await suggestions.recover()
  await sealClosed({ ledger, documents: rooms, projections, versions, decideAnew: rooms.rightsIn })
  await layAgendas({ ledger, documents: rooms })
  await carryOutAll({ ledger, documents: rooms, forget: records.forget })

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
  parts.add('purges', purges.close)

  tellOfForeignChanges()
  return {
    ledger,
    log,
    rooms,
    /** The same rooms, as records and exports see them. */
    documents: rooms,
    live,
    projections,
    versions,
    suggestions,
    attendance,
    purges,
    stillness,
    forget: records.forget,
    images: createImages(ledger, config.dataDir),
    prepare: createPreparation(ledger, rooms, project),
    firstLinks,
  }

  /** An admin command wrote records beside us: every page reads again what it shows. */
  function tellOfForeignChanges(): void {
    let seen = records.foreignChanges()
    const look = setInterval(() => {
      const now = records.foreignChanges()
      if (now !== seen) void everyWorkspace(ledger).catch(onError)
      seen = now
    }, 1_000).unref()
    parts.add('foreign changes', () => clearInterval(look))
  }
}

/** Tells all that is told of a whole workspace: nobody knows what another program has changed. */
async function everyWorkspace({ db, tell }: Ledger): Promise<void> {
  for (const { slug } of await db.selectFrom('workspace').select('slug').execute())
    for (const what of WORKSPACE_WIDE) tell(slug, { type: 'changed', what })
}

/** A flush that failed is never tried again: what is on the disk is unknown, and only a new start reads it. */
function giveUp(error: Error): never {
  process.stderr.write(`The disk does not keep what is written to it (${error.message}). Stopping.\n`)
  process.exit(1)
}
