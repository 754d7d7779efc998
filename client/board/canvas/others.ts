import type { Awareness } from 'y-protocols/awareness'
import type { Author } from '../../../shared/people/person.ts'
import type { OnBoard } from '../../../shared/presence/state.ts'
import { stateOf } from '../../presence/state-of.ts'
import type { Store } from '../../sync/narrative-slots.ts'

/** Somebody else's page on this board, as it last told. */
export interface Other {
  client: number
  user: Author
  board: OnBoard
  /** The thing they write in. */
  writing: string | null
  typing: boolean
}

/** Everyone else's pages on the board; told only when something of them changed. */
export function watchOthers(
  awareness: Awareness,
  me: string,
): Store<ReadonlyMap<number, Other>> & { end(): void } {
  let known = new Map<number, Other>()
  const listeners = new Set<() => void>()
  const read = (client: number): void => {
    if (client === awareness.clientID) return
    const state = stateOf(awareness.getStates().get(client))
    if (state === null || (state.user.id === me && state.board == null)) {
      known.delete(client)
      return
    }
    const { user, board, section, cursor, doing } = state
    known.set(client, {
      client,
      user,
      board: board ?? {},
      writing: cursor == null ? null : (section ?? null),
      typing: doing === 'typing',
    })
  }
  const onChange = ({ added, updated, removed }: Record<'added' | 'updated' | 'removed', number[]>): void => {
    const concerned = [...added, ...updated, ...removed].filter((client) => client !== awareness.clientID)
    if (concerned.length === 0) return
    known = new Map(known)
    for (const client of concerned) read(client)
    for (const tell of listeners) tell()
  }
  for (const client of awareness.getStates().keys()) read(client)
  awareness.on('change', onChange)
  return {
    get: () => known,
    subscribe(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    end: () => awareness.off('change', onChange),
  }
}
