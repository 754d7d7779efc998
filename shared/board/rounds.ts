import { boundsOf, type Rect, rectOf } from './geometry.ts'
import { type Item, SIZES } from './items.ts'

/** A note that was written privately, about to stand on the board. */
export interface Revealed {
  id: string
  words: string
  /** The frame it was written for. */
  frame: string | null
}

/** Where it will stand: from the corner of its frame, or on the board itself. */
export interface Placed extends Revealed, Rect {}

/** Room for a frame's name, px; and between things. */
const HEAD = 96
const GAP = 12
const PAD = 16
/** Notes for no frame stand below everything, so many in a row. */
const IN_A_ROW = 6
/** What a line of a note holds at its width, in letters, and how high it is, px. */
const LETTERS = 20
const LINE = 22
const TALLEST = 560

/** A note as large as its words need. */
function noteSize(words: string): { w: number; h: number } {
  const { w, h } = SIZES.note
  const lines = words
    .split('\n')
    .reduce((sum, line) => sum + Math.max(1, Math.ceil(line.length / LETTERS)), 0)
  return { w, h: Math.min(TALLEST, Math.max(h, lines * LINE + 46)) }
}

/**
 * Lays revealed notes into their frames, in the free places from the top; a frame grows when they need more room.
 * What stands already is neither moved nor covered.
 */
export function laidIn(
  items: readonly Item[],
  notes: readonly Revealed[],
): { notes: Placed[]; heights: ReadonlyMap<string, number> } {
  const all = new Map(items.map((item) => [item.id, item]))
  const solid = items.filter(({ kind }) => kind !== 'frame' && kind !== 'connector' && kind !== 'pen')
  const heights = new Map<string, number>()
  const placed: Placed[] = []
  const groups = new Map<Item | null, Revealed[]>()
  for (const note of notes) {
    const item = all.get(note.frame ?? '')
    const frame = item?.kind === 'frame' ? item : null
    groups.set(frame, [...(groups.get(frame) ?? []), note])
  }
  for (const [frame, own] of groups) {
    if (frame === null) continue
    const corner = rectOf(frame, all)
    const columns = columnsIn(frame.w)
    const inTheWay = solid
      .map((item) => rectOf(item, all))
      .map((rect) => ({ ...rect, x: rect.x - corner.x, y: rect.y - corner.y }))
    const there = stack(own, columns, HEAD, inTheWay).map((note) => ({ ...note, frame: frame.id }))
    placed.push(...there)
    const bottom = Math.max(...there.map(({ y, h }) => y + h)) + PAD
    if (bottom > frame.h) heights.set(frame.id, bottom)
  }
  const loose = groups.get(null)
  if (loose !== undefined) {
    const grown = items.map((item) => ({ ...rectOf(item, all), h: heights.get(item.id) ?? item.h }))
    const bounds = boundsOf(grown) ?? { x: 0, y: -GAP, w: 0, h: 0 }
    const columns = Array.from({ length: IN_A_ROW }, (_, n) => bounds.x + n * (SIZES.note.w + GAP))
    placed.push(
      ...stack(loose, columns, bounds.y + bounds.h + GAP, []).map((note) => ({ ...note, frame: null })),
    )
  }
  return { notes: placed, heights }
}

/** The left edges of the notes that stand beside each other in a frame. */
function columnsIn(width: number): number[] {
  const count = Math.max(1, Math.floor((width - 2 * PAD + GAP) / (SIZES.note.w + GAP)))
  return Array.from({ length: count }, (_, n) => PAD + n * (SIZES.note.w + GAP))
}

function stack(
  notes: readonly Revealed[],
  columns: readonly number[],
  top: number,
  inTheWay: readonly Rect[],
): Placed[] {
  const next = columns.map((x) => ({
    x,
    y: top,
    left: inTheWay
      .filter((other) => other.x < x + SIZES.note.w && x < other.x + other.w && other.y + other.h + GAP > top)
      .toSorted((a, b) => a.y - b.y),
    // By height: thousands of things in the way of a wide frame's columns are gone through once, not for each note.
    free: new Map<number, number>(),
  }))
  return notes.map((note) => {
    const size = noteSize(note.words)
    const places = next.map((column) => {
      const y = column.free.get(size.h) ?? firstFree(column, size.h)
      column.free.set(size.h, y)
      return { column, y }
    })
    const { column, y } = places.reduce((best, place) => (place.y < best.y ? place : best))
    column.y = y + size.h + GAP
    column.left = column.left.filter((other) => other.y + other.h + GAP > column.y)
    column.free.clear()
    return { ...note, ...size, x: column.x, y }
  })
}

/** As far down as what stands there asks for; what stands there is in order from the top. */
function firstFree({ y: top, left }: { y: number; left: readonly Rect[] }, height: number): number {
  let y = top
  for (const other of left) {
    if (other.y >= y + height + GAP) break
    if (other.y + other.h + GAP > y) y = other.y + other.h + GAP
  }
  return y
}
