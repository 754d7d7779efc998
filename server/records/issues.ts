import type { Selectable } from 'kysely'
import type { Issue } from '../../shared/board/boards.ts'
import type { ThemeId } from '../../shared/domain/themes.ts'
import { no, ok } from '../../shared/lib/result.ts'
import { may } from '../../shared/permissions.ts'
import { asTheyStand, authorFrom, toJson } from '../accounts/people.ts'
import type { Ledger } from '../storage/ledger.ts'
import type { Records, Tables } from '../storage/tables.ts'
import type { Visitor } from '../sync/doorkeeper.ts'
import { NOT_OPEN, type Outcome, readsBoards, type Refused, TAKEN } from './board-rows.ts'
import { note } from './trail.ts'

type IssueRow = Selectable<Tables['issue']>

const NO_ISSUE = no('not found', 'There is no such issue.')
const READS = no('not allowed', 'You can read the issues. Those who take part in the workshops keep them.')
const STALE = no('stale', 'Somebody else has changed this issue meanwhile. Look at both, then choose.')
const HOW = no('bad request', 'Say in a sentence how it was settled.')
const SETTLED = no('bad request', 'This issue is settled. Open it again, then change it.')
const MOST = 1_000
const FULL = no(
  'bad request',
  `The list has ${MOST} issues with those that were settled, as many as are kept. Write this one as a comment.`,
)

/** Every issue: open ones first, the oldest of them first; then those that were settled, the latest first. */
export async function readIssues({ db }: Ledger, visitor: Visitor): Outcome<Issue[]> {
  if (!readsBoards(visitor)) return NOT_OPEN
  const { workspace } = visitor
  const rows = await db
    .selectFrom('issue')
    .leftJoin('board', (join) =>
      join.onRef('board.id', '=', 'issue.board').onRef('board.workspace', '=', 'issue.workspace'),
    )
    .selectAll('issue')
    .select('board.title')
    .where('issue.workspace', '=', workspace)
    .orderBy('issue.at')
    .execute()
  const settled = await settledIn(db, workspace, rows)
  const issues = rows.map(({ settled_how, by, workspace: _workspace, ...row }): Issue => ({
    ...row,
    outcome: settled_how,
    settled: settled.get(row.id) ?? null,
    by: authorFrom(by),
  }))
  return ok([
    ...issues.filter(({ state }) => state === 'open'),
    ...issues.filter(({ state }) => state === 'settled').toSorted((a, b) => settledAt(b) - settledAt(a)),
  ])
}

const settledAt = ({ settled, at }: Issue): number => settled?.at ?? at

/** Who settled each of those that are settled, and when: the last that the trail says of it. */
async function settledIn(
  db: Records,
  workspace: string,
  rows: readonly Pick<IssueRow, 'id' | 'state'>[],
): Promise<Map<string, NonNullable<Issue['settled']>>> {
  const ids = rows.filter(({ state }) => state === 'settled').map(({ id }) => id)
  if (ids.length === 0) return new Map()
  const entries = await db
    .selectFrom('trail')
    .select(['subject', 'at', 'by'])
    .where('workspace', '=', workspace)
    .where(
      'subject',
      'in',
      ids.map((id) => `issue:${id}`),
    )
    .where('did', '=', 'settled')
    .orderBy('n')
    .execute()
  return new Map(
    entries.map(({ subject, at, by }) => [subject.slice('issue:'.length), { at, by: authorFrom(by) }]),
  )
}

interface NewIssue {
  id: string
  words: string
  theme: ThemeId | null
  /** The board and the thing on it that it comes from; null: entered by hand. */
  board: string | null
  item: string | null
  at: number
}

/** Puts something on the list, in the transaction that sends it; null when it stands there, also from before. */
export async function insertIssue(
  db: Records,
  me: Visitor,
  { id, words, theme, item, at, board }: NewIssue,
): Promise<Refused | null> {
  const { workspace } = me
  const there = await findIssue(db, workspace, id)
  if (there !== undefined) return authorFrom(there.by).id === me.id ? null : TAKEN
  const { issues } = await db
    .selectFrom('issue')
    .select((e) => e.fn.countAll<number>().as('issues'))
    .where('workspace', '=', workspace)
    .executeTakeFirstOrThrow()
  if (issues >= MOST) return FULL
  await db
    .insertInto('issue')
    .values({
      workspace,
      id,
      words,
      theme,
      board,
      item,
      state: 'open',
      settled_how: null,
      by: toJson(me),
      at,
      version: 1,
    })
    .execute()
  await note(db, { workspace, subject: `issue:${id}`, at, by: me, did: 'added', before: null })
  return null
}

