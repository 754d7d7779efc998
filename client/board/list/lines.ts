import type { Item } from '../../../shared/board/items.ts'
import { readingOrder, type Shelf } from '../../../shared/board/order.ts'

export type Sort = 'as it stands' | 'votes'

/** The shelves of a list: as they are read, or those with most votes first. `votes`: of each thing alone. */
export function shelvesOf(items: readonly Item[], sort: Sort, votes: ReadonlyMap<string, number>): Shelf[] {
  const shelves = readingOrder(items)
  if (sort === 'as it stands' || votes.size === 0) return shelves
  const of = ({ id }: Item): number => votes.get(id) ?? 0
  const sum = ({ frame, items: here }: Shelf): number =>
    (frame === null ? 0 : of(frame)) + here.reduce((all, item) => all + of(item), 0)
  // A column and the clusters in it stay together.
  const groups: Shelf[][] = []
  for (const shelf of shelves) {
    if (shelf.depth === 0) groups.push([shelf])
    else groups.at(-1)?.push(shelf)
  }
  return groups
    .toSorted((a, b) => most(total(a, sum), total(b, sum)))
    .flatMap(([first, ...rest]) => [
      ...(first === undefined ? [] : [first]),
      ...rest.toSorted((a, b) => most(sum(a), sum(b))),
    ])
    .map((shelf) => ({ ...shelf, items: shelf.items.toSorted((a, b) => most(of(a), of(b))) }))
}

const most = (a: number, b: number): number => b - a

const total = (shelves: readonly Shelf[], sum: (shelf: Shelf) => number): number =>
  shelves.reduce((all, shelf) => all + sum(shelf), 0)

/** "11 notes", "17 things, 11 of them notes": as many as the list of boards counts; "nothing yet". */
export function countOf(items: readonly Item[]): string {
  const notes = items.filter(({ kind }) => kind === 'note').length
  if (items.length === 0) return 'nothing yet'
  if (notes === items.length) return count(notes, 'note')
  const things = count(items.length, 'thing')
  return notes === 0 ? things : `${things}, ${notes} of them ${notes === 1 ? 'a note' : 'notes'}`
}

const count = (n: number, word: string): string => `${n} ${word}${n === 1 ? '' : 's'}`

/** The thing before or behind one in its shelf; null at its end. */
export function besideIn(shelf: readonly Item[], id: string, by: 1 | -1): Item | null {
  const at = shelf.findIndex((item) => item.id === id)
  return at === -1 ? null : (shelf[at + by] ?? null)
}
