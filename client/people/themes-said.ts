import type { Person } from '../../shared/people/person.ts'
import { may } from '../../shared/permissions.ts'

/** "Writes Themes 3 and 4": where this person writes. */
export function themesSaid(person: Person): string {
  if (person.role === 'GR') return 'Reads what is published'
  if (!may({ ...person, themes: [] }, { do: 'edit narrative', theme: '1' })) return 'Reads and comments'
  if (person.themes.length === 0) return 'Writes all themes'
  if (person.themes.length === 1) return `Writes Theme ${person.themes[0]}`
  return `Writes Themes ${person.themes.slice(0, -1).join(', ')} and ${person.themes[person.themes.length - 1]}`
}
