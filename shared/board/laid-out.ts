import { SIZES } from './items.ts'
import { MOST_PASTED, type Pasted } from './pasted.ts'

/** How a pasted table is put: a note for each cell, a frame for each column, or a note for each row. */
export type TableAs = 'cells' | 'columns' | 'rows'

/** A thing to be put on a board; its place is from the corner of all of them, or of the frame it stands in. */
export interface Laid {
  kind: 'note' | 'frame'
  x: number
  y: number
  w: number
  h: number
  words: string
  /** The frame it stands in, by its place among them. */
  frame: number | null
}

/** One part of a paste: what fits on a board at once. */
export interface Part {
  /** The first and the last line or row it holds, counted from 1. */
  first: number
  last: number
  things: Laid[]
}

const GAP = 24
/** Room for a frame's name. */
const HEAD = 72

const NOTE = SIZES.note

/** Lays a paste out as notes, in parts of which each holds no more than is put at once. Nothing of it is left out. */
export function laidOut(pasted: Extract<Pasted, { kind: 'list' | 'table' }>, as: TableAs): Part[] {
  if (pasted.kind === 'list')
    return slices(pasted.lines.length, MOST_PASTED).map(([from, to]) => ({
      first: from + 1,
      last: to,
      things: listed(pasted.lines.slice(from, to)),
    }))
  const { rows } = pasted
  const head = as === 'cells' ? [] : rows.slice(0, 1)
  const body = rows.slice(head.length)
  // A heading alone is still a heading: its frames are put, and are empty.
  if (body.length === 0)
    return [
      { first: 1, last: 1, things: as === 'rows' ? listed(head.map(joined)) : columns(head[0] ?? [], []) },
    ]
  const atOnce = as === 'rows' ? MOST_PASTED : Math.max(1, Math.floor(MOST_PASTED / (rows[0]?.length ?? 1)))
  return slices(body.length, atOnce).map(([from, to]) => {
    const some = body.slice(from, to)
    return {
      first: from + head.length + 1,
      last: to + head.length,
      things:
        as === 'cells'
          ? grid(some)
          : as === 'columns'
            ? columns(head[0] ?? [], some)
            : listed(some.map((row) => told(head[0] ?? [], row))),
    }
  })
}

function slices(count: number, atOnce: number): [number, number][] {
  return Array.from({ length: Math.ceil(count / atOnce) }, (_, n) => [
    n * atOnce,
    Math.min(count, (n + 1) * atOnce),
  ])
}

/** How high a note with these words is, about: it grows with them, and the next row must stand below it. */
const heightOf = (words: string): number =>
  Math.max(
    NOTE.h,
    words.split('\n').reduce((lines, line) => lines + Math.max(1, Math.ceil(line.length / 18)), 0) * 20 + 52,
  )

/** A list in as many columns as make it about square, read from left to right and then down. */
const listed = (lines: readonly string[]): Laid[] => {
  const across = Math.max(1, Math.min(10, Math.ceil(Math.sqrt(lines.length * 0.7))))
  return grid(slices(lines.length, across).map(([from, to]) => lines.slice(from, to)))
}

function grid(rows: readonly (readonly string[])[]): Laid[] {
  let y = 0
  return rows.flatMap((row) => {
    const top = y
    y += Math.max(...row.map(heightOf)) + GAP
    return row.flatMap((words, column) =>
      words === '' ? [] : [note(column * (NOTE.w + GAP), top, words, null)],
    )
  })
}

/** A frame for each column, named by its heading, with the column's notes under one another. */
function columns(head: readonly string[], rows: readonly (readonly string[])[]): Laid[] {
  const frames: Laid[] = head.map((words, column) => ({
    kind: 'frame',
    x: column * (NOTE.w + 3 * GAP),
    y: 0,
    w: NOTE.w + 2 * GAP,
    h: 0,
    words,
    frame: null,
  }))
  const notes = frames.flatMap((frame, column) => {
    let y = HEAD
    const own = rows
      .map((row) => row[column] ?? '')
      .filter((words) => words !== '')
      .map((words) => {
        const top = y
        y += heightOf(words) + GAP
        return note(GAP, top, words, column)
      })
    frame.h = Math.max(y, 240)
    return own
  })
  const tallest = Math.max(...frames.map(({ h }) => h))
  return [...frames.map((frame) => ({ ...frame, h: tallest })), ...notes]
}

const note = (x: number, y: number, words: string, frame: number | null): Laid => ({
  kind: 'note',
  x,
  y,
  ...NOTE,
  words,
  frame,
})

const joined = (row: readonly string[]): string => row.filter((cell) => cell !== '').join('\n')

/** "Area: Surrey", a line for each cell that says something. */
const told = (head: readonly string[], row: readonly string[]): string =>
  row
    .map((cell, column) => (cell === '' || (head[column] ?? '') === '' ? cell : `${head[column]}: ${cell}`))
    .filter((line) => line !== '')
    .join('\n')
