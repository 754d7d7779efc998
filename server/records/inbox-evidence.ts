import { may } from '../../shared/permissions.ts'
import type { Records } from '../storage/tables.ts'
import type { Visitor } from '../sync/doorkeeper.ts'
import { actionRows, evidenceOf } from './action-rows.ts'
import { NOTHING, type Unmarked } from './inbox-item.ts'

/** F4: evidence the visitor may look at as the second person; it is verified beside an action it serves. */
export async function evidenceItems(db: Records, visitor: Visitor): Promise<Unmarked[]> {
  // Of what a data officer added even a nominated lead is asked: who may not verify that verifies nothing.
  if (!may(visitor, { do: 'verify evidence', by: [{ id: '', role: 'DO' }] })) return []
  const actions = await actionRows(db, visitor.workspace)
  const waiting = (await evidenceOf(db, visitor.workspace)).filter(
    ({ verified, withdrawn, by, changedBy }) =>
      verified === null && withdrawn === null && may(visitor, { do: 'verify evidence', by: [by, changedBy] }),
  )
  return waiting.flatMap(({ id, version, title, changedBy, at, actions: served }): Unmarked[] => {
    const action = actions.find((row) => served.includes(row.id))
    if (action === undefined) return []
    return [
      {
        ...NOTHING,
        id: `evidence:${id}:${version}`,
        why: 'verify evidence',
        document: null,
        title: `Action ${action.ref}`,
        theme: action.theme,
        action: action.id,
        from: changedBy,
        at,
        says: `${title}, for action ${action.ref}: ${action.title}`,
        waits: true,
      },
    ]
  })
}
