import { describe, expect, test } from 'vitest'
import { ROLES, type Role } from '../../shared/domain/roles.ts'
import { THEME_IDS } from '../../shared/domain/themes.ts'
import type { Person } from '../../shared/people/person.ts'
import { MATRIX, may, rightsIn, type Act, type Standing } from '../../shared/permissions.ts'

/** The table of the domain page, section 4, as it stands there. */
const TABLE = `
| May | NL | WL | PP | DO | VL | SP | GR |
|---|---|---|---|---|---|---|---|
| Narrative and section text | E | E | **E** | E | E | C | R frozen |
| Weakness wording | enter; unlock needs a 2nd member | R | R (may be the 2nd) | R | R | R | R |
| Indicator values | R | propose | propose | E; verify needs a 2nd person | R | R | R frozen |
| Action status | A | E own (evidence needed) | C | verify evidence | C | R | R frozen |
| Evidence register | E | E | E own | A | E voice | R | R cleared |
| Case study and consent | R | E text | E own | R | **A** | R | R cleared |
| Parents' own analysis: draft / submitted | - / R | - / R | **E + submit** / R | - / R | - / R | - / R | - / R in pack |
| Position of a partner | sets council's | sets own partner's if named signatory | **sets the forum's** | - | - | sets own body's | R published |
| Comments | C | C | C | C | C | C | - |
| Sessions and minutes | E, close | E | E | E | E | R | - |
| Diary: closed meetings | E | if invited | if invited | - | E for children | R | - |
| Freeze and export pack | A (guard clear) | - | own analysis | - | - | A sign-off | R |
| Purge identifiable text | ask | ask | ask | **A** with NL | ask | - | - |
| Members, retention | A | - | A forum members | - | - | R | - |
`

const person = (role: Role, over: Partial<Person> = {}): Person => ({
  id: role,
  name: role,
  partner: role === 'PP' ? 'parents' : 'council',
  role,
  themes: [],
  ...over,
})

test('the matrix is the table of the domain page, cell for cell', () => {
  const rows = TABLE.trim()
    .split('\n')
    .filter((line) => !/^\|[-|]+$/.test(line))
    .map((line) =>
      line
        .split('|')
        .slice(1, -1)
        .map((cell) => cell.replaceAll('**', '').trim()),
    )
  const [head = [], ...body] = rows
  expect(head).toEqual(['May', ...ROLES])
  expect([...MATRIX].map(([name, row]) => [name, ...ROLES.map((role) => row[role])])).toEqual(body)
})

const allowed = (act: Act): Role[] => ROLES.filter((role) => may(person(role), act))

describe('who may', () => {
  test.each<[Act, Role[]]>([
    [{ do: 'read narrative', theme: '4' }, ['NL', 'WL', 'PP', 'DO', 'VL', 'SP']],
    [{ do: 'edit narrative', theme: '4' }, ['NL', 'WL', 'PP', 'DO', 'VL']],
    [{ do: 'comment', theme: '4' }, ['NL', 'WL', 'PP', 'DO', 'VL', 'SP']],
    [{ do: 'enter wording' }, ['NL']],
    [{ do: 'confirm wording' }, ['NL', 'WL', 'PP', 'DO', 'VL']],
    [{ do: 'see members' }, ['NL', 'WL', 'PP', 'DO', 'VL', 'SP']],
    [{ do: 'manage member', partner: 'parents', role: 'PP' }, ['NL', 'PP']],
    [{ do: 'manage member', partner: 'parents', role: 'NL' }, ['NL']],
    [{ do: 'manage member', partner: 'council', role: 'PP' }, ['NL']],
    [{ do: 'manage member', partner: 'schools', role: 'WL' }, ['NL']],
    [{ do: 'name signatory' }, ['NL']],
    [{ do: 'freeze' }, ['NL']],
    [{ do: 'sign easy read' }, ['NL', 'PP', 'VL']],
    [{ do: 'ask purge' }, ['NL', 'WL', 'PP', 'DO', 'VL']],
    [{ do: 'approve purge', as: 'NL' }, ['NL']],
    [{ do: 'approve purge', as: 'DO' }, ['DO']],
    [{ do: 'edit analysis', partner: 'parents' }, ['PP']],
    [{ do: 'edit analysis', partner: 'council' }, ['NL', 'WL', 'DO', 'VL']],
    [{ do: 'set position', partner: 'council', signatory: null }, ['NL', 'SP']],
    [{ do: 'set position', partner: 'parents', signatory: null }, ['PP']],
    [{ do: 'set position', partner: 'schools', signatory: null }, []],
    [{ do: 'set position', partner: 'council', signatory: 'WL' }, ['WL']],
    [{ do: 'set position', partner: 'parents', signatory: 'another parent' }, []],
    [{ do: 'read positions' }, [...ROLES]],
  ])('%j', (act, roles) => expect(allowed(act)).toEqual(roles))

  test('a member with themes of their own edits only those, and reads and comments on all', () => {
    const narrow = person('WL', { themes: ['2', '4'] })
    const themes = (act: 'read narrative' | 'edit narrative' | 'comment') =>
      THEME_IDS.filter((theme) => may(narrow, { do: act, theme }))
    expect(themes('edit narrative')).toEqual(['2', '4'])
    expect(themes('read narrative')).toEqual([...THEME_IDS])
    expect(themes('comment')).toEqual([...THEME_IDS])
  })
})

describe('what may be done in a document', () => {
  const draft = { exists: true, theme: null, frozen: false, shared: false, invited: false, locked: null }
  const parent = person('PP')
  const council = (standing: Standing) => rightsIn(person('NL'), 'analysis-parents', standing)

  test('a frozen narrative is read and commented on, and written by nobody', () => {
    expect(rightsIn(parent, '4', draft)).toEqual({ read: true, comment: true, edit: true })
    for (const role of ROLES) expect(rightsIn(person(role), '4', { ...draft, frozen: true }).edit).toBe(false)
    expect(rightsIn(parent, '4', { ...draft, frozen: true })).toMatchObject({ read: true, comment: true })
    expect(rightsIn(parent, 'easy-4', { ...draft, frozen: true }).edit).toBe(true)
  })

  test('a private analysis is its partner’s alone; shared it is read, and commented on by those invited', () => {
    expect(rightsIn(parent, 'analysis-parents', draft)).toEqual({ read: true, comment: true, edit: true })
    expect(council(draft)).toEqual({ read: false, comment: false, edit: false })
    expect(council({ ...draft, invited: true })).toEqual({ read: false, comment: false, edit: false })
    expect(council({ ...draft, shared: true })).toEqual({ read: true, comment: false, edit: false })
    expect(council({ ...draft, shared: true, invited: true })).toMatchObject({ comment: true, edit: false })
    expect(rightsIn(person('GR'), 'analysis-parents', { ...draft, shared: true }).read).toBe(false)
  })
})