/** Enters an issue by hand. */
export const addIssue = (
  ledger: Ledger,
  visitor: Visitor,
  issue: Pick<NewIssue, 'id' | 'words' | 'theme'>,
): Outcome<{ done: true }> =>
  keeping(ledger, visitor, (db, me) =>
    insertIssue(db, me, { ...issue, board: null, item: null, at: ledger.now() }),
  )

/** Changes the words or the theme of an open issue; what somebody else has said since it was seen stays. */
export const changeIssue = (
  ledger: Ledger,
  visitor: Visitor,
  id: string,
  { words, theme, version }: Pick<Issue, 'words' | 'theme' | 'version'>,
): Outcome<{ done: true }> =>
  keeping(ledger, visitor, async (db, me) => {
    const row = await findIssue(db, me.workspace, id)
    if (row === undefined) return NO_ISSUE
    if (row.words === words && row.theme === theme) return null
    if (row.version !== version) return staleOf(row)
    if (row.state === 'settled') return SETTLED
    await write(db, row, { words, theme })
    const before = JSON.stringify({ words: row.words, theme: row.theme })
    const at = ledger.now()
    await note(db, { workspace: me.workspace, subject: `issue:${id}`, at, by: me, did: 'changed', before })
    return null
  })

/** Says how an issue was settled, or opens it again; what somebody else has said since it was seen stays. */
export function settleIssue(
  ledger: Ledger,
  visitor: Visitor,
  id: string,
  { state, outcome, version }: Pick<Issue, 'state' | 'outcome' | 'version'>,
): Outcome<{ done: true }> {
  const how = state === 'open' || outcome === '' ? null : outcome
  return keeping(ledger, visitor, async (db, me) => {
    const row = await findIssue(db, me.workspace, id)
    if (row === undefined) return NO_ISSUE
    if (row.state === state && row.settled_how === how) return null
    if (row.version !== version) return staleOf(row)
    if (state === 'settled' && how === null) return HOW
    await write(db, row, { state, settled_how: how })
    await note(db, {
      workspace: me.workspace,
      subject: `issue:${id}`,
      at: ledger.now(),
      by: me,
      did: state === 'settled' ? 'settled' : 'opened again',
      before: row.settled_how === null ? null : JSON.stringify({ outcome: row.settled_how }),
    })
    return null
  })
}

/** Does something to the list as the visitor stands now, and tells the pages that show it. */
async function keeping(
  { db, tell }: Ledger,
  visitor: Visitor,
  act: (db: Records, me: Visitor) => Promise<Refused | null>,
): Outcome<{ done: true }> {
  const refused = await db.transaction().execute(async (db) => {
    const me = await asTheyStand(db, visitor)
    if (!me.ok) return me
    return may(me.value, { do: 'edit board' }) ? act(db, me.value) : READS
  })
  if (refused !== null) return refused
  tell(visitor.workspace, { type: 'changed', what: 'boards' })
  return ok({ done: true as const })
}

const findIssue = (db: Records, workspace: string, id: string): Promise<IssueRow | undefined> =>
  db
    .selectFrom('issue')
    .selectAll()
    .where('workspace', '=', workspace)
    .where('id', '=', id)
    .executeTakeFirst()

const staleOf = ({ words, theme, state, settled_how, version }: IssueRow): Refused => ({
  ...STALE,
  theirs: { words, theme, state, outcome: settled_how, version },
})

const write = async (
  db: Records,
  { workspace, id, version }: IssueRow,
  set: Partial<Pick<IssueRow, 'words' | 'theme' | 'state' | 'settled_how'>>,
): Promise<void> => {
  await db
    .updateTable('issue')
    .set({ ...set, version: version + 1 })
    .where('workspace', '=', workspace)
    .where('id', '=', id)
    .execute()
}
