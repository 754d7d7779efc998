import { type DocumentId, kindOf } from './domain/documents.ts'
import type { PartnerKind } from './domain/partners.ts'
import type { Role } from './domain/roles.ts'
import type { ThemeId } from './domain/themes.ts'
import type { Person } from './people/person.ts'

/**
 * Who may do what: domain.md section 4, line for line. R read, C comment, E edit, A approve, - none.
 * The server asks `may` at every socket and route; the client asks it only to show what would be refused.
 */
const TABLE = `
May                                      | NL                               | WL                                    | PP                  | DO                           | VL             | SP              | GR
Narrative and section text               | E                                | E                                     | E                   | E                            | E              | C               | R frozen
Weakness wording                         | enter; unlock needs a 2nd member | R                                     | R (may be the 2nd)  | R                            | R              | R               | R
Indicator values                         | R                                | propose                               | propose             | E; verify needs a 2nd person | R              | R               | R frozen
Action status                            | A                                | E own (evidence needed)               | C                   | verify evidence              | C              | R               | R frozen
Evidence register                        | E                                | E                                     | E own               | A                            | E voice        | R               | R cleared
Case study and consent                   | R                                | E text                                | E own               | R                            | A              | R               | R cleared
Parents' own analysis: draft / submitted | - / R                            | - / R                                 | E + submit / R      | - / R                        | - / R          | - / R           | - / R in pack
Position of a partner                    | sets council's                   | sets own partner's if named signatory | sets the forum's    | -                            | -              | sets own body's | R published
Comments                                 | C                                | C                                     | C                   | C                            | C              | C               | -
Sessions and minutes                     | E, close                         | E                                     | E                   | E                            | E              | R               | -
Diary: closed meetings                   | E                                | if invited                            | if invited          | -                            | E for children | R               | -
Freeze and export pack                   | A (guard clear)                  | -                                     | own analysis        | -                            | -              | A sign-off      | R
Purge identifiable text                  | ask                              | ask                                   | ask                 | A with NL                    | ask            | -               | -
Members, retention                       | A                                | -                                     | A forum members     | -                            | -              | R               | -
`

/** The table's cells, by row and role. */
export const MATRIX: ReadonlyMap<string, Readonly<Record<Role, string>>> = read(TABLE)

function read(table: string): Map<string, Record<Role, string>> {
  const [head = [], ...rows] = table
    .trim()
    .split('\n')
    .map((line) => line.split('|').map((cell) => cell.trim()))
  const at = (role: Role, cells: readonly string[]): string => cells[head.indexOf(role)] ?? '-'
  return new Map(
    rows.map((cells) => [
      cells[0] ?? '',
      {
        NL: at('NL', cells),
        WL: at('WL', cells),
        PP: at('PP', cells),
        DO: at('DO', cells),
        VL: at('VL', cells),
        SP: at('SP', cells),
        GR: at('GR', cells),
      },
    ]),
  )
}

/** An act on something; the theme or partner it concerns travels with it. */
export type Act =
  | { do: 'read narrative'; theme: ThemeId }
  | { do: 'edit narrative'; theme: ThemeId }
  | { do: 'comment'; theme: ThemeId }
  | { do: 'edit analysis'; partner: PartnerKind }
  | { do: 'edit presentation'; theme: ThemeId | null }
  | { do: 'edit minutes' }
  | { do: 'read minutes' }
  | { do: 'close meeting' }
  | { do: 'edit board' }
  | { do: 'run board'; facilitator: string | null }
  | { do: 'set position'; partner: PartnerKind; signatory: string | null }
  | { do: 'read positions' }
  | { do: 'name signatory' }
  | { do: 'freeze' }
  | { do: 'sign easy read' }
  | { do: 'ask purge' }
  | { do: 'approve purge'; as: 'NL' | 'DO' }
  | { do: 'enter wording' }
  | { do: 'confirm wording' }
  | { do: 'read register' }
  | { do: 'set action'; partner: PartnerKind | null; owner: string | null }
  | { do: 'reverse action' }
  | { do: 'note action' }
  | { do: 'write evidence'; kind: string; by: string | null }
  | { do: 'verify evidence'; by: readonly Pick<Person, 'id' | 'role'>[] }
  | { do: 'keep chase list' }
  | { do: 'see members' }
  | { do: 'manage member'; partner: Person['partner']; role: Role }

