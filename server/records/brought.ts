import type { Selectable } from 'kysely'
import type { Passage } from '../../shared/analyses/analyses.ts'
import { Anchor } from '../../shared/annotations/comments.ts'
import { documentId } from '../../shared/domain/documents.ts'
import type { ThemeId } from '../../shared/domain/themes.ts'
import { no, ok, type Result } from '../../shared/lib/result.ts'
import type { Brought } from '../../shared/presentation/brought.ts'
import { PROGRESS } from '../../shared/presentation/template.ts'
import { roomOf } from '../../shared/rooms.ts'
import { asTheyStand, authorFrom, toJson } from '../accounts/people.ts'
import type { Tables } from '../storage/tables.ts'
import type { Visitor } from '../sync/doorkeeper.ts'
import type { Reading } from './home.ts'
import { put, rewritten, wordsAt } from './brought-words.ts'
import { anchorAt } from './passages.ts'
import { GUEST, roomOfSection } from './presentation.ts'
import { rightsOf } from './standing.ts'
import { note } from './trail.ts'

type Row = Selectable<Tables['brought']>
type Ground = Pick<Reading, 'ledger' | 'documents'>
type Outcome = Promise<
  Result<{ done: true }, 'signed out' | 'not allowed' | 'not found' | 'bad request' | 'stale'>
>

const NOT_YOURS = no(
  'not allowed',
  'Those who write this section bring words into it. You can comment on it.',
)
const NOT_THERE = no('not found', 'There is no such passage in this section any more.')
const GONE = no('bad request', 'These words are not in the narrative any more. Choose again.')
const NO_BLOCK = no('bad request', 'That block is not in the section any more. Choose another.')
const COUNTED = no('bad request', 'The progress summary is counted. Bring words into another block.')
const TAKEN = no('bad request', 'That id is in use. Send it with a new one.')
const DONE = ok({ done: true as const })

const documentOf = (section: string) => documentId({ kind: 'presentation', section })
const anchorOf = (json: string): Anchor => Anchor.parse(JSON.parse(json))

/** What was brought into a section, and whether the narrative says something else since. */
export async function readBrought(
  { ledger, documents }: Ground,
  visitor: Visitor,
  section: string,
): Promise<Result<Brought[], 'not allowed'>> {
  const { db } = ledger
  const { workspace } = visitor
  if (!(await rightsOf(db, visitor, documentOf(section))).read) return GUEST
  const rows = await db
    .selectFrom('brought')
    .innerJoin('theme', (join) =>
      join.onRef('theme.workspace', '=', 'brought.workspace').onRef('theme.id', '=', 'brought.theme'),
    )
    .selectAll('brought')
    .select('theme.label')
    .where('brought.workspace', '=', workspace)
    .where('document', '=', documentOf(section))
    .orderBy('at')
    .execute()
  const found: Brought[] = []
  for (const { id, theme, label, source, said, placed, by, at } of rows) {
    const anchor = anchorOf(source)
    const now = await documents.look(roomOf(workspace, theme), (doc) => wordsAt(doc, anchor))
    const here = await documents.look(roomOfSection(workspace, section), (doc) =>
      wordsAt(doc, anchorOf(placed)),
    )
    found.push({
      id,
      theme,
      label,
      number: now?.number ?? '',
      sourceSection: now?.section ?? anchor.section,
      said,
      now: now?.text ?? null,
      changed: now?.text !== said,
      block: here?.section ?? null,
      here: here?.text ?? null,
      by: authorFrom(by),
      at,
    })
  }
  return ok(found)
}

