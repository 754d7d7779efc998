import type { DocumentId } from '../../shared/domain/documents.ts'
import type { Comparison } from '../../shared/history/compared.ts'
import type { NewRestore, Restore, Wanted } from '../../shared/history/restores.ts'
import type { VersionContent } from '../../shared/history/version.ts'
import { no, ok, type Result } from '../../shared/lib/result.ts'
import type { Author } from '../../shared/people/person.ts'
import { roomOf } from '../../shared/rooms.ts'
import { asTheyStand, authorFrom, authorOf, toJson } from '../accounts/people.ts'
import type { Reading } from '../records/home.ts'
import { rightsOf } from '../records/standing.ts'
import { note } from '../records/trail.ts'
import { inTurn, isInTurn } from '../records/turns.ts'
import type { Visitor } from '../sync/doorkeeper.ts'
import { compareStates } from './boards.ts'
import { stepForward, stepIn } from './forward.ts'
import { type RestoreRow, restoresAsTold, undone } from './restores-told.ts'

type Refusal = 'signed out' | 'not allowed' | 'not found' | 'bad request' | 'gone'

const NOT_YOURS = no(
  'not allowed',
  'You read this document; who writes in it can bring words back. A frozen narrative stays as it is.',
)
const NO_VERSION = no('not found', 'There is no such version any more.')
const NO_SECTION = no('not found', 'That version has no such section.')
const NO_RESTORE = no('not found', 'There is no such restore.')
const ALREADY = no('gone', 'This has been put back already.')
const TAKEN = no('bad request', 'That id is in use. Send it with a new one.')

/** How many restores a page is told of. */
const LAST = 20

/**
 * What bringing back would change. The document as it is now is kept, and the restore that follows is a step from
 * there: what others write while its author reads this stays.
 */
export async function prepareRestore(
  reading: Reading,
  visitor: Visitor,
  document: DocumentId,
  what: Wanted,
): Promise<Result<{ seen: string; comparison: Comparison }, Refusal>> {
  const { versions } = reading
  const allowed = await writes(reading, visitor, document)
  if (!allowed.ok) return allowed
  const wanted = await findWanted(reading, visitor, document, what)
  if (!wanted.ok) return wanted
  const { id } = await versions.take(visitor.workspace, document, {
    why: 'before restore',
    by: allowed.value,
  })
  const seen = await versions.read(visitor.workspace, document, id)
  if (seen === undefined) return NO_VERSION
  const only = (content: VersionContent): VersionContent =>
    what.section === null
      ? content
      : { ...content, sections: content.sections.filter((one) => one.id === what.section) }
  return ok({
    seen: id,
    comparison: await compareStates(
      { db: reading.ledger.db, workspace: visitor.workspace, document },
      only(seen.content),
      only(wanted.value),
    ),
  })
}

async function findWanted(
  { versions }: Reading,
  { workspace }: Visitor,
  document: DocumentId,
  { version, section }: Wanted,
): Promise<Result<VersionContent, 'not found'>> {
  const found = await versions.read(workspace, document, version)
  if (found === undefined) return NO_VERSION
  return section !== null && found.content.sections.every((one) => one.id !== section)
    ? NO_SECTION
    : ok(found.content)
}

/** Brings back a version, or one of its sections, as an edit in this person's name; once for its id. */
export async function restore(
  reading: Reading,
  visitor: Visitor,
  document: DocumentId,
  { id, seen, ...what }: NewRestore,
): Promise<Result<Restore, Refusal>> {
  return inTurn(roomOf(visitor.workspace, document), async () => {
    const { ledger, versions } = reading
    const begun = await findRestore(reading, visitor.workspace, id)
    if (begun !== undefined) return again(reading, visitor, document, begun)
    const allowed = await writes(reading, visitor, document)
    if (!allowed.ok) return allowed
    const wanted = await findWanted(reading, visitor, document, what)
    if (!wanted.ok) return wanted
    const now = await versions.take(visitor.workspace, document, {
      why: 'before restore',
      by: allowed.value,
    })
    const before = seen === null ? now : (await versions.read(visitor.workspace, document, seen))?.version
    if (before === undefined) return NO_VERSION
    const row: RestoreRow = {
      ...begin(visitor, document, id, ledger.now()),
      base: before.id,
      wanted: what.version,
      section: what.section,
      undoes: null,
    }
    await ledger.db.insertInto('restore').values(row).execute()
    return carryOut(reading, row)
  })
}

/** Takes exactly one restore back; what was written since stays. */
export async function putBack(
  reading: Reading,
  visitor: Visitor,
  { document, restore: undoes }: { document: DocumentId; restore: string },
  id: string,
): Promise<Result<Restore, Refusal>> {
  return inTurn(roomOf(visitor.workspace, document), async () => {
    const { ledger, versions } = reading
    const begun = await findRestore(reading, visitor.workspace, id)
    if (begun !== undefined) return again(reading, visitor, document, begun)
    const allowed = await writes(reading, visitor, document)
    if (!allowed.ok) return allowed
    const of = await findRestore(reading, visitor.workspace, undoes)
    if (of === undefined || of.document !== document) return NO_RESTORE
    await settleUndoing(reading, of)
    if (await isUndone(reading, of)) return ALREADY
    await versions.take(visitor.workspace, document, { why: 'before restore', by: allowed.value })
    // The same step, the other way: from what was brought back to what stood before.
    const row: RestoreRow = {
      ...begin(visitor, document, id, ledger.now()),
      base: of.wanted,
      wanted: of.base,
      section: of.section,
      undoes,
    }
    await ledger.db.insertInto('restore').values(row).execute()
    return carryOut(reading, row)
  })
}

