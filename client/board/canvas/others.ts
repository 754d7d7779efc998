import type { Awareness } from 'y-protocols/awareness'
import type { Rect } from '../../../shared/board/geometry.ts'
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

/** What can be said of where somebody looks. */
interface Looks {
  /** They are on the board, on whatever page of theirs. */
  here: boolean
  /** One of their pages shows the wall. */
  wall: boolean
  /** Where a page of theirs looks that looked elsewhere when it was last asked; null: none has moved. */
  moved: Rect | null
}

/** Watches where somebody looks, asked as often as one likes: of several pages of theirs the one counts that moved last. */
export function watchLooks(member: string | null): (others: ReadonlyMap<number, Other>) => Looks {
  let seen = new Map<number, string>()
  return (others) => {
    const pages = [...others.values()].filter(({ user }) => user.id === member)
    const views = pages.flatMap(({ client, board: { view } }) => (view == null ? [] : [{ client, view }]))
    const moved = views.find(({ client, view }) => seen.get(client) !== view.join(' '))
    seen = new Map(views.map(({ client, view }) => [client, view.join(' ')]))
    const [x = 0, y = 0, w = 1, h = 1] = moved?.view ?? []
    return {
      here: pages.length > 0,
      wall: views.length > 0,
      moved: moved === undefined ? null : { x, y, w, h },
    }
  }
}
