import type { Item } from './items.ts'

/** What stands in one frame, or outside all of them, in the order it is read. */
export interface Shelf {
  /** Null: outside all frames. */
  frame: Item | null
  /** How many frames that frame stands in. */
  depth: number
  /** Never frames: each is a shelf of its own. */
  items: Item[]
}

type Box = Pick<Item, 'id' | 'x' | 'y' | 'w' | 'h'>

/**
 * A board as it is read: frames as they stand in rows, each followed by the frames in it; what is outside all of them
 * first when it begins above them, else last. In a frame row by row, left to right; connectors last, as what they
 * come from is read. `items` as `readItems` gives them.
 */
export function readingOrder(items: readonly Item[]): Shelf[] {
  const inside = new Map<string | null, Item[]>()
  const byId = new Map(items.map((item) => [item.id, item]))
  for (const item of items) {
    const at = item.kind === 'connector' ? shelfOf(item, byId) : item.parent
    const others = inside.get(at)
    if (others === undefined) inside.set(at, [item])
    else others.push(item)
  }
  const shelves: Shelf[] = []
  const put = (frame: Item | null, depth: number): void => {
    const here = inside.get(frame?.id ?? null) ?? []
    const placed = inRows(here.filter(({ kind }) => kind !== 'connector'))
    const loose = placed.filter(({ kind }) => kind !== 'frame')
    const places = new Map(loose.map(({ id }, at) => [id, at]))
    const lines = here
      .filter(({ kind }) => kind === 'connector')
      .toSorted((a, b) => placeOf(a, places) - placeOf(b, places) || compare(a.id, b.id))
    const shelf = { frame, depth, items: [...loose, ...lines] }
    const frames = placed.filter(({ kind }) => kind === 'frame')
    const above = frame !== null || placed[0]?.kind !== 'frame'
    if (above && (frame !== null || shelf.items.length > 0)) shelves.push(shelf)
    for (const each of frames) put(each, frame === null ? 0 : depth + 1)
    if (!above && shelf.items.length > 0) shelves.push(shelf)
  }
  put(null, 0)
  return shelves
}

/** Everything on a board in one line, frames before what is in them: the way the arrow keys go. */
export const inReadingOrder = (items: readonly Item[]): Item[] =>
  readingOrder(items).flatMap(({ frame, items: here }) => (frame === null ? here : [frame, ...here]))

/** Boxes row by row, left to right: in a row are those of which all share half the height of the least. */
export function inRows<T extends Box>(boxes: readonly T[]): T[] {
  const rows: T[][] = []
  let band = { from: 0, to: 0 }
  for (const box of boxes.toSorted((a, b) => a.y - b.y || a.x - b.x || compare(a.id, b.id))) {
    const shared = { from: Math.max(band.from, box.y), to: Math.min(band.to, box.y + box.h) }
    const row = rows.at(-1)
    if (row !== undefined && shared.to - shared.from > Math.min(band.to - band.from, box.h) / 2) {
      row.push(box)
      band = shared
    } else {
      rows.push([box])
      band = { from: box.y, to: box.y + box.h }
    }
  }
  return rows.flatMap((row) => row.toSorted((a, b) => a.x - b.x || a.y - b.y || compare(a.id, b.id)))
}

/** A connector has no place of its own: it is read with what it comes from, else with what it goes to. */
function shelfOf({ from, to, parent }: Item, byId: ReadonlyMap<string, Item>): string | null {
  for (const end of [from, to]) {
    const item = end !== null && 'item' in end ? byId.get(end.item) : undefined
    if (item !== undefined) return item.kind === 'frame' ? item.id : item.parent
  }
  return parent
}

function placeOf({ from, to }: Item, places: ReadonlyMap<string, number>): number {
  for (const end of [from, to]) {
    const place = end !== null && 'item' in end ? places.get(end.item) : undefined
    if (place !== undefined) return place
  }
  return places.size
}

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)
