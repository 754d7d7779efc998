import type { ActionStatus } from '../../shared/domain/actions.ts'
import { ok } from '../../shared/lib/result.ts'
import type { ActionSaid } from '../../shared/register/register.ts'
import { authorFrom } from '../accounts/people.ts'
import type { Ledger } from '../storage/ledger.ts'
import type { Records } from '../storage/tables.ts'
import type { Visitor } from '../sync/doorkeeper.ts'
import type { ActionRow } from './action-rows.ts'
import { didTo } from './action-told.ts'
import { newRow, NO_OWNER, notTheirs, refTaken } from './actions.ts'
import { changing, type Outcome, type Refused, roomFor, TAKEN } from './register-door.ts'
import { noteAll } from './trail.ts'

type Line = ActionSaid & { id: string; status: ActionStatus }

/**
 * Adds the rows of a spreadsheet that can be added and says why the others cannot; sent twice, they are there once. What
 * they are compared with is read once and they are written together: others who write wait for this transaction.
 */
export const importActions = (
  ledger: Ledger,
  visitor: Visitor,
  lines: readonly Line[],
): Outcome<{ added: number; refused: { ref: string; say: string }[] }> =>
  changing(ledger, visitor, async (db, me) => {
    const known = await readKnown(db, me.workspace)
    const room = await roomFor(db, me.workspace, 'action')
    const at = ledger.now()
    const refused: { ref: string; say: string }[] = []
    const rows: ActionRow[] = []
    let added = 0
    for (const line of lines) {
      const by = known.by.get(line.id)
      if (by === me.id) {
        added++
        continue
      }
      const objection =
        by === undefined
          ? (objectionTo(me, line, known) ?? (rows.length < room.left ? null : room.full))
          : TAKEN
      if (objection !== null) {
        refused.push({ ref: line.ref, say: objection.say })
        continue
      }
      const { owner } = line
      const name = owner?.member == null ? undefined : known.members.get(owner.member)
      const named = owner === null || name === undefined ? owner : { ...owner, name }
      rows.push(newRow(me, { ...line, owner: named }, { status: line.status, imported: true, at }))
      known.by.set(line.id, me.id)
      known.refs.add(line.ref)
      added++
    }
    if (rows.length > 0) await db.insertInto('action').values(rows).execute()
    await noteAll(
      db,
      me.workspace,
      rows.map((row) => ({
        subject: `action:${row.id}` as const,
        at,
        by: me,
        did: didTo(row, `imported as ${row.status}`),
        before: null,
      })),
    )
    return ok({ added, refused })
  })

/** What the rows are compared with. */
interface Register {
  /** Who added the action of this id. */
  by: Map<string, string>
  refs: Set<string>
  /** Who can own an action, by id, with their name. */
  members: Map<string, string>
}

async function readKnown(db: Records, workspace: string): Promise<Register> {
  const actions = await db
    .selectFrom('action')
    .select(['id', 'ref', 'by'])
    .where('workspace', '=', workspace)
    .execute()
  const members = await db
    .selectFrom('member')
    .select(['id', 'name'])
    .where('workspace', '=', workspace)
    .where('removed_at', 'is', null)
    .execute()
  return {
    by: new Map(actions.map(({ id, by }) => [id, authorFrom(by).id])),
    refs: new Set(actions.map(({ ref }) => ref)),
    members: new Map(members.map(({ id, name }) => [id, name])),
  }
}

function objectionTo(me: Visitor, line: Line, { refs, members }: Register): Refused | null {
  const barred = notTheirs(me, line, null)
  if (barred !== null) return barred
  if (line.owner?.member != null && !members.has(line.owner.member)) return NO_OWNER
  return refs.has(line.ref) ? refTaken(line.ref) : null
}
