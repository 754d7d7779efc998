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
  | { do: 'enter wording' }
  | { do: 'confirm wording' }
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
    case 'enter wording':
      return cell('Weakness wording').startsWith('enter')
    case 'confirm wording':
      return cell('Narrative and section text') === 'E' // the second member: anyone who answers for the text
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
