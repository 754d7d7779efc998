import type { NodeJson } from '../history/version.ts'
import type { Rect } from './geometry.ts'
import type { Item } from './items.ts'
import { linesOf, type Line } from './lines.ts'
import { FILL_PAINT, INK, PARTNER_PAINT } from './paint.ts'
import { strokePath } from './pen.ts'
import { type Naming, sayItem, STAMPS_SAID } from './said.ts'
import { drawLines, esc, n, oneLine, REM } from './svg-parts.ts'

/** What a thing is drawn with. */
export interface Drawing {
  naming: Naming
  words(id: string): readonly NodeJson[]
  /** An image's bytes as an address of its own; null where there are none. */
  image(name: string): string | null
  /** Votes that are shown, by thing. */
  votes: ReadonlyMap<string, number>
  /** Lines that were broken already, by thing. */
  set: Map<string, Line[]>
  /** Bars in place of words: small enough that nobody could read them. */
  sketch: boolean
}

// Letters are as large as the wall's, or lines break elsewhere: `client/board/board.css` and `tools.css`.
const NOTE = { size: 0.9375 * REM, leading: 1.32, left: 11, top: 13, foot: 33 }
const TEXT = { size: 1.125 * REM, leading: 1.4, left: 6, top: 4 }
const SHAPE = { size: REM, leading: 1.32 }
const SMALL = { size: 0.8125 * REM, leading: 1.35 }
const CLUSTER = { size: 0.9375 * REM, leading: 1.25, left: 12, top: 9 }
const COLUMN = { size: 1.1875 * REM, leading: 1.24, left: 0, top: 8 }

/** A note and a text are as high as their words; the size that is kept is the least. */
export function heightOf(item: Item, drawing: Drawing): number {
  if (item.kind === 'note')
    return Math.max(
      item.h,
      NOTE.top + setWords(item, NOTE, drawing).length * NOTE.size * NOTE.leading + NOTE.foot,
    )
  if (item.kind === 'text')
    return Math.max(item.h, 2 * TEXT.top + setWords(item, TEXT, drawing).length * TEXT.size * TEXT.leading)
  return item.h
}

interface Look {
  size: number
  leading: number
  left: number
  top: number
}

function setWords({ id, w }: Item, { size, left }: Look, { words, set }: Drawing): Line[] {
  const known = set.get(id)
  if (known !== undefined) return known
  const lines = linesOf(words(id), { face: 'sans', size, width: w - 2 * left })
  set.set(id, lines)
  return lines
}

/** One thing at its place on the board; connectors are drawn by themselves. */
export function drawThing(item: Item, box: Rect, drawing: Drawing): string {
  switch (item.kind) {
    case 'note':
      return note(item, box, drawing)
    case 'text':
      return ground(item, box) + words(item, box, TEXT, drawing)
    case 'shape':
      return shape(item, box, drawing)
    case 'frame':
      return frame(item, box, drawing)
    case 'pen':
      return pen(item, box, drawing)
    case 'image':
      return image(item, box, drawing)
    case 'link':
      return link(item, box, drawing)
    case 'stamp':
      return stamp(item, box, drawing)
    case 'connector':
      return ''
    case 'unknown':
      return (
        rect(box, INK.inset, ` stroke="${INK.edge}"`) +
        words(item, box, { ...SMALL, left: 8, top: 8 }, drawing)
      )
  }
}

const rect = ({ x, y, w, h }: Rect, fill: string, more = ''): string =>
  `<rect x="${n(x)}" y="${n(y)}" width="${n(w)}" height="${n(h)}" fill="${fill}"${more}/>`

const ground = ({ fill }: Item, box: Rect): string => (fill === 'none' ? '' : rect(box, FILL_PAINT[fill]))

const words = (item: Item, { x, y }: Rect, look: Look, drawing: Drawing): string =>
  drawLines(setWords(item, look, drawing), x + look.left, y + look.top, look, drawing.sketch)

