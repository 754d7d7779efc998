import type { Selectable } from 'kysely'
import * as Y from 'yjs'
import type { DocumentId } from '../../shared/domain/documents.ts'
import { roomOf } from '../../shared/rooms.ts'
import { authorFrom } from '../accounts/people.ts'
import type { Projections } from '../records/projections.ts'
import { note } from '../records/trail.ts'
import type { Ledger } from '../storage/ledger.ts'
import type { Records, Tables } from '../storage/tables.ts'
import type { UpdateLog } from '../storage/update-log.ts'
import type { Rooms } from '../sync/rooms.ts'
import { type Anchored, anchorsOn, placeAnchors } from './anchors.ts'
import { cleanDocument } from './document.ts'
import { scopeOf } from './scope.ts'
import { sweep } from './sweep.ts'
import { countIn, storedDoc } from './texts.ts'
import { type Finder, finderOf } from './words.ts'

/** What a purge works on. */
export interface Workplace {
  ledger: Ledger
  log: UpdateLog
  rooms: Pick<Rooms, 'replace' | 'authorship'>
  projections: Pick<Projections, 'flush'>
  /** Versions that are being kept are kept. */
  versionsKept: () => Promise<void>
  /** Leaves nothing of what was deleted in the files of records; false: try again later. */
  scrubRecords: () => Promise<boolean>
  /** Keeps whoever writes in the workspace waiting meanwhile; not needed where nobody else is let in. */
  alone?: <T>(workspace: string, work: () => Promise<T>) => Promise<T>
  /** Told before each step, by name: a test ends the process there. */
  before?: (step: string) => Promise<void>
}

export type PurgeRow = Selectable<Tables['purge']>

/**
 * Removes the words of a purge whose keys are turned: document by document, then everything beside them. Each step
 * stands when it is done, so that after a crash it goes on where it was.
 */
export async function removeWords(
  at: Workplace,
  { workspace, id }: Pick<PurgeRow, 'workspace' | 'id'>,
): Promise<void> {
  const { ledger } = at
  const row = await purgeRow(ledger, workspace, id)
  if (row?.state !== 'under way' || row.words === null) return
  const find = finderOf(row.words)
  const scope = await scopeOf(ledger.db, workspace, row.document)
  for (const document of scope) {
    const now = await purgeRow(ledger, workspace, id)
    const done = JSON.parse(now?.rewritten ?? '[]') as DocumentId[]
    if (done.includes(document)) continue
    if (document !== row.document && !(await stands(at, workspace, document, find, id))) continue
    await rewrite(at, row, document, find)
  }
  await sweepRecords(at, row, scope, find)
  for (const document of scope) {
    ledger.tell(workspace, { type: 'changed', what: 'comments', document })
    ledger.tell(workspace, { type: 'changed', what: 'history', document })
  }
  for (const what of ['purges', 'home', 'wording'] as const) ledger.tell(workspace, { type: 'changed', what })
}

/** Is there anything in the store of this document: in its text, deleted from it, or a rewriting cut short? */
async function stands(
  { ledger, log }: Workplace,
  workspace: string,
  document: DocumentId,
  find: Finder,
  purge: string,
): Promise<boolean> {
  if ((await stepOf(ledger, workspace, purge, document)) !== undefined) return true
  const { text, deleted } = await countIn(log, roomOf(workspace, document), find)
  return text > 0 || deleted
}

async function rewrite(at: Workplace, row: PurgeRow, document: DocumentId, find: Finder): Promise<void> {
  const { ledger, log, rooms, projections } = at
  const { workspace, id } = row
  const room = roomOf(workspace, document)
  await rooms.replace(room, async () => {
    const { epoch } = await log.load(room)
    const begun = await stepOf(ledger, workspace, id, document)
    // Made for a rewriting that did not happen: people may have written since.
    if (begun !== undefined && begun.epoch > epoch)
      await ledger.db
        .deleteFrom('purge_step')
        .where('workspace', '=', workspace)
        .where('purge', '=', id)
        .where('document', '=', document)
        .execute()
    if (begun === undefined || begun.epoch > epoch) {
      const old = await storedDoc(log, room)
      const { entries } = await log.history(room)
      const clean = cleanDocument(old, await rooms.authorship(room), find)
      const anchors = await anchorsOn(ledger.db, workspace, document, old, clean, find)
      const step = { workspace, purge: id, document, epoch: epoch + 1, places: clean.count }
      await at.before?.(`prepare ${document}`)
      await ledger.db
        .insertInto('purge_step')
        .values({ ...step, anchors: JSON.stringify(anchors) })
        .execute()
      await at.before?.(`rewrite ${document}`)
      await log.rewrite(room, {
        epoch: epoch + 1,
        snapshot: Y.encodeStateAsUpdate(clean.doc),
        spans: clean.spans,
        retired: [...clean.retired, ...clientsOf(entries)],
      })
      old.destroy()
      clean.doc.destroy()
    }
    await at.before?.(`anchors ${document}`)
    await settle(ledger, row, document)
  })
  await projections.flush()
}

