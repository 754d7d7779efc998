import { routes } from '../../shared/api/routes.ts'
import { call } from './api.ts'

/** Asks the server by the other way than the socket: does it answer, and does it know this person here? */
export const askWhetherKnown = (member: string): Promise<'known' | 'signed out' | 'no answer'> =>
  call(routes.signedIn, {}).then(
    ({ people }) => (people.some(({ person }) => person.id === member) ? 'known' : 'signed out'),
    () => 'no answer',
  )
