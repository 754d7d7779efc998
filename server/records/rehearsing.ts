import { no, ok } from '../../shared/lib/result.ts'
import { may } from '../../shared/permissions.ts'
import { asTheyStand } from '../accounts/people.ts'
import type { Ledger } from '../storage/ledger.ts'
import type { Records } from '../storage/tables.ts'
import type { Visitor } from '../sync/doorkeeper.ts'

export const NOT_OPEN = no('not allowed', 'The presentation is not open to guest readers.')
const NOT_PRESENTING = no('not allowed', 'Those who write the presentation run it. You can follow it.')
export const NO_RUN = no('not found', 'There is no such run.')
const TAKEN = no('bad request', 'That id is in use. Send it with a new one.')

export const reads = (visitor: Visitor): boolean => may(visitor, { do: 'see members' })
export const presents = (visitor: Visitor): boolean => may(visitor, { do: 'edit presentation', theme: null })

type Refused = { ok: false; reason: 'signed out' | 'not allowed'; say: string }

/** Changes something of the runs in one transaction, by somebody who still may; every page hears of it. */
export async function rehearsing<O extends { ok: boolean }>(
  ledger: Ledger,
  visitor: Visitor,
  who: 'those who read' | 'those who present',
  change: (db: Records, me: Visitor) => Promise<O>,
): Promise<O | Refused> {
  const outcome = await ledger.db.transaction().execute(async (db): Promise<O | Refused> => {
    const now = await asTheyStand(db, visitor)
    if (!now.ok) return now
    if (!reads(now.value)) return NOT_OPEN
    if (who === 'those who present' && !presents(now.value)) return NOT_PRESENTING
    return change(db, now.value)
  })
  if (outcome.ok) ledger.tell(visitor.workspace, { type: 'changed', what: 'rehearsals' })
  return outcome
}

/** What stands under an id, or what `make` puts there: sent twice, it is there once; somebody else's id is refused. */
export async function once<T>(
  find: () => Promise<T | null>,
  isMine: (there: T) => boolean,
  make: () => Promise<Full | null>,
): Promise<{ ok: true; value: T } | Full> {
  const there = await find()
  if (there !== null) return isMine(there) ? ok(there) : TAKEN
  const full = await make()
  return full ?? ok((await find()) as T)
}

/** Why nothing more is put in, in words. */
type Full = { ok: false; reason: 'bad request'; say: string }
