import type { Point, Rect } from '../../../shared/board/geometry.ts'
import { type Item, placeOnBoard } from '../../../shared/board/items.ts'
import type { Author } from '../../../shared/people/person.ts'
import { carriedBy } from './carry.ts'
import type { Other } from './others.ts'

/** One drag of somebody else as it is seen here: where the things stood when it began. */
interface Drag {
  selected: string
  all: ReadonlySet<string>
  from: ReadonlyMap<string, Point>
}

/** Where things are that others are moving or making larger at this moment. */
export interface Theirs {
  places: ReadonlyMap<string, Point>
  sizes: ReadonlyMap<string, Rect>
}

/**
 * Follows what others drag. A drag is told as a distance, and what it led to is written once at its end: it may
 * arrive before the word that the drag is over, and then what is written counts and not the distance.
 */
export function createTheirs(): (others: ReadonlyMap<number, Other>, items: readonly Item[]) => Theirs {
  const drags = new Map<number, Drag>()
  return (others, items) => {
    const places = new Map<string, Point>()
    const sizes = new Map<string, Rect>()
    for (const client of drags.keys()) if (others.get(client)?.board.drag == null) drags.delete(client)
    const acting = [...others.values()].filter(({ board }) => board.drag != null || board.size != null)
    if (acting.length === 0) return { places, sizes } // a pointer that moves is no reason to go through the board
    const byId = new Map(items.map((item) => [item.id, item]))
    for (const { client, board } of acting) {
      const { drag, size, selected } = board
      if (size != null && selected?.length === 1)
        sizes.set(selected[0]!, { x: size[0], y: size[1], w: size[2], h: size[3] })
      if (drag == null || selected == null) continue
      const key = selected.join(' ')
      let known = drags.get(client)
      if (known?.selected !== key) {
        const { all } = carriedBy(items, new Set(selected))
        const from = new Map<string, Point>()
        for (const id of all) from.set(id, placeOnBoard(byId.get(id)!, byId))
        known = { selected: key, all, from }
        drags.set(client, known)
      }
      for (const [id, { x, y }] of known.from) {
        const item = byId.get(id)
        if (item === undefined) continue
        const now = placeOnBoard(item, byId)
        if (now.x === x && now.y === y) places.set(id, { x: x + drag[0], y: y + drag[1] })
      }
    }
    return { places, sizes }
  }
}

/** Who has a thing selected or writes in it, by thing. */
export interface Marks {
  selected: readonly Author[]
  writing: readonly Author[]
}

export const NO_MARKS: Marks = { selected: [], writing: [] }

/** What others have selected and where they write; the same object as before where nothing changed. */
export function marksOf(
  others: ReadonlyMap<number, Other>,
  before: ReadonlyMap<string, Marks>,
): ReadonlyMap<string, Marks> {
  const found = new Map<string, { selected: Author[]; writing: Author[] }>()
  const at = (id: string) => {
    const known = found.get(id) ?? { selected: [], writing: [] }
    found.set(id, known)
    return known
  }
  for (const { user, board, writing } of others.values()) {
    for (const id of board.selected ?? []) at(id).selected.push(user)
    if (writing !== null) at(writing).writing.push(user)
  }
  const marks = new Map<string, Marks>()
  let changed = found.size !== before.size
  for (const [id, mark] of found) {
    const last = before.get(id)
    const stays = last !== undefined && same(last, mark)
    changed ||= !stays
    marks.set(id, stays ? last : mark)
  }
  return changed ? marks : before
}

const same = (a: Marks, b: Marks): boolean =>
  ids(a.selected) === ids(b.selected) && ids(a.writing) === ids(b.writing)
const ids = (people: readonly Author[]): string => people.map(({ id }) => id).join(' ')
