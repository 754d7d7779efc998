import { ACTION_STATUSES, type ActionStatus } from '../../shared/domain/actions.ts'
import { type MemberRow, toJson, visitorOf } from '../accounts/people.ts'
import { didTo } from '../records/action-told.ts'
import { note } from '../records/trail.ts'
import type { Ledger } from '../storage/ledger.ts'
import { SLUG } from './content.ts'

/** Domain page 5.4, lines 224 to 232: the counts are published, the wording and owners are not. */
const [NOT_STARTED, BEHIND, ON_TARGET, COMPLETED] = ACTION_STATUSES
const COUNTS: readonly (readonly [ActionStatus, number])[] = [
  [NOT_STARTED, 0],
  [BEHIND, 1],
  [ON_TARGET, 2],
  [COMPLETED, 12],
]
const SOURCE =
  'Published slides, lines 224 to 232: the counts alone. Which action stands where, and whose it is, is to be entered.'

/** The fifteen actions of Priority 3, as far as they are known; a first start that was cut short makes them anew. */
export async function plantRegister({ db, now }: Ledger, lead: MemberRow): Promise<void> {
  const at = now()
  const by = visitorOf(lead)
  const statuses = COUNTS.flatMap(([status, count]) => Array.from({ length: count }, () => status))
  await db.transaction().execute(async (db) => {
    for (const [index, status] of statuses.entries()) {
      const ref = `3.${index + 1}`
      const id = `starter-3-${index + 1}`
      const row = {
        workspace: SLUG,
        id,
        ref,
        title: `Action ${ref} - wording to be entered from the WSoA`,
        theme: '3' as const,
        owner_id: null,
        owner_name: null,
        partner: 'ccgs' as const,
        due: null,
        revised_due: null,
        status,
        status_note: null,
        start_date: null,
        recovery_note: null,
        imported: 1,
        came_from: SOURCE,
        proposal: null,
        previous: null,
        by: toJson(by),
        at: at + index,
        changed_by: toJson(by),
        changed_at: at,
        version: 1,
      }
      await db.insertInto('action').values(row).execute()
      await note(db, {
        workspace: SLUG,
        subject: `action:${id}`,
        at,
        by,
        did: didTo(row, `imported as ${status}`),
        before: null,
      })
    }
  })
}
