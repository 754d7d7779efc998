import { nanoid } from 'nanoid'
import { addItems, changeItems, keysAbove, keysBelow, type NewItem } from '../../../shared/board/edit.ts'
import {
  boundsOf,
  holds,
  middleOf,
  onTheBoard,
  overlaps,
  type Point,
  type Rect,
  rounded,
} from '../../../shared/board/geometry.ts'
import { type Item, placeOnBoard, SIZES } from '../../../shared/board/items.ts'
import { framesOf, roomFor, select } from '../canvas/acts.ts'
import type { Canvas } from '../canvas/canvas.ts'
import { frameAt } from '../canvas/carry.ts'

/** A thing about to be put, at a place of the board itself. */
export interface Bare extends Omit<NewItem, 'id' | 'z' | 'author' | 'parent'> {
  /** Where another of them has to know it. */
  id?: string
  words?: string
  /** The frame it stands in, by its place among those put with it; its own place is then from there. */
  inside?: number | null
}

/**
 * Puts things on the board, as one step, in the frames that are there, and selects them. Null when it is not allowed
 * or there is no room for so many; that is said.
 */
export function putThings(
  canvas: Canvas,
  things: readonly Bare[],
  /** What belongs to the same step. */
  then?: (ids: readonly string[]) => void,
): string[] | null {
  if (!canvas.allowed() || !roomFor(canvas, things.length)) return null
  const { session, me, wall } = canvas
  const byId = wall.byId.get()
  const frames = framesOf(canvas)
  const ids = things.map(({ id }) => id ?? nanoid())
  const above = keysAbove(session.items.get(), things.length)
  const below = keysBelow(session.items.get(), things.length)
  session.undo.newStep()
  addItems(
    session.doc,
    things.map(({ inside = null, ...thing }, n) => {
      const size = { w: thing.w ?? SIZES[thing.kind].w, h: thing.h ?? SIZES[thing.kind].h }
      const made = { ...thing, id: ids[n]!, author: me.id, z: thing.kind === 'frame' ? below[n]! : above[n]! }
      if (inside !== null) return { ...made, parent: ids[inside]! }
      if (thing.kind === 'connector') return made
      const there = onTheBoard({ x: thing.x, y: thing.y, ...size })
      const parent = frameAt({ ...there, ...size }, frames, thing.kind)
      const frame = parent === null ? { x: 0, y: 0 } : placeOnBoard(byId.get(parent)!, byId)
      return { ...made, parent, x: rounded(there.x - frame.x), y: rounded(there.y - frame.y) }
    }),
  )
  then?.(ids)
  session.undo.newStep()
  select(
    canvas,
    things.flatMap(({ inside = null }, n) => (inside === null ? [ids[n]!] : [])),
  )
  return ids
}

/**
 * Puts a frame, and into it what it goes round: things whose middle it holds, frames that it holds whole. One step.
 * Null when it is not allowed.
 */
export function putFrame(canvas: Canvas, rect: Rect, look: Item['look'] = 'frame'): string | null {
  const ids = putThings(canvas, [{ kind: 'frame', ...rect, look }], ([id]) => {
    const { wall, session } = canvas
    const parent = wall.byId.get().get(id!)?.parent ?? null
    adopt(
      canvas,
      id!,
      session.items.get().filter((item) => {
        if (item.id === id || item.parent !== parent || item.locked || item.kind === 'connector') return false
        const there = wall.rectOf(item.id)
        return (
          there !== null && holds(rect, item.kind === 'frame' ? there : { ...middleOf(there), w: 0, h: 0 })
        )
      }),
    )
  })
  return ids?.[0] ?? null
}

/** Moves things into a frame, and so that they stay where they are on the board. */
export function adopt({ session, wall }: Canvas, frame: string, items: readonly Item[]): void {
  const byId = wall.byId.get()
  const corner = byId.get(frame)
  if (corner === undefined || items.length === 0) return
  const from = placeOnBoard(corner, byId)
  changeItems(
    session.doc,
    new Map(
      items.map((item) => {
        const { x, y } = placeOnBoard(item, byId)
        return [item.id, { parent: frame, pos: { x: rounded(x - from.x), y: rounded(y - from.y) } }]
      }),
    ),
  )
}

/** Between a new thing and what stands there, px. */
const GAP = 24
/** Places are tried this far from each other, px. */
const STEP = 48

/** The free place nearest to the middle of what is in view; where there is none, beside everything or a little aside. */
export function inTheMiddle({ session, wall }: Canvas, { w, h }: Pick<Rect, 'w' | 'h'>): Point {
  const seen = session.seen.get()
  const middle = { x: Math.round(seen.x + seen.w / 2 - w / 2), y: Math.round(seen.y + seen.h / 2 - h / 2) }
  const others = wall
    .order()
    .filter((id) => wall.byId.get().get(id)?.kind !== 'connector')
    .flatMap((id) => wall.rectOf(id) ?? [])
    .filter((rect) => overlaps(rect, seen))
  const free = ({ x, y }: Point): boolean =>
    !others.some((other) => overlaps(other, { x: x - GAP, y: y - GAP, w: w + 2 * GAP, h: h + 2 * GAP }))
  const tries: Point[] = []
  for (let x = -reach(seen.w - w); x <= reach(seen.w - w); x++)
    for (let y = -reach(seen.h - h); y <= reach(seen.h - h); y++)
      tries.push({ x: middle.x + x * STEP, y: middle.y + y * STEP })
  const far = ({ x, y }: Point): number => Math.hypot(x - middle.x, y - middle.y)
  const place = tries.toSorted((a, b) => far(a) - far(b)).find(free)
  if (place !== undefined) return place
  // What fills the view needs a place of its own; a small thing is looked for where one looks.
  const all = boundsOf(wall.order().flatMap((id) => wall.rectOf(id) ?? []))
  if (all !== null && (w > seen.w / 2 || h > seen.h / 2)) return { x: all.x + all.w + 2 * GAP, y: all.y }
  const taken = new Set(others.map(cornerOf))
  while (taken.has(cornerOf(middle))) {
    middle.x += GAP
    middle.y += GAP
  }
  return middle
}

/** Seen from far away there is room everywhere: so many tries are enough. */
const reach = (room: number): number => Math.min(20, Math.floor(room / 2 / STEP))

const cornerOf = ({ x, y }: Point): string => `${Math.round(x)} ${Math.round(y)}`
