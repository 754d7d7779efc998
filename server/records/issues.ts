import type { Issue } from '../../shared/board/boards.ts'
import type { ThemeId } from '../../shared/domain/themes.ts'
import { no, ok } from '../../shared/lib/result.ts'
import { may } from '../../shared/permissions.ts'
import { asTheyStand, authorFrom, toJson } from '../accounts/people.ts'
import type { Ledger } from '../storage/ledger.ts'
import type { Records } from '../storage/tables.ts'
import type { Visitor } from '../sync/doorkeeper.ts'
import { NOT_OPEN, type Outcome, readsBoards, type Refused, TAKEN } from './board-rows.ts'
import { note } from './trail.ts'

const NO_ISSUE = no('not found', 'There is no such issue.')
const READS = no('not allowed', 'You can read the issues. Those who take part in the workshops settle them.')
const STALE = no('stale', 'Somebody else has changed this issue meanwhile. Look at both, then choose.')
const HOW = no('bad request', 'Say in a sentence how it was settled.')
const MOST = 1_000
const FULL = no(
  'bad request',
  `The list has ${MOST} issues with those that were settled, as many as are kept. Write this one as a comment.`,
)

/** Every issue: open ones first, the oldest of them first; then those that were settled, the latest first. */
export async function readIssues({ db }: Ledger, visitor: Visitor): Outcome<Issue[]> {
  if (!readsBoards(visitor)) return NOT_OPEN
  const rows = await db
    .selectFrom('issue')
    .selectAll()
    .where('workspace', '=', visitor.workspace)
    .orderBy('at')
    .execute()
  const issues = rows.map(({ settled_how, by, workspace: _workspace, ...row }): Issue => ({
    ...row,
    outcome: settled_how,
    by: authorFrom(by),
  }))
  return ok([
    ...issues.filter(({ state }) => state === 'open'),
    ...issues.filter(({ state }) => state === 'settled').toReversed(),
  ])
}

/** Puts something on the list, in the transaction that sends it; null when it stands there, also from before. */
export async function insertIssue(
  db: Records,
  me: Visitor,
  {
    id,
    words,
    theme,
    item,
    at,
    board,
  }: {
    id: string
    words: string
    theme: ThemeId | null
    board: string
    item: string
    at: number
  },
): Promise<Refused | null> {
  const { workspace } = me
  const there = await db
    .selectFrom('issue')
    .select('by')
    .where('workspace', '=', workspace)
    .where('id', '=', id)
    .executeTakeFirst()
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

/** Says how an issue was settled, or opens it again; what somebody else has said since it was seen stays. */
export async function settleIssue(
  { db, now, tell }: Ledger,
  visitor: Visitor,
  id: string,
  { state, outcome, version }: { state: Issue['state']; outcome: string | null; version: number },
): Outcome<{ done: true }> {
  const { workspace } = visitor
  const how = state === 'open' || outcome === '' ? null : outcome
  const refused = await db.transaction().execute(async (db): Promise<Refused | null> => {
    const me = await asTheyStand(db, visitor)
    if (!me.ok) return me
    if (!may(me.value, { do: 'edit board' })) return READS
    const row = await db
      .selectFrom('issue')
      .selectAll()
      .where('workspace', '=', workspace)
      .where('id', '=', id)
      .executeTakeFirst()
    if (row === undefined) return NO_ISSUE
    if (row.state === state && row.settled_how === how) return null
    if (row.version !== version)
      return { ...STALE, theirs: { state: row.state, outcome: row.settled_how, version: row.version } }
    if (state === 'settled' && how === null) return HOW
    await db
      .updateTable('issue')
      .set({ state, settled_how: how, version: version + 1 })
      .where('workspace', '=', workspace)
      .where('id', '=', id)
      .execute()
    await note(db, {
      workspace,
      subject: `issue:${id}`,
      at: now(),
      by: me.value,
      did: state === 'settled' ? 'settled' : 'opened again',
      before: row.settled_how === null ? null : JSON.stringify({ outcome: row.settled_how }),
    })
    return null
  })
  if (refused !== null) return refused
  tell(workspace, { type: 'changed', what: 'boards' })
  return ok({ done: true as const })
}