function note(item: Item, box: Rect, drawing: Drawing): string {
  const { partner, fill } = item
  const { x, y, w, h } = box
  const paint = partner === null ? null : PARTNER_PAINT[partner]
  const tint = paint?.tint ?? (fill === 'none' ? INK.paper : FILL_PAINT[fill])
  const edge = paint === null ? ` stroke="${INK.rule}"` : ''
  // Moved to the corner, so that its pattern begins there and is not cut.
  const strip =
    paint === null
      ? ''
      : drawing.sketch
        ? rect({ x, y, w, h: 7 }, paint.line)
        : `<g transform="translate(${n(x)} ${n(y)})">${rect({ x: 0, y: 0, w, h: 6 }, `url(#p-${partner})`)}${rect({ x: 0, y: 6, w, h: 1 }, paint.line)}</g>`
  return `<g>${rect(box, tint, `${edge} rx="2"`)}${strip}${words(item, box, NOTE, drawing)}${foot(item, { x, y: y + h, w, h: 0 }, drawing)}</g>`
}

/** Whose a note is, and its votes. */
function foot({ id, partner }: Item, { x, y, w }: Rect, { naming, votes, sketch }: Drawing): string {
  if (sketch) return ''
  const top = y - 9 - SMALL.size * SMALL.leading
  const by =
    partner === null
      ? ''
      : drawLines(
          [oneLine(naming.partner(partner), w / 2, SMALL.size)],
          x + NOTE.left,
          top,
          { ...SMALL, weight: 600, fill: PARTNER_PAINT[partner].line },
          false,
        )
  const count = votes.get(id) ?? 0
  if (count === 0) return by
  const line = oneLine(count === 1 ? '1 vote' : `${count} votes`, w / 2, SMALL.size)
  return by + drawLines([line], x + w - NOTE.left - line.width, top, { ...SMALL, fill: INK.ink2 }, false)
}

function shape(item: Item, box: Rect, drawing: Drawing): string {
  const { x, y, w, h } = box
  const paint = item.partner === null ? null : PARTNER_PAINT[item.partner]
  const looks = `fill="${paint?.tint ?? FILL_PAINT[item.fill]}" stroke="${paint?.line ?? INK.ink2}" stroke-width="1.5"`
  const middle = { x: x + w / 2, y: y + h / 2 }
  const narrow =
    item.shape === 'triangle' ? 0.56 : item.shape === 'rectangle' || item.shape === 'rounded' ? 1 : 0.72
  const lines = linesOf(drawing.words(item.id), { face: 'sans', size: SHAPE.size, width: w * narrow - 24 })
  const high = lines.length * SHAPE.size * SHAPE.leading
  const top = item.shape === 'triangle' ? y + h - high - 8 : middle.y - high / 2
  return `<g>${outline(item, box, middle, looks)}${drawLines(lines, middle.x, top, { ...SHAPE, middle: true }, drawing.sketch)}</g>`
}

function outline({ shape }: Item, box: Rect, middle: { x: number; y: number }, looks: string): string {
  const { x, y, w, h } = box
  const at = `x="${n(x)}" y="${n(y)}" width="${n(w)}" height="${n(h)}"`
  switch (shape) {
    case 'rectangle':
      return `<rect ${at} ${looks}/>`
    case 'rounded':
      return `<rect ${at} rx="${n(Math.min(16, w / 4, h / 4))}" ${looks}/>`
    case 'ellipse':
      return `<ellipse cx="${n(middle.x)}" cy="${n(middle.y)}" rx="${n(w / 2)}" ry="${n(h / 2)}" ${looks}/>`
    case 'diamond':
      return `<polygon points="${n(middle.x)},${n(y)} ${n(x + w)},${n(middle.y)} ${n(middle.x)},${n(y + h)} ${n(x)},${n(middle.y)}" ${looks}/>`
    case 'triangle':
      return `<polygon points="${n(middle.x)},${n(y)} ${n(x + w)},${n(y + h)} ${n(x)},${n(y + h)}" ${looks}/>`
  }
}

function frame(item: Item, box: Rect, drawing: Drawing): string {
  const { x, y, w } = box
  const column = item.look === 'column'
  const look = column ? COLUMN : CLUSTER
  const lines = linesOf(drawing.words(item.id), {
    face: column ? 'serif' : 'bold',
    size: look.size,
    width: w - 2 * look.left,
  })
  const named = drawLines(
    lines,
    x + look.left,
    y + look.top,
    column ? { ...look, face: 'serif', weight: 500 } : { ...look, weight: 650 },
    drawing.sketch,
  )
  const votes = drawing.sketch
    ? ''
    : frameVotes(item, { x: x + look.left, y: y + look.top, w, h: 0 }, lines, look, drawing)
  const edge = column
    ? rect({ x, y, w, h: 2 }, INK.ink)
    : rect(
        box,
        INK.paper,
        ` fill-opacity=".62" stroke="${INK.edge}" stroke-width="1.5" stroke-dasharray="5 4" rx="8"`,
      )
  return `<g>${edge}${named}${votes}</g>`
}

/** Votes of a cluster stand behind its name, or under it where there is no room. */
function frameVotes(
  { id }: Item,
  { x, y, w }: Rect,
  lines: readonly Line[],
  look: Look,
  { votes }: Drawing,
): string {
  const count = votes.get(id) ?? 0
  if (count === 0) return ''
  const said = oneLine(count === 1 ? '1 vote' : `${count} votes`, w, SMALL.size)
  const last = lines.at(-1)?.width ?? 0
  const behind = lines.length > 0 && last + 10 + said.width + 2 * look.left <= w
  const row = behind ? lines.length - 1 : lines.length
  const top =
    y +
    row * look.size * look.leading +
    (behind ? (look.size * look.leading - SMALL.size * SMALL.leading) / 2 + 1 : 0)
  return drawLines([said], behind ? x + last + 10 : x, top, { ...SMALL, fill: INK.ink2 }, false)
}

function pen(item: Item, { x, y }: Rect, { naming, sketch }: Drawing): string {
  const paint = item.partner === null ? INK.ink : PARTNER_PAINT[item.partner].line
  const title = sketch ? '' : `<title>${esc(sayItem(item, naming))}</title>`
  return `<path d="${strokePath(item)}" transform="translate(${n(x)} ${n(y)})" fill="${paint}">${title}</path>`
}

function image(item: Item, box: Rect, drawing: Drawing): string {
  const address = item.image === null || drawing.sketch ? null : drawing.image(item.image)
  const title = drawing.sketch
    ? ''
    : `<title>${esc(item.alt.trim() || 'An image without a description')}</title>`
  if (address === null) {
    const said = linesOf(
      [
        {
          type: 'paragraph',
          content: [{ type: 'text', text: item.alt.trim() || 'This image is not here.' }],
        },
      ],
      { face: 'sans', size: SMALL.size, width: box.w - 16 },
    )
    return `<g>${title}${rect(box, INK.inset, ` stroke="${INK.edge}"`)}${drawLines(said, box.x + 8, box.y + 8, { ...SMALL, fill: INK.ink2 }, drawing.sketch)}</g>`
  }
  const { x, y, w, h } = box
  return `<image x="${n(x)}" y="${n(y)}" width="${n(w)}" height="${n(h)}" href="${esc(address)}">${title}</image>`
}

function link(item: Item, box: Rect, drawing: Drawing): string {
  const { x, y, w } = box
  const named = linesOf(drawing.words(item.id), { face: 'sans', size: REM, width: w - 24 })
  const address = linesOf(
    [{ type: 'paragraph', content: [{ type: 'text', text: item.href ?? 'No address' }] }],
    { face: 'sans', size: SMALL.size, width: w - 24 },
  )
  const body = `${rect(box, INK.paper, ` stroke="${INK.edge}" rx="4"`)}${drawLines(named, x + 12, y + 9, { size: REM, leading: 1.35, weight: 550 }, drawing.sketch)}${drawLines(address, x + 12, y + 9 + named.length * REM * 1.35, { ...SMALL, fill: INK.ink2 }, drawing.sketch)}`
  const goes = item.href !== null && /^https?:/i.test(item.href) && !drawing.sketch
  return goes ? `<a href="${esc(item.href ?? '')}">${body}</a>` : `<g>${body}</g>`
}

function stamp(item: Item, box: Rect, drawing: Drawing): string {
  const paint = item.partner === null ? null : PARTNER_PAINT[item.partner]
  const line = oneLine(STAMPS_SAID[item.stamp], Infinity, SMALL.size)
  const wide = { ...box, w: Math.max(box.w, line.width + 20) }
  const top = box.y + (box.h - SMALL.size * SMALL.leading) / 2
  return `<g>${rect(wide, paint?.tint ?? INK.paper, ` stroke="${paint?.line ?? INK.ink}" stroke-width="1.5" rx="${n(Math.min(18, box.h / 2))}"`)}${drawLines([line], wide.x + wide.w / 2, top, { ...SMALL, weight: 600, fill: paint?.line ?? INK.ink, middle: true }, drawing.sketch)}</g>`
}
