import * as Y from 'yjs'
import type { DocumentId } from '../../shared/domain/documents.ts'
import { roomOf } from '../../shared/rooms.ts'
import type { Ledger } from '../storage/ledger.ts'
import { type Anchored, anchorsOn, placeAnchors } from './anchors.ts'
import { cleanDocument } from './document.ts'
import { sweepRecords, sweepVersions } from './records.ts'
import { scopeOf } from './scope.ts'
import { countIn, storedDoc } from './texts.ts'
import type { Seen } from './version-sweep.ts'
import { type Finder, finderOf } from './words.ts'
import { type PurgeRow, purgeRow, type Workplace } from './workplace.ts'

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
  const seen: Seen = new Set()
  const scopeNow = () => scopeOf(ledger.db, workspace, row.document)
  // A long history first, while everybody goes on: only the versions kept since are left for when nobody writes.
  await sweepVersions({ at, row, scope: await scopeNow(), find }, seen)
  const { alone = (_workspace, work) => work() } = at
  const scope = await alone(workspace, async () => {
    const scope = await scopeNow() // an analysis may have been opened meanwhile
    for (const document of scope) {
      const now = await purgeRow(ledger, workspace, id)
      const done = JSON.parse(now?.rewritten ?? '[]') as DocumentId[]
      if (done.includes(document)) continue
      if (document !== row.document && !(await stands(at, workspace, document, find, id))) continue
      await rewrite(at, row, document, find)
    }
    await sweepRecords({ at, row, scope, find }, seen)
    return scope
  })
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
