import { type Alignment, aligned, type Axis, distributed, unitsOf } from '../../../shared/board/align.ts'
import {
  astray,
  boundsOf,
  broughtBack,
  type Point,
  rounded,
  worthSeeing,
} from '../../../shared/board/geometry.ts'
import { type Item, placeOnBoard } from '../../../shared/board/items.ts'
import { change } from '../canvas/acts.ts'
import type { Canvas } from '../canvas/canvas.ts'
import { carriedBy } from '../canvas/carry.ts'
import { adopt, putThings } from './put-things.ts'

export const ALIGNMENTS_SAID: Readonly<Record<Alignment, string>> = {
  left: 'Align left edges',
  centre: 'Align centres',
  right: 'Align right edges',
  top: 'Align top edges',
  middle: 'Align middles',
  bottom: 'Align bottom edges',
}

/** What would be moved itself: not what stands in a frame that is moved, nor what is locked. */
function chosen({ session, wall }: Canvas): Item[] {
  const { roots } = carriedBy(session.items.get(), session.selection.get())
  return roots.flatMap((id) => {
    const item = wall.byId.get().get(id)
    return item === undefined || item.kind === 'connector' ? [] : [item]
  })
}

const unitsFor = (canvas: Canvas) =>
  unitsOf(
    chosen(canvas).flatMap(({ id, group }) => {
      const rect = canvas.wall.rectOf(id)
      return rect === null ? [] : [{ id, group, ...rect }]
    }),
  )

/** How many things the selection arranges: a group is one. */
export const unitCount = (canvas: Canvas): number => unitsFor(canvas).length

export function align(canvas: Canvas, to: Alignment): void {
  move(canvas, aligned(unitsFor(canvas), to), 'Aligned.')
}

export function distribute(canvas: Canvas, along: Axis): void {
  move(canvas, distributed(unitsFor(canvas), along), 'The gaps are equal.')
}

function move(canvas: Canvas, places: ReadonlyMap<string, Point>, done: string): void {
  const byId = canvas.wall.byId.get()
  const moved = change(canvas, (item) => {
    const place = places.get(item.id)
    if (place === undefined) return null
    const frame = item.parent === null ? undefined : byId.get(item.parent)
    const from = frame === undefined ? { x: 0, y: 0 } : placeOnBoard(frame, byId)
    return { pos: { x: rounded(place.x - from.x), y: rounded(place.y - from.y) } }
  })
  if (moved || places.size === 0) canvas.say(moved ? done : 'They stand so already.')
}

/** What of the selection stands absurdly far from everything else: another client put it there, or a slip. */
function lost(canvas: Canvas) {
  const { wall } = canvas
  const things = wall.order().flatMap((id) => {
    const rect = wall.byId.get().get(id)?.kind === 'connector' ? null : wall.rectOf(id)
    return rect === null ? [] : [{ id, ...rect }]
  })
  const far = new Set(astray(things).map(({ id }) => id))
  const ids = new Set(chosen(canvas).flatMap(({ id }) => (far.has(id) ? [id] : [])))
  return { things: things.filter(({ id }) => ids.has(id)), seen: worthSeeing(things) }
}

/** Whether something that is selected has gone astray. */
export const isLost = (canvas: Canvas): boolean => lost(canvas).things.length > 0

/** Puts what has gone astray below everything else, and goes there. */
export function bringBack(canvas: Canvas): void {
  const { things, seen } = lost(canvas)
  if (seen === null) return
  const places = new Map(broughtBack(things, seen).map((place, n) => [things[n]!.id, place]))
  const moved = change(canvas, ({ id }) => {
    const pos = places.get(id)
    return pos === undefined ? null : { pos, parent: null }
  })
  if (!moved) return
  canvas.say('Moved back to the others.')
  canvas.session.goTo.get()?.([...places.keys()])
}

/** Round a cluster: room beside its notes, and for its name above them. */
const ROOM = { side: 16, top: 48 }

/** Puts a named ring round what is selected, and begins its name. One step. */
export function cluster(canvas: Canvas): void {
  const items = chosen(canvas)
  const bounds = boundsOf(items.flatMap(({ id }) => canvas.wall.rectOf(id) ?? []))
  if (bounds === null) {
    if (canvas.allowed()) canvas.say('Select the notes that belong together first.')
    return
  }
  const { side, top } = ROOM
  const rect = {
    x: bounds.x - side,
    y: bounds.y - top,
    w: bounds.w + 2 * side,
    h: bounds.h + top + side,
  }
  const ids = putThings(canvas, [{ kind: 'frame', look: 'cluster', ...rect }], ([id]) =>
    adopt(canvas, id!, items),
  )
  if (ids === null) return
  canvas.session.writing.set(ids[0]!)
  canvas.say(`A cluster of ${items.length}. Write its name.`)
}
