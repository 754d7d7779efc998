import type { Person } from '../../shared/people/person.ts'
import { may } from '../../shared/permissions.ts'

/** A page of a workspace besides its narratives. */
export interface Place {
  id:
    | 'actions'
    | 'meetings'
    | 'boards'
    | 'presentation'
    | 'positions'
    | 'analyses'
    | 'said'
    | 'people'
    | 'purges'
  label: string
  to: string
  /** Among the few that stand in the bar. */
  main: boolean
}

/** The pages open to a person, those of every week first. */
export function placesOf(person: Person, workspace: string): Place[] {
  const member = may(person, { do: 'see members' })
  const place = (id: Place['id'], label: string, open: boolean, main = false): Place[] =>
    open ? [{ id, label, to: `/w/${workspace}/${id}`, main }] : []
  return [
    ...place('actions', 'Actions', member, true),
    ...place('meetings', 'Meetings', may(person, { do: 'read minutes' }), true),
    ...place('boards', 'Boards', may(person, { do: 'read minutes' }), true),
    ...place('presentation', 'Presentation', member, true),
    ...place('positions', 'Positions', true, true),
    ...place('analyses', 'Own analyses', member),
    ...place('said', 'You said, we did', member),
    ...place('people', 'People and my devices', member),
    ...place('purges', 'Removals', may(person, { do: 'ask purge' })),
  ]
}
