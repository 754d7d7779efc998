import { no } from '../../shared/lib/result.ts'
import { may } from '../../shared/permissions.ts'
import type { Owner } from '../../shared/register/register.ts'
import { asTheyStand, findMember } from '../accounts/people.ts'
import type { Ledger } from '../storage/ledger.ts'
import type { Records } from '../storage/tables.ts'
import type { Visitor } from '../sync/doorkeeper.ts'

export interface Refused {
  ok: false
  reason: 'signed out' | 'not allowed' | 'not found' | 'bad request' | 'stale'
  say: string
  theirs?: unknown
}
export type Outcome<T> = Promise<{ ok: true; value: T } | Refused>

export const NOT_OPEN = no('not allowed', 'The register of actions is not open to guest readers.')
export const NO_ACTION = no('not found', 'There is no such action in the register.')
export const TAKEN = no('bad request', 'That id is in use. Send it with a new one.')

/** Both values go back to whoever did not see the one that stands; nothing is overwritten. */
export const stale = (theirs: unknown, what: string): Refused => ({
  ...no('stale', `Somebody else has changed this ${what} meanwhile. Look at both, then choose.`),
  theirs,
})

/** The one way the register changes: in one transaction, by somebody who still may; then every page hears of it. */
export async function changing<T>(
  ledger: Ledger,
  visitor: Visitor,
  change: (db: Records, me: Visitor) => Outcome<T>,
): Outcome<T> {
  const outcome = await ledger.db
    .transaction()
    .execute(async (db): Outcome<T> => {
      const now = await asTheyStand(db, visitor)
      if (!now.ok) return now
      return may(now.value, { do: 'read register' }) ? change(db, now.value) : NOT_OPEN
    })
    .catch((error: unknown) => {
      if (error instanceof Lost) return error.refused
      throw error
    })
  if (outcome.ok) ledger.tell(visitor.workspace, { type: 'changed', what: 'actions' })
  return outcome
}

/** Who is to do something: a member is named as they are known here, whatever was sent with their id. */
export async function asKnown<T extends Owner | null>(db: Records, workspace: string, who: T): Promise<T> {
  const member = who?.member == null ? undefined : await findMember(db, workspace, who.member)
  return member === undefined ? who : { ...who, name: member.name }
}

/** Takes the whole transaction back: another write won the version. */
export class Lost extends Error {
  readonly refused: Refused
  constructor(refused: Refused) {
    super('another write won the version')
    this.refused = refused
  }
}

/** Rows the register holds of each kind: every reading goes through them. */
const MOST = { action: 1_000, evidence: 3_000, action_note: 10_000, chase: 1_000 } as const

/** Why one more is not taken; null while there is room. */
export async function isFull(
  db: Records,
  workspace: string,
  table: keyof typeof MOST,
): Promise<Refused | null> {
  const { left, full } = await roomFor(db, workspace, table)
  return left > 0 ? null : full
}

/** How many more are taken, and what is said to the next one. */
export async function roomFor(
  db: Records,
  workspace: string,
  table: keyof typeof MOST,
): Promise<{ left: number; full: Refused }> {
  const { rows } = await db
    .selectFrom(table)
    .select((e) => e.fn.countAll<number>().as('rows'))
    .where('workspace', '=', workspace)
    .executeTakeFirstOrThrow()
  const full = no(
    'bad request',
    'The register holds as many of these as it can. Ask the operator to export it and begin anew.',
  )
  return { left: MOST[table] - rows, full }
}