/** The last restores of a document, newest first; one that a crash cut short is settled first. */
export async function readRestores(
  reading: Reading,
  workspace: string,
  document: DocumentId,
): Promise<Restore[]> {
  const { db } = reading.ledger
  const rows = await db
    .selectFrom('restore')
    .selectAll()
    .where('workspace', '=', workspace)
    .where('document', '=', document)
    .orderBy('at', 'desc')
    .limit(LAST)
    .execute()
  const settled = await Promise.all(rows.map(async (row) => (row.kept === null ? settle(reading, row) : row)))
  return restoresAsTold(
    reading,
    { workspace, document },
    settled.filter((row) => row !== null),
  )
}

const begin = (visitor: Visitor, document: DocumentId, id: string, at: number) => ({
  workspace: visitor.workspace,
  document,
  id,
  by: toJson(visitor),
  at,
  kept: null,
})

async function writes(
  { ledger }: Reading,
  visitor: Visitor,
  document: DocumentId,
): Promise<Result<Author, 'signed out' | 'not allowed'>> {
  const now = await asTheyStand(ledger.db, visitor)
  if (!now.ok) return now
  return (await rightsOf(ledger.db, now.value, document)).edit ? ok(authorOf(now.value)) : NOT_YOURS
}

/** Sent again: the answer is what became of it, and what a crash cut short goes on. */
async function again(
  reading: Reading,
  visitor: Visitor,
  document: DocumentId,
  row: RestoreRow,
): Promise<Result<Restore, Refusal>> {
  if (row.document !== document || authorFrom(row.by).id !== visitor.id) return TAKEN
  if (row.kept !== null) return ok(await restoreOf(reading, row))
  const allowed = await writes(reading, visitor, document)
  if (!allowed.ok) return allowed
  const of = row.undoes === null ? undefined : await findRestore(reading, row.workspace, row.undoes)
  if (of !== undefined) await settleUndoing(reading, of)
  const now = await findRestore(reading, row.workspace, row.id)
  if (now !== undefined && now.kept !== null) return ok(await restoreOf(reading, now))
  if (of !== undefined && (await isUndone(reading, of))) return ALREADY
  return carryOut(reading, row)
}

/** What a crash cut short of taking this restore back is finished, if the document has it: it is taken back once. */
async function settleUndoing(reading: Reading, { workspace, id, document }: RestoreRow): Promise<void> {
  const { ledger, documents } = reading
  const begun = await ledger.db
    .selectFrom('restore')
    .selectAll()
    .where('workspace', '=', workspace)
    .where('undoes', '=', id)
    .where('kept', 'is', null)
    .execute()
  for (const row of begun) {
    const kept = await documents.look(roomOf(workspace, document), (doc) => stepIn(doc, row.id))
    if (kept !== null) await finish(reading, row, kept)
  }
}

async function carryOut(reading: Reading, row: RestoreRow): Promise<Result<Restore, 'not found'>> {
  const { documents, versions } = reading
  const base = await versions.read(row.workspace, row.document, row.base)
  const wanted = await versions.read(row.workspace, row.document, row.wanted)
  if (base === undefined || wanted === undefined) return NO_VERSION
  let kept = 0
  await documents.edit(roomOf(row.workspace, row.document), authorFrom(row.by), (doc) => {
    kept = stepForward(doc, { id: row.id, base: base.content, wanted: wanted.content, section: row.section })
  })
  return ok(await restoreOf(reading, await finish(reading, row, kept)))
}

/** The document has it: the timeline and the trail are told. */
async function finish({ ledger, versions }: Reading, row: RestoreRow, kept: number): Promise<RestoreRow> {
  const { workspace, document, id, at } = row
  const by = authorFrom(row.by)
  await versions.take(workspace, document, { why: 'restored', by })
  await ledger.db.transaction().execute(async (db) => {
    await db
      .updateTable('restore')
      .set({ kept })
      .where('workspace', '=', workspace)
      .where('id', '=', id)
      .execute()
    const what = row.section === null ? 'the whole document' : `section ${row.section}`
    const did =
      row.undoes === null
        ? `restored ${what} of document ${document} from version ${row.wanted}`
        : `put back the restore ${row.undoes} of document ${document}`
    await note(db, { workspace, subject: `restore:${id}`, at, by, did, before: null })
  })
  ledger.tell(workspace, { type: 'changed', what: 'history', document })
  return { ...row, kept }
}

/** What became of a restore that was cut short: the document says whether it has it. */
async function settle(reading: Reading, row: RestoreRow): Promise<RestoreRow | null> {
  const room = roomOf(row.workspace, row.document)
  if (isInTurn(room)) return null // it is being carried out at this moment
  return inTurn(room, async () => {
    const now = await findRestore(reading, row.workspace, row.id)
    if (now === undefined || now.kept !== null) return now ?? null
    const kept = await reading.documents.look(room, (doc) => stepIn(doc, row.id))
    return kept === null ? null : finish(reading, row, kept)
  })
}

async function restoreOf(reading: Reading, row: RestoreRow): Promise<Restore> {
  const [restore] = await restoresAsTold(reading, row, [row])
  return restore as Restore
}

const findRestore = ({ ledger }: Reading, workspace: string, id: string): Promise<RestoreRow | undefined> =>
  ledger.db
    .selectFrom('restore')
    .selectAll()
    .where('workspace', '=', workspace)
    .where('id', '=', id)
    .executeTakeFirst()

const isUndone = async ({ ledger }: Reading, { workspace, id }: RestoreRow): Promise<boolean> =>
  (await undone(ledger.db, workspace, [id])).has(id)