/** May this person do this? Pure, total, and the only place that answers. */
export function may(person: Person, act: Act): boolean {
  const cell = (row: string): string => MATRIX.get(row)?.[person.role] ?? '-'
  switch (act.do) {
    case 'read narrative':
      return /^[RCE]$/.test(cell('Narrative and section text')) // "R frozen" opens with the first frozen version
    case 'edit narrative':
      return cell('Narrative and section text') === 'E' && writes(person, act.theme)
    case 'comment':
      return cell('Comments') === 'C'
    case 'edit analysis':
      // The seed has the parents' alone (R50); another partner's is written by those of it who write narratives.
      return (
        person.partner === act.partner &&
        (act.partner === 'parents'
          ? cell("Parents' own analysis: draft / submitted").startsWith('E')
          : cell('Narrative and section text') === 'E')
      )
    case 'edit presentation':
      // Narrative and section text are one row; who writes in some themes alone writes in their sections.
      return cell('Narrative and section text') === 'E' && (act.theme === null || writes(person, act.theme))
    case 'edit minutes':
      return cell('Sessions and minutes').startsWith('E')
    case 'read minutes':
      return /^[RE]/.test(cell('Sessions and minutes'))
    case 'close meeting':
      return cell('Sessions and minutes') === 'E, close'
    case 'edit board':
      return cell('Sessions and minutes').startsWith('E') // a workshop is a session (R46)
    case 'run board':
      // Who facilitates; the nominated lead always, and anyone who takes part while nobody does.
      return (
        cell('Sessions and minutes') === 'E, close' ||
        (cell('Sessions and minutes').startsWith('E') &&
          (act.facilitator === null || act.facilitator === person.id))
      )
    case 'set position':
      return setsPosition(person, act)
    case 'read positions':
      return /^[RCE]/.test(cell('Narrative and section text')) // a guest reader is shown the published ones
    case 'name signatory':
      return cell('Members, retention') === 'A'
    case 'freeze':
      return cell('Freeze and export pack').startsWith('A (')
    case 'sign easy read':
      // F11; the table is silent: for families, for young people, or for the whole.
      return person.role === 'PP' || person.role === 'VL' || person.role === 'NL'
    case 'ask purge':
      return cell('Purge identifiable text') !== '-'
    case 'approve purge':
      // "A with NL": one data officer and one nominated lead, never the same person.
      return person.role === act.as && cell('Purge identifiable text') !== '-'
    case 'enter wording':
      return cell('Weakness wording').startsWith('enter')
    case 'confirm wording':
      return cell('Narrative and section text') === 'E' // the second member: anyone who answers for the text
    case 'read register':
      return cell('Action status') !== 'R frozen' // a guest reader is shown what is frozen, and no action is
    case 'set action':
      // "E own": those of their own partner, and those that they answer for.
      return (
        cell('Action status') === 'A' ||
        (cell('Action status').startsWith('E own') &&
          (person.partner === act.partner || person.id === act.owner))
      )
    case 'reverse action':
      return cell('Action status') === 'A'
    case 'note action':
      return !cell('Action status').startsWith('R')
    case 'write evidence':
      return writesEvidence(person, act)
    case 'verify evidence':
      return verifies(person, act.by)
    case 'keep chase list':
      return cell('Sessions and minutes').startsWith('E')
    case 'see members':
      return cell('Comments') === 'C' // a guest reader is not shown who the members are
    case 'manage member':
      return (
        cell('Members, retention') === 'A' ||
        (cell('Members, retention') === 'A forum members' && act.partner === 'parents' && act.role === 'PP')
      )
  }
}

