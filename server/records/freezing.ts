import type { ThemeId } from '../../shared/domain/themes.ts'
import { no, ok } from '../../shared/lib/result.ts'
import { may } from '../../shared/permissions.ts'
import { roomOf } from '../../shared/rooms.ts'
import { asTheyStand, authorOf } from '../accounts/people.ts'
import type { Visitor } from '../sync/doorkeeper.ts'
import type { Reading } from './home.ts'
import type { SealedVersion } from './rooms-port.ts'
import { saySealed } from './seals.ts'
import { note } from './trail.ts'
import { inTurn } from './turns.ts'
import { findTheme } from './wording.ts'

const DONE = ok({ done: true as const })
const LEADS = no('not allowed', 'A nominated lead freezes a narrative and goes on with a new draft.')
const NO_THEME = no('not found', 'There is no such theme.')

type Refused = { ok: false; reason: 'signed out' | 'not allowed' | 'not found'; say: string }
type Outcome = Promise<{ ok: true; value: { done: true } } | Refused>

export interface Freezing extends Reading {
  /** Everyone in a room is decided anew. */
  decideAnew(room: string): void
}

/** C5: a narrative as it stands is kept, and nobody writes in it from now on. */
export async function freeze(freezing: Freezing, visitor: Visitor, theme: ThemeId): Outcome {
  const { ledger, versions, decideAnew } = freezing
  const { workspace } = visitor
  if (!may(visitor, { do: 'freeze' })) return LEADS
  const room = roomOf(workspace, theme)
  // In turn: a restore or an accepted suggestion that has begun is in it, and the next one finds it frozen.
  return inTurn(room, async () => {
    const row = await findTheme(ledger.db, workspace, theme)
    if (row === undefined) return NO_THEME
    if (row.frozen !== null) return DONE
    const first = await versions.seal(workspace, theme)
    const refused = await setFrozen(freezing, visitor, theme, first)
    if (refused !== null) return refused
    decideAnew(room)
    // Words on their way when it was frozen stand in the text: the version that counts has them too.
    const after = await versions.seal(workspace, theme)
    const late = after.checksum === first.checksum ? null : await setFrozen(freezing, visitor, theme, after)
    tell(freezing, workspace)
    ledger.tell(workspace, { type: 'changed', what: 'history', document: theme })
    return late ?? DONE
  })
}

/** Unfreezes: a new draft begins with the frozen words; the frozen version stays as it is. */
export async function goOn(freezing: Freezing, visitor: Visitor, theme: ThemeId): Outcome {
  const { workspace } = visitor
  const row = await findTheme(freezing.ledger.db, workspace, theme)
  if (row === undefined) return NO_THEME
  if (row.frozen === null) return may(visitor, { do: 'freeze' }) ? DONE : LEADS
  const refused = await setFrozen(freezing, visitor, theme, null)
  if (refused !== null) return refused
  freezing.decideAnew(roomOf(workspace, theme))
  tell(freezing, workspace)
  return DONE
}

async function setFrozen(
  { ledger, versions }: Reading,
  visitor: Visitor,
  theme: ThemeId,
  sealed: SealedVersion | null,
): Promise<Refused | null> {
  const { workspace } = visitor
  const at = ledger.now()
  return ledger.db.transaction().execute(async (db): Promise<Refused | null> => {
    const now = await asTheyStand(db, visitor)
    if (!now.ok) return now
    if (!may(now.value, { do: 'freeze' })) return LEADS
    // Kept here and not before: what a refused act would leave behind could never be taken away again.
    const version =
      sealed === null ? null : await versions.keep(db, sealed, { why: 'frozen', by: authorOf(now.value) })
    await db
      .updateTable('theme')
      .set({ frozen: version?.id ?? null })
      .where('workspace', '=', workspace)
      .where('id', '=', theme)
      .execute()
    const did = version === null ? 'went on with a new draft' : saySealed('froze', version)
    await note(db, { workspace, subject: `theme:${theme}`, at, by: visitor, did, before: null })
    return null
  })
}

function tell({ ledger }: Reading, workspace: string): void {
  ledger.tell(workspace, { type: 'changed', what: 'positions' })
  ledger.tell(workspace, { type: 'changed', what: 'home' })
}
