import { useQuery } from '@tanstack/react-query'
import { useSyncExternalStore } from 'react'
import { routes } from '../../shared/api/routes.ts'
import type { SignedIn } from '../../shared/people/members.ts'
import { call } from './api.ts'
import { currentMember, latestMember, onIdentity } from './identity.ts'
import { keys } from './records.ts'

export type Holder = SignedIn['people'][number]

/** Who this window is in a workspace, as far as is known. */
export interface Who {
  state: 'asking' | 'here' | 'choose' | 'signed out' | 'unreachable'
  me: Holder | null
  /** The people of this browser, in every workspace. */
  people: readonly Holder[]
  retry: () => void
}

/** Follows the people this browser is signed in as. */
export function useSignedIn(workspace: string): Who {
  const member = useSyncExternalStore(onIdentity, currentMember)
  const query = useQuery({
    queryKey: keys.signedIn(),
    queryFn: () => call(routes.signedIn, {}),
    staleTime: 30_000,
  })
  const people = query.data?.people ?? []
  const found = pick(people, workspace, member, latestMember(workspace))
  const retry = (): void => void query.refetch()
  if (query.data === undefined)
    return { state: query.isError ? 'unreachable' : 'asking', me: null, people, retry }
  return { ...found, people, retry }
}

/** Which of the people this window is: the one it already is, the only one, the latest; else they are asked. */
export function pick(
  people: readonly Holder[],
  workspace: string,
  member: string | null,
  latest: string | null,
): Pick<Who, 'state' | 'me'> {
  const here = people.filter((one) => one.workspace.slug === workspace)
  // Who this window was is signed out: it does not turn into somebody else by itself.
  const gone = member !== null && people.every((one) => one.person.id !== member)
  if (gone && here.length > 0) return { state: 'choose', me: null }
  const me =
    here.find((one) => one.person.id === member) ??
    (here.length === 1 ? here[0] : here.find((one) => one.person.id === latest))
  if (me !== undefined) return { state: 'here', me }
  return { state: here.length === 0 ? 'signed out' : 'choose', me: null }
}
