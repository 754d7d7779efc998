import { ROLE_NAMES } from '../../shared/domain/roles.ts'
import type { Person } from '../../shared/people/person.ts'
import { may } from '../../shared/permissions.ts'

/** ", writes Themes 3 and 4": where this person writes; empty for those who only comment or read. */
export function themesSaid(person: Person): string {
  if (person.role === 'GR') return ', reads what is published'
  if (!may({ ...person, themes: [] }, { do: 'edit narrative', theme: '1' })) return ', reads and comments'
  if (person.themes.length === 0) return ', writes all themes'
  if (person.themes.length === 1) return `, writes Theme ${person.themes[0]}`
  return `, writes Themes ${person.themes.slice(0, -1).join(', ')} and ${person.themes[person.themes.length - 1]}`
}

/** "Workstream lead, Providers": a name for someone who is known by their role. */
export const roleWords = (person: Pick<Person, 'role'>): string => ROLE_NAMES[person.role]
