import type { Change } from './edit.ts'
import { type Item, placeOnBoard } from './items.ts'
import { inRows } from './order.ts'

/** Where a thing goes: into a frame (null: outside all of them), behind another that stands there (null: first). */
export interface Goal {
  frame: string | null
  after: string | null
}

/** A thing about to be put somewhere; `id` null: it is not on the board yet. */
export interface Moving {
  id: string | null
  w: number
  h: number
}

const GAP = 16
/** Between a frame and what stands in it. */
const EDGE = 20
/** Room for a frame's name. */
const HEADS: Readonly<Record<Item['look'], number>> = { frame: 52, column: 98, cluster: 44 }

export const headOf = ({ look }: Pick<Item, 'look'>): number => HEADS[look]

/**
 * Puts a thing at a place in the reading order without a hand on it: in a row of its own behind the one before it, and
 * what comes after moves down where there is no room. Frames grow to hold what is in them. Locked things stay.
 * `height`: how high a thing is drawn, px; with many words it is more than its size.
 */
export function rearranged(
  items: readonly Item[],
  moving: Moving,
  { frame, after }: Goal,
  height: (item: Item) => number = ({ h }) => h,
): { pos: { x: number; y: number }; others: ReadonlyMap<string, Change> } {
  const byId = new Map(items.map((item) => [item.id, item]))
  const home = frame === null ? undefined : byId.get(frame)
  const boxes = inRows(
    items
      .filter((item) => item.parent === frame && item.id !== moving.id && item.kind !== 'connector')
      .map((item) => ({ id: item.id, x: item.x, y: item.y, w: item.w, h: height(item), item })),
  )
  const at = after === null ? 0 : boxes.findIndex(({ id }) => id === after) + 1
  const others = new Map<string, Change>()
  const put = (from: readonly Placed[], to: readonly Box[]): void => {
    for (const [n, { item }] of from.entries()) {
      const { y } = to[n] ?? item
      if (y !== item.y && !item.locked) others.set(item.id, { pos: { x: item.x, y } })
    }
  }
  const asBefore = boxes.slice(0, at)
  const before = lowered(asBefore, -Infinity)
  put(asBefore, before)
  const behind = boxes.slice(at)
  const top = home === undefined ? (behind[0]?.y ?? 0) : headOf(home)
  const start = before.length === 0 ? top : Math.max(...before.map(({ y, h }) => y + h)) + GAP
  const x = before.at(-1)?.x ?? behind[0]?.x ?? (home === undefined ? 0 : EDGE)
  // Above everything there is room on the open board; in a frame there is its name.
  const roomAbove = home === undefined && before.length === 0 && behind.length > 0
  const y = roomAbove ? Math.min(...behind.map((box) => box.y)) - moving.h - GAP : start
  const below = lowered(behind, y + moving.h + GAP)
  put(behind, below)
  grow(home, Math.max(y + moving.h, ...below.map((box) => box.y + box.h)) + EDGE, byId, others)
  return { pos: { x, y }, others }
}

interface Box {
  id: string
  x: number
  y: number
  w: number
  h: number
}

interface Placed extends Box {
  item: Item
}

/** Boxes moved down together until all stand below a line, px, in the order in which they were. */
function lowered(boxes: readonly Box[], least: number): Box[] {
  const top = Math.min(...boxes.map(({ y }) => y))
  const by = Math.max(0, least - top)
  const together = boxes.map((box) => ({ ...box, y: box.y + by }))
  if (inRows(together).every(({ id }, n) => id === boxes[n]?.id)) return together
  // A row that was cut in two is read otherwise than the whole: then each row is set straight.
  let row = Math.max(least, top)
  let lowest = row
  let last = -Infinity
  return boxes.map((box) => {
    if (box.x <= last) row = lowest + GAP
    last = box.x
    lowest = Math.max(lowest, row + box.h)
    return { ...box, y: row }
  })
}

/** A frame grows to a height, px, what stands below it in its own frame gives way, and so on outwards. */
function grow(
  home: Item | undefined,
  needed: number,
  byId: ReadonlyMap<string, Item>,
  others: Map<string, Change>,
): void {
  if (home === undefined || home.locked || needed <= home.h) return
  others.set(home.id, { ...others.get(home.id), size: { w: home.w, h: needed } })
  const outer = home.parent === null ? undefined : byId.get(home.parent)
  if (outer === undefined) return
  const by = needed - home.h
  let lowest = home.y + needed
  for (const item of byId.values()) {
    if (item.parent !== outer.id || item.id === home.id || item.locked || item.kind === 'connector') continue
    if (item.y < home.y + home.h) continue
    others.set(item.id, { ...others.get(item.id), pos: { x: item.x, y: item.y + by } })
    lowest = Math.max(lowest, item.y + by + item.h)
  }
  grow(outer, lowest + EDGE, byId, others)
}

/**
 * A new cluster around a thing: where it stands, and where the thing then is in it. In a frame, what is below gives way,
 * so that neither its name nor a note lies under another; on the open board it stands where the thing stood.
 */
export function clusterAround(
  items: readonly Item[],
  item: Item,
  height: (item: Item) => number = ({ h }) => h,
): {
  frame: { x: number; y: number; w: number; h: number }
  pos: { x: number; y: number }
  others: ReadonlyMap<string, Change>
} {
  const head = headOf({ look: 'cluster' })
  const [w, h] = [item.w + EDGE, height(item) + head + EDGE]
  const pos = { x: EDGE / 2, y: head }
  const x = item.x - EDGE / 2
  if (item.parent === null) return { frame: { x, y: item.y - head, w, h }, pos, others: new Map() }
  const byId = new Map(items.map((one) => [one.id, one]))
  const beside = inRows(
    items
      .filter((one) => one.parent === item.parent && one.kind !== 'connector')
      .map((one) => ({ id: one.id, x: one.x, y: one.y, w: one.w, h: height(one), item: one })),
  )
  const at = beside.findIndex(({ id }) => id === item.id)
  const home = byId.get(item.parent)
  const top = home === undefined ? -Infinity : headOf(home)
  const y = Math.max(item.y - head, top, ...beside.slice(0, at).map((box) => box.y + box.h + GAP))
  const behind = beside.slice(at + 1)
  const below = lowered(behind, y + h + GAP)
  const others = new Map<string, Change>()
  for (const [n, box] of behind.entries()) {
    const to = below[n]?.y ?? box.y
    if (to !== box.y && !box.item.locked) others.set(box.id, { pos: { x: box.x, y: to } })
  }
  grow(home, Math.max(y + h, ...below.map((box) => box.y + box.h)) + EDGE, byId, others)
  return { frame: { x, y, w, h }, pos, others }
}

/** The frames a thing may go into: never itself, nor what stands in it. */
export function framesFor(items: readonly Item[], id: string): Item[] {
  const byId = new Map(items.map((item) => [item.id, item]))
  const within = (frame: Item): boolean => {
    for (let at: Item | undefined = frame; at !== undefined; at = byId.get(at.parent ?? ''))
      if (at.id === id) return true
    return false
  }
  return items
    .filter((item) => item.kind === 'frame' && !within(item))
    .toSorted((a, b) => placeOnBoard(a, byId).x - placeOnBoard(b, byId).x || (a.id < b.id ? -1 : 1))
}
