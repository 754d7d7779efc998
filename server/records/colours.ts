import { no, ok } from '../../shared/lib/result.ts'
import { may } from '../../shared/permissions.ts'
import type { Colours } from '../../shared/register/register.ts'
import type { Ledger } from '../storage/ledger.ts'
import type { Records } from '../storage/tables.ts'
import type { Visitor } from '../sync/doorkeeper.ts'
import { changing, type Outcome, stale } from './register-door.ts'
import { note } from './trail.ts'

/** F4: colours are a local mapping, and never alone. */
export const setColours = (
  ledger: Ledger,
  visitor: Visitor,
  { colours, version }: { colours: Colours; version: number },
): Outcome<{ done: true }> =>
  changing(ledger, visitor, async (db, me) => {
    const { workspace } = me
    if (!may(me, { do: 'reverse action' }))
      return no('not allowed', 'The nominated lead sets the colours of the workspace.')
    const stands = await coloursIn(db, workspace)
    if (stands.coloursVersion !== version) return stale(stands.colours, 'choice of colours')
    const values = { colours: colours === null ? null : JSON.stringify(colours), version: version + 1 }
    await db
      .insertInto('register_colours')
      .values({ workspace, ...values })
      .onConflict((c) => c.column('workspace').doUpdateSet(values))
      .execute()
    const did = colours === null ? 'took the colours out' : 'set the colours'
    const entry = {
      workspace,
      subject: 'register:colours',
      at: ledger.now(),
      by: me,
      did,
      before: null,
    } as const
    await note(db, entry)
    return ok({ done: true as const })
  })

/** The colours that stand, and their version; none until somebody has set some. */
export async function coloursIn(
  db: Records,
  workspace: string,
): Promise<{ colours: Colours; coloursVersion: number }> {
  const row = await db
    .selectFrom('register_colours')
    .selectAll()
    .where('workspace', '=', workspace)
    .executeTakeFirst()
  return {
    colours: row?.colours == null ? null : (JSON.parse(row.colours) as Colours),
    coloursVersion: row?.version ?? 0,
  }
}