const writes = (person: Person, theme: ThemeId): boolean =>
  person.themes.length === 0 || person.themes.includes(theme)

/** `by` is who added it; null: it is being added. */
function writesEvidence(person: Person, { kind, by }: { kind: string; by: string | null }): boolean {
  const cell = MATRIX.get('Evidence register')?.[person.role] ?? '-'
  if (cell === 'E' || cell === 'A') return true
  if (cell === 'E voice') return kind === 'voice'
  return cell === 'E own' && (by === null || by === person.id)
}

/** A second person: a data officer; of what a data officer added, the nominated lead, since there may be only one. */
function verifies(person: Person, by: readonly Pick<Person, 'id' | 'role'>[]): boolean {
  if (by.some(({ id }) => id === person.id)) return false
  if (MATRIX.get('Evidence register')?.[person.role] === 'A') return true
  return MATRIX.get('Action status')?.[person.role] === 'A' && by.some(({ role }) => role === 'DO')
}

/** A partner's named signatory alone; while nobody is named, those whose role answers for their body. */
function setsPosition(
  person: Person,
  { partner, signatory }: { partner: PartnerKind; signatory: string | null },
): boolean {
  const cell = MATRIX.get('Position of a partner')?.[person.role] ?? '-'
  if (cell === '-' || cell.startsWith('R') || person.partner !== partner) return false
  if (signatory !== null) return person.id === signatory
  if (cell === "sets council's") return partner === 'council'
  if (cell === "sets the forum's") return partner === 'parents'
  return cell === "sets own body's"
}

/** What is on record of a document that bears on who may do what with it. */
export interface Standing {
  /** There is such a document: sections of the presentation and meetings come and go. */
  exists: boolean
  /**
   * The narrative is frozen: nobody writes in it until the nominated lead goes on with a new draft. Minutes are
   * frozen when the meeting is closed, for good; a board while it is archived.
   */
  frozen: boolean
  /** The theme a section of the presentation is about; null for the others, and where it is about none. */
  theme: ThemeId | null
  /** A partner's own analysis is open to the other partners while it is a draft. */
  shared: boolean
  /** The other partners are invited to comment on it. */
  invited: boolean
  /** A board is locked: only who may run it, named here, moves things on it; null: it is not. */
  locked: { facilitator: string | null } | null
}

export interface Rights {
  read: boolean
  comment: boolean
  edit: boolean
}

/** What a person may do in a document's room; the one answer for every socket, route and page. */
export function rightsIn(person: Person, document: DocumentId, standing: Standing): Rights {
  const what = kindOf(document)
  if (!standing.exists) return { read: false, comment: false, edit: false }
  if (what.kind === 'minutes')
    return {
      read: may(person, { do: 'read minutes' }),
      comment: may(person, { do: 'see members' }),
      edit: may(person, { do: 'edit minutes' }) && !standing.frozen,
    }
  if (what.kind === 'board')
    return {
      read: may(person, { do: 'read minutes' }),
      comment: may(person, { do: 'see members' }),
      edit:
        !standing.frozen &&
        may(person, { do: 'edit board' }) &&
        (standing.locked === null || may(person, { do: 'run board', ...standing.locked })),
    }
  if (what.kind === 'presentation')
    return {
      read: may(person, { do: 'see members' }),
      comment: may(person, { do: 'see members' }),
      edit: may(person, { do: 'edit presentation', theme: standing.theme }),
    }
  if (what.kind === 'analysis') {
    const own = person.partner === what.partner
    const member = may(person, { do: 'see members' })
    return {
      read: member && (own || standing.shared),
      comment: member && (own || (standing.shared && standing.invited)),
      edit: may(person, { do: 'edit analysis', partner: what.partner }),
    }
  }
  const { theme } = what
  return {
    read: may(person, { do: 'read narrative', theme }),
    comment: may(person, { do: 'comment', theme }),
    edit: may(person, { do: 'edit narrative', theme }) && !(what.kind === 'narrative' && standing.frozen),
  }
}