/** The document is in its new epoch: its comments stand on it from here on. */
async function settle(ledger: Ledger, { workspace, id }: PurgeRow, document: DocumentId): Promise<void> {
  await ledger.db.transaction().execute(async (db) => {
    const step = await stepOf({ ...ledger, db }, workspace, id, document)
    const row = await purgeRow({ ...ledger, db }, workspace, id)
    if (step === undefined || row === undefined) return
    await placeAnchors(db, workspace, document, JSON.parse(step.anchors) as Anchored[])
    await db
      .updateTable('purge')
      .set({
        rewritten: JSON.stringify([...(JSON.parse(row.rewritten) as DocumentId[]), document]),
        places: (row.places ?? 0) + step.places,
      })
      .where('workspace', '=', workspace)
      .where('id', '=', id)
      .execute()
    await db
      .deleteFrom('purge_step')
      .where('workspace', '=', workspace)
      .where('purge', '=', id)
      .where('document', '=', document)
      .execute()
  })
}

/** Everything beside the documents, in one transaction; what was on its way meanwhile is swept behind it. */
async function sweepRecords(
  at: Workplace,
  row: PurgeRow,
  scope: readonly DocumentId[],
  find: Finder,
): Promise<void> {
  const { ledger, projections } = at
  const { workspace, id } = row
  await projections.flush()
  await at.versionsKept()
  await at.before?.('sweep')
  await ledger.db.transaction().execute(async (db) => {
    const frozen = await frozenVersions(db, workspace)
    const found = await sweep({ db, workspace, scope, find }, id)
    const swept = found
      .filter(({ where }) => where !== 'positions')
      .reduce((sum, { count }) => sum + count, 0)
    const now = await purgeRow({ ...ledger, db }, workspace, id)
    const places = (now?.places ?? 0) + swept
    const by = authorFrom(row.officer ?? row.asked_by)
    const entry = { workspace, at: ledger.now(), by, before: null }
    await note(db, { ...entry, subject: `purge:${id}`, did: `removed text in ${places} places` })
    // The check holds frozen versions against the trail; from here on these are the frozen ones.
    for (const version of await frozenVersions(db, workspace))
      if (frozen.every((was) => was.id !== version.id || was.checksum !== version.checksum))
        await note(db, {
          ...entry,
          subject: `theme:${version.document}`,
          did: `resealed ${version.id} ${version.checksum}`,
        })
    await db
      .updateTable('purge')
      .set({ words: null, state: 'removed', places })
      .where('workspace', '=', workspace)
      .where('id', '=', id)
      .execute()
  })
  await at.before?.('swept')
}

const frozenVersions = (db: Records, workspace: string) =>
  db
    .selectFrom('version')
    .select(['document', 'id', 'checksum'])
    .where('workspace', '=', workspace)
    .where('why', '=', 'frozen')
    .execute()

/** Writes both files anew, so that nothing deleted is left in them; false: another process reads them, try later. */
export async function scrubFiles(at: Workplace): Promise<boolean> {
  const { ledger } = at
  await at.before?.('scrub log')
  if (!(await at.log.scrub())) return false
  await at.before?.('scrub records')
  if (!(await at.scrubRecords())) return false
  await at.before?.('done')
  const rows = await ledger.db
    .selectFrom('purge')
    .select(['workspace'])
    .where('state', '=', 'removed')
    .execute()
  await ledger.db
    .updateTable('purge')
    .set({ state: 'done', ended_at: ledger.now() })
    .where('state', '=', 'removed')
    .execute()
  for (const { workspace } of rows) ledger.tell(workspace, { type: 'changed', what: 'purges' })
  return true
}

export const purgeRow = (
  { db }: Pick<Ledger, 'db'>,
  workspace: string,
  id: string,
): Promise<PurgeRow | undefined> =>
  db
    .selectFrom('purge')
    .selectAll()
    .where('workspace', '=', workspace)
    .where('id', '=', id)
    .executeTakeFirst()

const stepOf = ({ db }: Pick<Ledger, 'db'>, workspace: string, purge: string, document: DocumentId) =>
  db
    .selectFrom('purge_step')
    .selectAll()
    .where('workspace', '=', workspace)
    .where('purge', '=', purge)
    .where('document', '=', document)
    .executeTakeFirst()

/** Clients of edits that wait for others and are no part of the document yet: they are retired with it. */
function* clientsOf(entries: readonly { update: Uint8Array }[]): Generator<number> {
  for (const { update } of entries)
    for (const struct of Y.decodeUpdate(update).structs)
      if (!(struct instanceof Y.Skip)) yield struct.id.client
}
