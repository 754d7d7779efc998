import type { Partner } from '../../shared/domain/partners.ts'
import { roleBeside } from '../../shared/domain/roles.ts'
import type { Author } from '../../shared/people/person.ts'

/** Words on one line, shortened where a whole passage would not be read. */
export function shortened(text: string, longest: number): string {
  const line = text.replace(/\s+/g, ' ').trim()
  return line.length <= longest ? line : `${line.slice(0, longest - 1).trimEnd()}…`
}

/** "Workstream lead, CCGs"; with the role where the name does not say it. */
export function whoSaid(author: Author, partners: readonly Partner[]): string {
  const short = partners.find(({ kind }) => kind === author.partner)?.short ?? author.partner
  return [author.name, roleBeside(author), short].filter((part) => part !== null).join(', ')
}
