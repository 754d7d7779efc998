import type { Change } from '../../../shared/board/edit.ts'
import {
  holds,
  middleOf,
  onTheBoard,
  type Point,
  type Rect,
  rounded,
} from '../../../shared/board/geometry.ts'
import { type End, type Item, placeOnBoard } from '../../../shared/board/items.ts'

/** All that moves when these are moved: their groups, and what stands in the frames among them. */
export interface Carried {
  /** What is moved itself: nothing it stands in is moved with it. */
  roots: readonly string[]
  all: ReadonlySet<string>
}

/** What moves when these are picked up. A locked thing is never picked up, but goes where its frame goes. */
export function carriedBy(items: readonly Item[], ids: ReadonlySet<string>): Carried {
  const byId = new Map(items.map((item) => [item.id, item]))
  const groups = new Set<string>()
  for (const id of ids) {
    const group = byId.get(id)?.group
    if (group !== null && group !== undefined) groups.add(group)
  }
  const picked = new Set<string>()
  for (const item of items) {
    const { id, group } = item
    if (mayMove(item) && (ids.has(id) || (group !== null && groups.has(group)))) picked.add(id)
  }
  const all = new Set<string>()
  const roots: string[] = []
  for (const item of items) {
    const above = isUnder(item, picked, byId)
    if (picked.has(item.id) && !above) roots.push(item.id)
    if (above || picked.has(item.id)) all.add(item.id)
  }
  return { roots, all }
}

/** A connector between two things goes where they go; only an end of its own can be moved. */
const mayMove = ({ kind, locked, from, to }: Item): boolean =>
  !locked && (kind !== 'connector' || isLoose(from) || isLoose(to))

const isLoose = (end: End | null): end is Point => end !== null && !('item' in end)

/** A connector whose own ends have gone so far. */
export function endsMoved({ from, to }: Pick<Item, 'from' | 'to'>, by: Point): Pick<Item, 'from' | 'to'> {
  const moved = (end: End | null): End | null =>
    isLoose(end) ? { x: rounded(end.x + by.x), y: rounded(end.y + by.y) } : end
  return { from: moved(from), to: moved(to) }
}

/** Whether a thing stands in one of these, however deep. */
function isUnder(item: Item, frames: ReadonlySet<string>, byId: ReadonlyMap<string, Item>): boolean {
  let { parent } = item
  for (let depth = 0; parent !== null && depth < 50; depth++) {
    if (frames.has(parent)) return true
    parent = byId.get(parent)?.parent ?? null
  }
  return false
}

/** The topmost frame a thing would stand in at a place: one that holds its middle; of frames, one that holds it whole. */
export function frameAt(
  place: Rect,
  frames: readonly (Rect & { id: string })[],
  kind: Item['kind'] = 'note',
): string | null {
  const middle = { ...middleOf(place), w: 0, h: 0 }
  const inner = kind === 'frame' ? place : middle
  return frames.findLast((frame) => holds(frame, inner))?.id ?? null
}

/**
 * What is written when things are let go so far from where they were picked up: new places, and the frames they are
 * now in. What somebody else moved meanwhile goes where this hand put it: the last hand wins.
 */
export function letGo(
  items: readonly Item[],
  { roots, all }: Carried,
  { from, by }: { from: ReadonlyMap<string, Point>; by: Point },
  rectOf: (id: string) => Rect | null,
  inOrder: readonly string[],
): Map<string, Change> {
  const byId = new Map(items.map((item) => [item.id, item]))
  const frames = inOrder.flatMap((id) => {
    const rect = byId.get(id)?.kind === 'frame' && !all.has(id) ? rectOf(id) : null
    return rect === null ? [] : [{ id, ...rect }]
  })
  const changes = new Map<string, Change>()
  for (const id of roots) {
    const item = byId.get(id)
    if (item?.locked === true) continue // by somebody else, since it was picked up
    if (item?.kind === 'connector') {
      changes.set(id, endsMoved(item, by))
      continue
    }
    const rect = rectOf(id)
    const before = from.get(id)
    if (item === undefined || rect === null || before === undefined) continue
    const there = onTheBoard({ ...rect, x: before.x + by.x, y: before.y + by.y })
    const parent = frameAt({ ...rect, ...there }, frames, item.kind)
    const frame = parent === null ? { x: 0, y: 0 } : placeOnBoard(byId.get(parent)!, byId)
    const pos = { x: rounded(there.x - frame.x), y: rounded(there.y - frame.y) }
    changes.set(id, parent === item.parent ? { pos } : { pos, parent })
  }
  return changes
}

/**
 * The order things are drawn in, lowest first: what stands in a frame is above it, whatever its own place in the
 * order, and a frame never hides what stands beside it on the board.
 */
export function drawingOrder(items: readonly Item[]): string[] {
  const inside = new Map<string | null, Item[]>()
  for (const item of items) {
    const here = inside.get(item.parent)
    if (here === undefined) inside.set(item.parent, [item])
    else here.push(item)
  }
  const order: string[] = []
  const put = (parent: string | null): void => {
    const here = inside.get(parent) ?? []
    for (const { id, kind } of here) {
      if (kind !== 'frame') continue
      order.push(id)
      put(id)
    }
    for (const { id, kind } of here) if (kind !== 'frame') order.push(id)
  }
  put(null)
  return order
}
