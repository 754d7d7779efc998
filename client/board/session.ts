import type { Awareness } from 'y-protocols/awareness'
import type * as Y from 'yjs'
import { type Item, itemsOf, mended, readItem } from '../../shared/board/items.ts'
import { nameOfRoot } from '../../shared/narrative/roots.ts'
import { sectionOfRoot } from '../../shared/narrative/sections.ts'
import type { OnBoard } from '../../shared/presence/state.ts'
import { createStore, type WritableStore } from '../sync/store.ts'
import { createUndo, type SharedUndo } from '../sync/undo.ts'

/** What the pointer does on the canvas. */
export type Tool =
  | 'select'
  | 'lasso'
  | 'hand'
  | 'note'
  | 'text'
  | 'shape'
  | 'connector'
  | 'frame'
  | 'pen'
  | 'eraser'
  | 'stamp'
  | 'laser'

/** A part of the board, in board px. */
interface Seen {
  x: number
  y: number
  w: number
  h: number
}

/** One open board: what its parts share, outside React. The canvas and the list are two views of it. */
export interface BoardSession {
  doc: Y.Doc
  awareness: Awareness
  undo: SharedUndo
  /** What stands on it, lowest first; an item that did not change is the same object as before. */
  items: WritableStore<readonly Item[]>
  /** Rises with every change of the words of these things. */
  words: (listener: (ids: ReadonlySet<string>) => void) => () => void
  selection: WritableStore<ReadonlySet<string>>
  /** The thing whose words are being written in. */
  writing: WritableStore<string | null>
  tool: WritableStore<Tool>
  /** What this person sees of the board; the canvas writes it. */
  seen: WritableStore<Seen>
  /** Set by the canvas: goes to a part of the board, or to things. */
  goTo: WritableStore<((to: Seen | readonly string[]) => void) | null>
  /** Tells the others what one does; what is not named stays as it was. */
  tell(change: Partial<OnBoard>): void
  end(): void
}

export function openBoard(doc: Y.Doc, awareness: Awareness): BoardSession {
  const map = itemsOf(doc)
  /** Each thing as it was last read, by what was read: an entry that did not change is not read again. */
  const known = new Map<string, Item>()
  const read = (id: string): void => {
    const item = readItem(id, map.get(id))
    if (item === null) known.delete(id)
    else if (JSON.stringify(known.get(id)) !== JSON.stringify(item)) known.set(id, item)
  }
  for (const id of map.keys()) read(id)
  /** What stands in a frame that is gone, put at the root, by what was read of it. */
  const putRight = new WeakMap<Item, Item>()
  const standing = (): readonly Item[] => {
    const shown = new Map([...known].filter(([, { removed }]) => !removed))
    return mended(shown).map((item) => {
      const was = known.get(item.id)
      if (was === item || was === undefined) return item
      const before = putRight.get(was)
      if (before !== undefined) return before
      putRight.set(was, item)
      return item
    })
  }
  const items = createStore<readonly Item[]>([])
  items.set(standing())

  const onItems = (events: readonly Y.YEvent<Y.Map<unknown>>[]): void => {
    for (const event of events) {
      const id = event.path[0]
      if (typeof id === 'string') read(id)
      else for (const key of event.changes.keys.keys()) read(key)
    }
    items.set(standing())
  }
  map.observeDeep(onItems as Parameters<typeof map.observeDeep>[0])

  const listeners = new Set<(ids: ReadonlySet<string>) => void>()
  const onChange = (transaction: Y.Transaction): void => {
    const ids = new Set<string>()
    for (const changed of transaction.changedParentTypes.keys()) {
      const name = nameOfRoot(doc, changed)
      const id = name === null ? null : sectionOfRoot(name)
      if (id !== null) ids.add(id)
    }
    if (ids.size > 0) for (const tell of listeners) tell(ids)
  }
  doc.on('afterTransaction', onChange)

  const undo = createUndo(doc)
  const session: BoardSession = {
    doc,
    awareness,
    undo,
    items,
    words(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    selection: createStore<ReadonlySet<string>>(new Set()),
    writing: createStore<string | null>(null),
    tool: createStore<Tool>('select'),
    seen: createStore<Seen>({ x: 0, y: 0, w: 1, h: 1 }),
    goTo: createStore<((to: Seen | readonly string[]) => void) | null>(null),
    tell(change) {
      const before = awareness.getLocalState()
      if (before === null) return // no page shows this board
      const board = before['board'] as OnBoard | undefined
      awareness.setLocalStateField('board', { ...board, ...change })
    },
    end() {
      map.unobserveDeep(onItems as Parameters<typeof map.unobserveDeep>[0])
      doc.off('afterTransaction', onChange)
      undo.end()
    },
  }
  return session
}