/** Brings a paragraph of a narrative into a block, word for word; sent twice, its words stand once. */
export async function bring(
  ground: Ground,
  visitor: Visitor,
  section: string,
  body: { id: string; theme: ThemeId; passage: Passage; block: string; behind: Passage | null },
): Outcome {
  const { ledger, documents } = ground
  const { db } = ledger
  const { workspace } = visitor
  const mine = await writing(ground, visitor, section)
  if (!mine.ok) return mine
  const taken = await find(ground, workspace, body.id)
  if (taken !== undefined) return taken.document === documentOf(section) ? DONE : TAKEN
  if (body.block === PROGRESS) return COUNTED
  if (!(await rightsOf(db, mine.value, body.theme)).read) return NOT_YOURS
  const source = await documents.look(roomOf(workspace, body.theme), (doc) => {
    const anchor = anchorAt(doc, body.passage)
    const words = anchor === null ? null : wordsAt(doc, anchor)
    return anchor === null || words === null ? null : { anchor, said: words.text }
  })
  if (source === null) return GONE
  let placed: Anchor | null = null
  await documents.edit(roomOfSection(workspace, section), mine.value, (doc) => {
    placed = put(doc, body, source.said)
  })
  if (placed === null) return NO_BLOCK
  const at = ledger.now()
  await db.transaction().execute(async (db) => {
    const made = await db
      .insertInto('brought')
      .values({
        workspace,
        id: body.id,
        document: documentOf(section),
        theme: body.theme,
        source: JSON.stringify(source.anchor),
        said: source.said,
        placed: JSON.stringify(placed),
        by: toJson(mine.value),
        at,
      })
      .onConflict((c) => c.doNothing())
      .executeTakeFirst()
    if (made.numInsertedOrUpdatedRows !== 1n) return
    const subject = `document:${documentOf(section)}` as const
    await note(db, { workspace, subject, at, by: mine.value, did: 'brought', before: null })
  })
  tell(ground, workspace)
  return DONE
}

/**
 * The source says something else since: its new words replace those on the page, changing only what differs, or the
 * ones on the page stay. Either way it counts as seen. `seen` is the new wording its reader saw.
 */
export async function settleBrought(
  ground: Ground,
  visitor: Visitor,
  { section, id }: { section: string; id: string },
  { take, seen }: { take: 'new' | 'kept'; seen: string },
): Outcome {
  const { ledger, documents } = ground
  const { workspace } = visitor
  const mine = await writing(ground, visitor, section)
  if (!mine.ok) return mine
  const row = await find(ground, workspace, id)
  if (row === undefined || row.document !== documentOf(section)) return NOT_THERE
  const now = await documents.look(roomOf(workspace, row.theme), (doc) => wordsAt(doc, anchorOf(row.source)))
  if (now === null) return GONE
  if (now.text !== seen)
    return no('stale', 'The narrative has changed again. Look at what it says now, then choose.')
  let placed: Anchor | null = anchorOf(row.placed)
  if (take === 'new') {
    const anchor = placed
    await documents.edit(roomOfSection(workspace, section), mine.value, (doc) => {
      placed = rewritten(doc, anchor, now.text)
    })
    if (placed === null) return NOT_THERE
  }
  const at = ledger.now()
  await ledger.db.transaction().execute(async (db) => {
    await db
      .updateTable('brought')
      .set({ said: now.text, placed: JSON.stringify(placed) })
      .where('workspace', '=', workspace)
      .where('id', '=', id)
      .execute()
    const did = take === 'new' ? 'took the new words' : 'kept the words'
    const subject = `document:${documentOf(section)}` as const
    await note(db, { workspace, subject, at, by: mine.value, did, before: row.said })
  })
  tell(ground, workspace)
  return DONE
}

/** Keeps the words and forgets where they came from. */
export async function letGoOf(
  ground: Ground,
  visitor: Visitor,
  { section, id }: { section: string; id: string },
): Outcome {
  const { ledger } = ground
  const { workspace } = visitor
  const mine = await writing(ground, visitor, section)
  if (!mine.ok) return mine
  const at = ledger.now()
  await ledger.db.transaction().execute(async (db) => {
    const row = await db
      .deleteFrom('brought')
      .where('workspace', '=', workspace)
      .where('document', '=', documentOf(section))
      .where('id', '=', id)
      .returning('said')
      .executeTakeFirst()
    if (row === undefined) return
    const subject = `document:${documentOf(section)}` as const
    await note(db, { workspace, subject, at, by: mine.value, did: 'let go of a source', before: row.said })
  })
  tell(ground, workspace)
  return DONE
}

async function writing({ ledger }: Ground, visitor: Visitor, section: string) {
  const now = await asTheyStand(ledger.db, visitor)
  if (!now.ok) return now
  return (await rightsOf(ledger.db, now.value, documentOf(section))).edit ? now : NOT_YOURS
}

const find = ({ ledger }: Ground, workspace: string, id: string): Promise<Row | undefined> =>
  ledger.db
    .selectFrom('brought')
    .selectAll()
    .where('workspace', '=', workspace)
    .where('id', '=', id)
    .executeTakeFirst()

const tell = ({ ledger }: Ground, workspace: string): void =>
  ledger.tell(workspace, { type: 'changed', what: 'presentation' })
