import type { Selectable } from 'kysely'
import type { Author } from '../../shared/people/person.ts'
import type { ThemeId } from '../../shared/domain/themes.ts'
import type { Theme, Wording } from '../../shared/domain/workspace.ts'
import { no, ok } from '../../shared/lib/result.ts'
import { type Act, may } from '../../shared/permissions.ts'
import { authorOf, authorOrNull, asTheyStand, toJson } from '../accounts/people.ts'
import type { Ledger } from '../storage/ledger.ts'
import type { Records, Tables } from '../storage/tables.ts'
import type { Visitor } from '../sync/doorkeeper.ts'
import { note } from './trail.ts'

type Refused = {
  ok: false
  reason: 'signed out' | 'not allowed' | 'not found' | 'bad request' | 'stale'
  say: string
  theirs?: Wording
}
type Outcome = Promise<{ ok: true; value: Wording } | Refused>

interface Proposal {
  text: string
  source: string | null
  by: Author
  at: number
}

export type ThemeRow = Selectable<Tables['theme']>

const proposalOf = (row: ThemeRow): Proposal | null =>
  row.proposal === null ? null : (JSON.parse(row.proposal) as Proposal)

function wordingOf(row: ThemeRow): Wording {
  const proposal = proposalOf(row)
  return {
    status: row.wording_status,
    text: row.wording_text,
    source: row.wording_source,
    enteredBy: authorOrNull(row.entered_by),
    lockedBy: authorOrNull(row.locked_by),
    proposal: proposal === null ? null : { text: proposal.text, by: proposal.by, at: proposal.at },
  }
}

export const themeOf = (row: ThemeRow): Theme => ({
  id: row.id,
  label: row.label,
  name: row.name,
  note: row.note,
  judgement: row.judgement,
  wording: wordingOf(row),
})

export const findTheme = (db: Records, workspace: string, theme: ThemeId): Promise<ThemeRow | undefined> =>
  db
    .selectFrom('theme')
    .selectAll()
    .where('workspace', '=', workspace)
    .where('id', '=', theme)
    .executeTakeFirst()

interface Right {
  act: Act
  refusal: Refused
}

const ENTER: Right = {
  act: { do: 'enter wording' },
  refusal: no('not allowed', 'A nominated lead enters the wording from the letter.'),
}
const CONFIRM: Right = {
  act: { do: 'confirm wording' },
  refusal: no('not allowed', 'Somebody who writes the narratives confirms the wording.'),
}
const NO_THEME = no('not found', 'There is no such theme.')

/**
 * R51: a nominated lead enters the wording; once it is locked, this only proposes a change. `seen` is what stood
 * when they typed it, so that nobody's words are replaced unread; the same again, from the outbox, changes nothing.
 */
export async function enterWording(
  ledger: Ledger,
  visitor: Visitor,
  theme: ThemeId,
  { text, source, seen }: { text: string; source: string | null; seen: string | null },
): Outcome {
  return changing(ledger, visitor, theme, ENTER, (row, at) => {
    const locked = row.wording_status === 'locked'
    const standing = proposalOf(row) ?? { text: row.wording_text, source: row.wording_source }
    if (standing.text === text && standing.source === source) return 'nothing'
    if (locked && row.wording_text === text) return 'nothing'
    if (standing.text !== seen)
      return no(
        'stale',
        'Somebody else entered wording meanwhile. Read both, then enter what the letter says.',
      )
    if (locked) {
      const proposal: Proposal = { text, source, by: authorOf(visitor), at }
      return { did: 'proposed', before: row.wording_text, set: { proposal: JSON.stringify(proposal) } }
    }
    return {
      did: 'entered',
      before: row.wording_text,
      set: {
        wording_status: 'entered',
        wording_text: text,
        wording_source: source,
        entered_by: toJson(visitor),
      },
    }
  })
}

/** A second person confirms the wording, or the proposed change, by giving back exactly what they read. */
export async function confirmWording(
  ledger: Ledger,
  visitor: Visitor,
  theme: ThemeId,
  text: string,
): Outcome {
  return changing(ledger, visitor, theme, CONFIRM, (row) => {
    const proposal = proposalOf(row)
    const standing = proposal?.text ?? row.wording_text
    const by = proposal?.by.id ?? authorOrNull(row.entered_by)?.id
    if (standing === null || (row.wording_status === 'locked' && proposal === null))
      return no('bad request', 'There is nothing here to confirm.')
    if (by === visitor.id)
      return no('not allowed', 'A second person confirms it: whoever typed it reads past their own slips.')
    if (standing !== text)
      return no('stale', 'The wording changed meanwhile. Read it as it stands now, then confirm it.')
    return {
      did: 'confirmed',
      before: row.wording_text,
      set: {
        wording_status: 'locked',
        wording_text: standing,
        locked_by: toJson(visitor),
        proposal: null,
        ...(proposal === null ? {} : { entered_by: toJson(proposal.by), wording_source: proposal.source }),
      },
    }
  })
}

interface Change {
  did: string
  before: string | null
  set: Partial<Omit<ThemeRow, 'workspace' | 'id'>>
}

async function changing(
  ledger: Ledger,
  visitor: Visitor,
  theme: ThemeId,
  { act, refusal }: Right,
  rule: (row: ThemeRow, at: number) => Change | Refused | 'nothing',
): Outcome {
  const { workspace } = visitor
  const at = ledger.now()
  const outcome = await ledger.db.transaction().execute(async (db) => {
    const now = await asTheyStand(db, visitor)
    if (!now.ok) return now
    if (!may(now.value, act)) return refusal
    const row = await findTheme(db, workspace, theme)
    if (row === undefined) return NO_THEME
    const change = rule(row, at)
    if (change === 'nothing') return 'nothing'
    if ('ok' in change) return change.reason === 'stale' ? { ...change, theirs: wordingOf(row) } : change
    await db
      .updateTable('theme')
      .set(change.set)
      .where('workspace', '=', workspace)
      .where('id', '=', theme)
      .execute()
    const { did, before } = change
    await note(db, { workspace, subject: `wording:${theme}`, at, by: visitor, did, before })
    return 'changed'
  })
  if (typeof outcome === 'object') return outcome
  if (outcome === 'changed') ledger.tell(workspace, { type: 'changed', what: 'wording' })
  const row = await findTheme(ledger.db, workspace, theme)
  return row === undefined ? NO_THEME : ok(wordingOf(row))
}
