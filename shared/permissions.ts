import type { Role } from './domain/roles.ts'
import type { ThemeId } from './domain/themes.ts'
import type { Person } from './people/person.ts'

/**
 * Who may do what: domain.md section 4, cell for cell. R read, C comment, E edit, A approve, - none.
 * The server asks `may` at every socket and route; the client asks it only to show what would be refused.
 */
export const MATRIX = {
  // prettier-ignore
  //                                    NL                                  WL                             PP                              DO                            VL                SP                 GR
  'narrative text':               row('E',                                'E',                           'E',                            'E',                          'E',              'C',               'R frozen'),
  'weakness wording': row('enter; unlock needs a 2nd member', 'R', 'R (may be the 2nd)', 'R', 'R', 'R', 'R'),
  'indicator values': row('R', 'propose', 'propose', 'E; verify needs a 2nd person', 'R', 'R', 'R frozen'),
  'action status': row('A', 'E own (evidence needed)', 'C', 'verify evidence', 'C', 'R', 'R frozen'),
  'evidence register': row('E', 'E', 'E own', 'A', 'E voice', 'R', 'R cleared'),
  'case study and consent': row('R', 'E text', 'E own', 'R', 'A', 'R', 'R cleared'),
  "parents' own analysis": row(
    '- / R',
    '- / R',
    'E + submit / R',
    '- / R',
    '- / R',
    '- / R',
    '- / R in pack',
  ),
  'position of a partner': row(
    "sets council's",
    "sets own partner's if named signatory",
    "sets the forum's",
    '-',
    '-',
    "sets own body's",
    'R published',
  ),
  comments: row('C', 'C', 'C', 'C', 'C', 'C', '-'),
  'sessions and minutes': row('E, close', 'E', 'E', 'E', 'E', 'R', '-'),
  'diary: closed meetings': row('E', 'if invited', 'if invited', '-', 'E for children', 'R', '-'),
  'freeze and export pack': row('A (guard clear)', '-', 'own analysis', '-', '-', 'A sign-off', 'R'),
  'purge identifiable text': row('ask', 'ask', 'ask', 'A with NL', 'ask', '-', '-'),
  'members, retention': row('A', '-', 'A forum members', '-', '-', 'R', '-'),
} as const

export type Subject = keyof typeof MATRIX

function row<
  NL extends string,
  WL extends string,
  PP extends string,
  DO extends string,
  VL extends string,
  SP extends string,
  GR extends string,
>(NL: NL, WL: WL, PP: PP, DO: DO, VL: VL, SP: SP, GR: GR) {
  return { NL, WL, PP, DO, VL, SP, GR } satisfies Record<Role, string>
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
  const cell = (subject: Subject): string => MATRIX[subject][person.role]
  switch (act.do) {
    case 'read narrative':
      return /^[RCE]$/.test(cell('narrative text')) // "R frozen" opens with the first frozen version
    case 'edit narrative':
      return cell('narrative text') === 'E' && writes(person, act.theme)
    case 'comment':
      return cell('comments') === 'C'
    case 'enter wording':
      return cell('weakness wording').startsWith('enter')
    case 'confirm wording':
      return cell('narrative text') === 'E' // the second member: anyone who answers for the text
    case 'see members':
      return cell('comments') === 'C' // a guest reader is not shown who the members are
    case 'manage member':
      return (
        cell('members, retention') === 'A' ||
        (cell('members, retention') === 'A forum members' && act.partner === 'parents' && act.role === 'PP')
      )
  }
}

const writes = (person: Person, theme: ThemeId): boolean =>
  person.themes.length === 0 || person.themes.includes(theme)
