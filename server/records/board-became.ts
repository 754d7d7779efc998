import type { Selectable } from 'kysely'
import type { FromBoard, Sent } from '../../shared/board/boards.ts'
import { type DocumentId, isNumbered } from '../../shared/domain/documents.ts'
import { no, ok } from '../../shared/lib/result.ts'
import { roomOf } from '../../shared/rooms.ts'
import { authorFrom } from '../accounts/people.ts'
import type { Records, Tables } from '../storage/tables.ts'
import type { Visitor } from '../sync/doorkeeper.ts'
import { type BoardGround, type Outcome, readsBoards } from './board-rows.ts'
import { textAsSentTo } from './board-sent-words.ts'
import { readable, titlesOf } from './readable.ts'
import { rightsOf } from './standing.ts'

type Row = Selectable<Tables['board_sent']>
type Text = ReturnType<typeof textAsSentTo>

const NOT_HERE = no('not allowed', 'This document is not open to you.')
const TAKEN_BACK = 'the question was taken back'

/** What was sent from a board, and what became of each, as one visitor may know it. */
export async function sentFrom(
  { ledger, documents }: Pick<BoardGround, 'ledger' | 'documents'>,
  visitor: Visitor,
  board: string,
): Promise<Sent[]> {
  const { db } = ledger
  const { workspace } = visitor
  const rows = await db
    .selectFrom('board_sent')
    .selectAll()
    .where('workspace', '=', workspace)
    .where('board', '=', board)
    .orderBy('at')
    .execute()
  if (rows.length === 0) return []
  const open = await readable(db, visitor)
  const title = await titlesOf(db, workspace)
  const texts = new Map<DocumentId, Text>()
  for (const document of new Set(rows.map(({ document }) => document)))
    if (document !== null && open.has(document))
      texts.set(document, await documents.known(roomOf(workspace, document), textAsSentTo))
  const records = await recordsOf(db, workspace, rows)
  return rows.flatMap((row): Sent[] => {
    const { id, item, as, words, at } = row
    const text = row.document === null ? undefined : texts.get(row.document)
    // Of what went into a text that is private to others nobody learns: the words may be from there by now.
    if (row.document !== null && text === undefined) return []
    const record = records(row)
    const place = row.document === null || text === undefined ? null : placeIn(row, row.document, text, title)
    const became =
      as === 'comment' ? `${place?.near ?? ''}: ${record}` : [place?.text, record].filter(Boolean).join('; ')
    const to = { document: row.document, section: row.section, record: row.record }
    return [
      { id, item, as, words: record === TAKEN_BACK ? '' : words, by: authorFrom(row.by), at, ...to, became },
    ]
  })
}

/** Where words stand now, and where what is said about their section is, as people say it. */
function placeIn(
  row: Row,
  document: DocumentId,
  text: Text,
  title: (document: DocumentId) => string,
): { text: string; near: string } {
  const name = title(document)
  const at = (number: string): string => (isNumbered(document) ? `${name}, ${number}` : name)
  const now = text.now(row)
  const there = text.texts.find((one) => one.section === row.section)
  return {
    text:
      now.stands === 'nowhere'
        ? `no longer there (${name})`
        : now.stands === 'as sent'
          ? `in ${at(now.number)}`
          : `rewritten since, in ${at(now.number)}`,
    near: there === undefined ? name : at(there.number),
  }
}

/** What the records are now that things became, in plain words; empty for words in a text alone. */
async function recordsOf(
  db: Records,
  workspace: string,
  rows: readonly Row[],
): Promise<(row: Row) => string> {
  const ids = (as: Row['as']): string[] =>
    rows.flatMap((row) => (row.as === as && row.record !== null ? [row.record] : []))
  const said = new Map<string, string>()
  const tell = async <T extends { id: string }>(
    wanted: readonly string[],
    read: (wanted: readonly string[]) => Promise<T[]>,
    says: (row: T) => string,
  ): Promise<void> => {
    if (wanted.length > 0) for (const row of await read(wanted)) said.set(row.id, says(row))
  }
  await tell(
    ids('comment'),
    (wanted) =>
      db
        .selectFrom('comment')
        .select(['id', 'state', 'deleted_at'])
        .where('workspace', '=', workspace)
        .where('id', 'in', wanted)
        .execute(),
    (row) => (row.deleted_at === null ? `the question is ${row.state}` : TAKEN_BACK),
  )
  await tell(
    ids('action'),
    (wanted) =>
      db
        .selectFrom('action')
        .select(['id', 'ref', 'status'])
        .where('workspace', '=', workspace)
        .where('id', 'in', wanted)
        .execute(),
    ({ ref, status }) => `Action ${ref}: ${status}`,
  )
  await tell(
    ids('claim'),
    (wanted) =>
      db
        .selectFrom('chase')
        .select(['id', 'closed_at', 'closed_why'])
        .where('workspace', '=', workspace)
        .where('id', 'in', wanted)
        .execute(),
    (row) => chaseSays(row),
  )
  await tell(
    ids('issue'),
    (wanted) =>
      db
        .selectFrom('issue')
        .select(['id', 'state', 'settled_how'])
        .where('workspace', '=', workspace)
        .where('id', 'in', wanted)
        .execute(),
    (row) => (row.state === 'open' ? 'on the issues list' : `settled: ${row.settled_how ?? ''}`),
  )
  return ({ as, record }) =>
    record === null
      ? ''
      : (said.get(record) ?? (as === 'comment' ? 'the question is gone' : 'no longer there'))
}

const chaseSays = ({
  closed_at,
  closed_why,
}: Pick<Selectable<Tables['chase']>, 'closed_at' | 'closed_why'>): string => {
  if (closed_at === null) return 'awaiting evidence'
  return closed_why === null ? 'its evidence is verified' : 'closed on the chase list'
}

/** What came into a document from a wall, oldest first; a question that was taken back is not there any more. */
export async function readFromBoards(
  { ledger }: Pick<BoardGround, 'ledger'>,
  visitor: Visitor,
  document: DocumentId,
): Outcome<FromBoard[]> {
  const { db } = ledger
  if (!(await rightsOf(db, visitor, document)).read) return NOT_HERE
  if (!readsBoards(visitor)) return ok([]) // a guest reader is not told of the workshops
  const rows = await db
    .selectFrom('board_sent')
    .innerJoin('board', (join) =>
      join.onRef('board.workspace', '=', 'board_sent.workspace').onRef('board.id', '=', 'board_sent.board'),
    )
    .leftJoin('comment', (join) =>
      join
        .onRef('comment.workspace', '=', 'board_sent.workspace')
        .onRef('comment.id', '=', 'board_sent.record')
        .on('board_sent.as', '=', 'comment'),
    )
    .selectAll('board_sent')
    .select('board.title')
    .where('board_sent.workspace', '=', visitor.workspace)
    .where('board_sent.document', '=', document)
    .where('comment.deleted_at', 'is', null)
    .orderBy('board_sent.at')
    .execute()
  return ok(
    rows.map(({ id, item, as, section, words, by, at, board, title }) => ({
      id,
      item,
      as,
      section,
      words,
      by: authorFrom(by),
      at,
      board,
      title,
    })),
  )
}
