import type { FastifyInstance } from 'fastify'
import type { PurgeDesk } from '../purge/desk.ts'
import type { AttendanceWatch } from '../records/attendance-watch.ts'
import type { Reading } from '../records/home.ts'
import type { Images } from '../records/images.ts'
import type { AwaySince } from '../records/run-ending.ts'
import type { SuggestionsDesk } from '../records/suggestions-desk.ts'
import type { UpdateLog } from '../storage/update-log.ts'
import type { Rooms } from '../sync/rooms.ts'
import { serveAccounts } from './accounts.ts'
import { serveAnalyses } from './analyses.ts'
import { serveBoardFiles } from './board-files.ts'
import { serveBoards } from './boards.ts'
import { serveHistory } from './history.ts'
import { serveImages } from './images.ts'
import { serveInbox } from './inbox.ts'
import { serveMeetings } from './meetings.ts'
import { servePositions } from './positions.ts'
import { servePresentation } from './presentation.ts'
import { servePurges } from './purges.ts'
import { serveRecords } from './records.ts'
import { serveRegister } from './register.ts'
import { serveRehearsals } from './rehearsals.ts'
import { serveSuggestions } from './suggestions.ts'

/** What the areas stand on; each takes of it what it needs. */
interface Ground extends Reading {
  log: UpdateLog
  rooms: Rooms
  suggestions: SuggestionsDesk
  purges: PurgeDesk
  images: Images
  attendance: AttendanceWatch
  /** Since when a member has no page open; null: one is. */
  awaySince: AwaySince
  /** What was deleted from the records a moment ago is in their log no more. */
  forget: () => Promise<void>
  /** Writes what a workspace that is not ready yet still lacks. */
  prepare: (workspace: string) => Promise<void>
  /** The address of an invitation's code. */
  link: (code: string) => string
  /** Cookies travel over https only. */
  secure: boolean
}

/** The routes of every area: one more area is one more line. */
const AREAS: readonly ((app: FastifyInstance, ground: Ground) => void | Promise<void>)[] = [
  (app, { ledger, link, secure }) => serveAccounts(app, ledger, { link, secure }),
  (app, ground) => serveRecords(app, ground, ground.prepare),
  (app, { ledger, suggestions }) => serveSuggestions(app, ledger, suggestions),
  (app, ground) => serveInbox(app, ground),
  (app, ground) => servePositions(app, { ...ground, decideAnew: ground.rooms.rightsIn }),
  (app, ground) => serveHistory(app, ground),
  (app, { ledger, log, purges }) => servePurges(app, { ledger, log }, purges),
  (app, ground) => serveAnalyses(app, ground, (room) => ground.rooms.rightsIn(room)),
  (app, ground) => servePresentation(app, ground),
  (app, { ledger }) => serveRegister(app, ledger),
  (app, ground) => serveRehearsals(app, ground),
  (app, ground) => serveMeetings(app, { ...ground, decideAnew: ground.rooms.rightsIn }, ground.attendance),
  (app, ground) => serveBoards(app, { ...ground, decideAnew: ground.rooms.rightsIn }),
  (app, ground) => serveBoardFiles(app, ground),
  (app, { ledger, images }) => serveImages(app, ledger, images),
]

export async function serveAreas(app: FastifyInstance, ground: Ground): Promise<void> {
  for (const serveArea of AREAS) await serveArea(app, ground)
}
