import type { PartnerKind } from '../../shared/domain/partners.ts'
import { no, ok } from '../../shared/lib/result.ts'
import { may } from '../../shared/permissions.ts'
import { audit } from '../accounts/audit.ts'
import { asTheyStand, findMember, personOf } from '../accounts/people.ts'
import type { Ledger } from '../storage/ledger.ts'
import type { Visitor } from '../sync/doorkeeper.ts'

/** The nominated lead names who alone signs for a partner; null: those whose role answers for it do. */
export async function nameSignatory(
  ledger: Ledger,
  visitor: Visitor,
  partner: PartnerKind,
  signatory: string | null,
) {
  const { workspace } = visitor
  const at = ledger.now()
  const refused = await ledger.db.transaction().execute(async (db) => {
    const now = await asTheyStand(db, visitor)
    if (!now.ok) return now
    if (!may(now.value, { do: 'name signatory' }))
      return no('not allowed', 'A nominated lead names who signs for a partner.')
    const member = signatory === null ? null : await findMember(db, workspace, signatory)
    if (member === undefined) return no('not found', 'That person is not a member of this workspace.')
    if (member !== null && !may(personOf(member), { do: 'set position', partner, signatory }))
      return no(
        'bad request',
        'Somebody signs for their own partner, in a role that answers for it. Choose another person.',
      )
    await db
      .updateTable('partner')
      .set({ signatory })
      .where('workspace', '=', workspace)
      .where('kind', '=', partner)
      .execute()
    const about = `${partner}: ${member?.name ?? 'by role'}`
    await audit(db, { workspace, at, by: visitor, did: 'named signatory', about })
    return null
  })
  if (refused !== null) return refused
  ledger.tell(workspace, { type: 'changed', what: 'people' })
  ledger.tell(workspace, { type: 'changed', what: 'positions' })
  return ok({ done: true as const })
}
