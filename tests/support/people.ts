import type { Person } from '../../shared/people/person.ts'
import type { Doorkeeper, Visitor } from '../../server/sync/doorkeeper.ts'

const person = (id: string, partner: Person['partner'], role: Person['role']): Visitor => ({
  id,
  name: `Name of ${id}`,
  partner,
  role,
  themes: [],
  workspace: 'demo',
})

/** People of the workspace `demo`, and one of another; a person's token is their id. */
export const PEOPLE = {
  lead: person('lead', 'council', 'NL'),
  health: person('health', 'providers', 'WL'),
  parent: person('parent', 'parents', 'PP'),
  data: person('data', 'council', 'DO'),
  /** May comment, but not edit. */
  sponsor: person('sponsor', 'council', 'SP'),
  /** May not read before a version is frozen. */
  guest: person('guest', 'schools', 'GR'),
  /** Edits Theme 2, comments elsewhere. */
  themeTwo: { ...person('themeTwo', 'schools', 'WL'), themes: ['2'] } satisfies Visitor,
  stranger: { ...person('stranger', 'council', 'NL'), workspace: 'elsewhere' },
} as const

/** Knows these people by `?token=<id>`. */
export function fakeDoorkeeper(people: Iterable<Visitor> = Object.values(PEOPLE)): Doorkeeper {
  const byId = new Map([...people].map((person) => [person.id, person]))
  return {
    async identify(request) {
      const token = new URL(request.url ?? '/', 'http://server.invalid').searchParams.get('token')
      return byId.get(token ?? '') ?? null
    },
    workspaceExists: async (slug) => slug === 'demo' || slug === 'elsewhere',
  }
}
