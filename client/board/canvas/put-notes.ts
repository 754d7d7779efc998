import { nanoid } from 'nanoid'
import { overlaps, type Point, type Rect } from '../../../shared/board/geometry.ts'
import { type Side, SIZES } from '../../../shared/board/items.ts'
import { putThings } from '../tools/put-things.ts'
import { select } from './acts.ts'
import type { Canvas } from './canvas.ts'

/** Between a note and the one made beside it, px. */
const GAP = 24
/** The same with room for the line between them. */
const ROOM_TO_JOIN = 72

/** Puts a new note of this person's partner, or a text, and begins its words. */
export function putWritten(canvas: Canvas, kind: 'note' | 'text', rect: Rect): void {
  const ids = putThings(canvas, [
    { kind, ...rect, ...(kind === 'note' ? { partner: canvas.me.partner } : {}) },
  ])
  if (ids !== null) canvas.session.writing.set(ids[0]!)
}

/** A new note with its middle at a place. */
export function putNote(canvas: Canvas, { x, y }: Point): void {
  const { w, h } = SIZES.note
  putWritten(canvas, 'note', { x: x - w / 2, y: y - h / 2, w, h })
}

/** The next note, beside the one that was being written: as one writes down one thought after another. */
export function noteBeside(canvas: Canvas, id: string): boolean {
  const rect = canvas.wall.rectOf(id)
  if (rect === null || canvas.wall.byId.get().get(id)?.kind !== 'note') return false
  putWritten(canvas, 'note', freeBeside(SIZES.note, rect, othersThan(canvas, id)))
  return true
}

/** Where everything else stands that a note must not lie on. */
const othersThan = ({ wall }: Canvas, id: string): Rect[] =>
  wall.order().flatMap((each) => {
    const kind = wall.byId.get().get(each)?.kind
    return each === id || kind === 'frame' || kind === 'connector' ? [] : (wall.rectOf(each) ?? [])
  })

/** The next note at one side of a thing, joined to it by a connector. One step. */
export function joinedNote(canvas: Canvas, item: string, side: Side): void {
  const rect = canvas.wall.rectOf(item)
  if (rect === null) return
  const id = nanoid()
  const place = freeBeside(SIZES.note, rect, othersThan(canvas, item), { side, gap: ROOM_TO_JOIN })
  const ids = putThings(canvas, [
    { id, kind: 'note', ...place, partner: canvas.me.partner },
    { kind: 'connector', x: 0, y: 0, from: { item, side }, to: { item: id, side: null } },
  ])
  if (ids === null) return
  select(canvas, [id])
  canvas.session.writing.set(id)
}

/** The first free place on one side; far along a row that is full, the last one is taken all the same. */
export function freeBeside(
  { w, h }: Pick<Rect, 'w' | 'h'>,
  beside: Rect,
  others: readonly Rect[],
  { side = 'right', gap = GAP }: { side?: Side; gap?: number } = {},
): Rect {
  const past = (rect: Rect): Partial<Point> => {
    switch (side) {
      case 'right':
        return { x: rect.x + rect.w + gap }
      case 'left':
        return { x: rect.x - gap - w }
      case 'bottom':
        return { y: rect.y + rect.h + gap }
      case 'top':
        return { y: rect.y - gap - h }
    }
  }
  let place = { x: beside.x, y: beside.y, w, h, ...past(beside) }
  for (let tries = 0; tries < 50; tries++) {
    const inTheWay = others.find((other) => overlaps(other, place))
    if (inTheWay === undefined) break
    place = { ...place, ...past(inTheWay) }
  }
  return place
}
