import type { PartnerKind } from '../domain/partners.ts'
import { lineOf, type Line } from './connect.ts'
import { type Rect, rectOf, worthSeeing } from './geometry.ts'
import type { Item } from './items.ts'
import { linesOf } from './lines.ts'
import { INK, PARTNER_PAINT, patternsOf } from './paint.ts'
import { sayItem } from './said.ts'
import { drawLines, esc, n, REM } from './svg-parts.ts'
import { type Drawing, drawThing, heightOf } from './svg-things.ts'
import { namingOf, type Wall } from './version.ts'

/** How a board is to be drawn. */
export interface Drawn {
  title: string
  /** Partners' short names. */
  partner(kind: PartnerKind): string
  /** An image's bytes as a `data:` address, by its name; without it images are boxes with their description. */
  image?: (name: string) => string | null
  votes?: ReadonlyMap<string, number>
  /** `@font-face` rules for "Atkinson" and "Newsreader"; without them the reader's own letters are used. */
  fonts?: string
  ground?: 'paper' | 'none'
  /** Small, for a list: no words and no names. */
  sketch?: boolean
}

const MOST_SKETCHED = 300

/** Room around what is drawn, px. */
const MARGIN = 32

/** A board as an SVG picture: vectors, words as words, nothing that runs. Pure: the same board gives the same bytes. */
export const boardSvg = (wall: Wall, drawn: Drawn): string => [...piecesOf(wall, drawn)].join('')

/** The same piece by piece, for who lets others go on meanwhile: thousands of things take a second. */
export function* piecesOf(wall: Wall, drawn: Drawn): Generator<string> {
  const { title, ground = 'paper', sketch = false } = drawn
  const naming = namingOf(wall, drawn.partner)
  const drawing: Drawing = {
    naming,
    // Beyond so many things a sketch is colours and places alone.
    words: (id) => (sketch && wall.items.length > MOST_SKETCHED ? [] : wall.words(id)),
    image: drawn.image ?? (() => null),
    votes: drawn.votes ?? new Map(),
    set: new Map(),
    sketch,
  }
  const boxes = new Map<string, Rect>()
  const all = new Map(wall.items.map((item) => [item.id, item]))
  for (const item of wall.items) {
    if (item.kind === 'connector') continue
    boxes.set(item.id, { ...rectOf(item, all), h: heightOf(item, drawing) })
    yield ''
  }
  const lines = linesIn(wall.items, boxes)
  const seen = worthSeeing([...drawnPart(wall.items, boxes), ...[...lines.values()].map(boundsOfLine)]) ?? {
    x: 0,
    y: 0,
    w: 0,
    h: 0,
  }
  const view = { x: seen.x - MARGIN, y: seen.y - MARGIN, w: seen.w + 2 * MARGIN, h: seen.h + 2 * MARGIN }
  const partners = new Set(
    wall.items.flatMap(({ kind, partner }) => (kind === 'note' ? (partner ?? []) : [])),
  )
  const style = drawn.fonts === undefined || sketch ? '' : `<style>${drawn.fonts}</style>`
  yield `<svg xmlns="http://www.w3.org/2000/svg" viewBox="${n(view.x)} ${n(view.y)} ${n(view.w)} ${n(view.h)}" width="${n(view.w)}" height="${n(view.h)}" role="img" font-family="Atkinson, Verdana, sans-serif">`
  if (!sketch) yield `<title>${esc(title)}</title><desc>${esc(describe(wall, boxes, view))}</desc>`
  yield `<defs>${style}${patternsOf(partners)}</defs>`
  if (ground === 'paper')
    yield `<rect x="${n(view.x)}" y="${n(view.y)}" width="${n(view.w)}" height="${n(view.h)}" fill="${INK.paper}"/>`
  for (const item of inLayers(wall.items)) {
    const box = boxes.get(item.id)
    if (box !== undefined) yield drawThing(item, box, drawing)
  }
  for (const item of wall.items) {
    const line = lines.get(item.id)
    if (line !== undefined) yield drawConnector(item, line, drawing)
  }
  yield '</svg>'
}

/** A column has a heading and no foot: how far down it goes is not seen. */
const HEADING = 90
const drawnPart = (items: readonly Item[], boxes: ReadonlyMap<string, Rect>): Rect[] =>
  items.flatMap(({ id, kind, look }) => {
    const box = boxes.get(id)
    if (box === undefined) return []
    return kind === 'frame' && look === 'column' ? { ...box, h: Math.min(box.h, HEADING) } : box
  })

function linesIn(items: readonly Item[], boxes: ReadonlyMap<string, Rect>): Map<string, Line> {
  const lines = new Map<string, Line>()
  for (const item of items) {
    const line = item.kind === 'connector' ? lineOf(item, (id) => boxes.get(id) ?? null) : null
    if (line !== null) lines.set(item.id, line)
  }
  return lines
}

const boundsOfLine = ({ from, to }: Line): Rect => ({
  x: Math.min(from.x, to.x),
  y: Math.min(from.y, to.y),
  w: Math.abs(to.x - from.x),
  h: Math.abs(to.y - from.y),
})

/** Lowest first, and a frame always under what stands in it. */
function inLayers(items: readonly Item[]): Item[] {
  const inside = new Map<string | null, Item[]>()
  for (const item of items) {
    if (item.kind === 'connector') continue
    const others = inside.get(item.parent)
    if (others === undefined) inside.set(item.parent, [item])
    else others.push(item)
  }
  const layers = (parent: string | null): Item[] =>
    (inside.get(parent) ?? []).flatMap((item) => [item, ...(item.kind === 'frame' ? layers(item.id) : [])])
  return layers(null)
}

/** Letters on a connector, px. */
const SAID = 0.8125 * REM

function drawConnector(item: Item, { d, head, middle }: Line, drawing: Drawing): string {
  const paint = item.partner === null ? INK.ink2 : PARTNER_PAINT[item.partner].line
  const title = drawing.sketch ? '' : `<title>${esc(sayItem(item, drawing.naming))}</title>`
  const lines = linesOf(drawing.words(item.id), { face: 'sans', size: SAID, width: 208 })
  const wide = Math.max(0, ...lines.map(({ width }) => width))
  const high = lines.length * SAID * 1.35
  const said =
    wide === 0 || drawing.sketch
      ? ''
      : `<rect x="${n(middle.x - wide / 2 - 6)}" y="${n(middle.y - high / 2 - 1)}" width="${n(wide + 12)}" height="${n(high + 2)}" rx="4" fill="${INK.paper}"/>${drawLines(lines, middle.x, middle.y - high / 2, { size: SAID, leading: 1.35, middle: true }, false)}`
  return `<g>${title}<g fill="none" stroke="${paint}" stroke-width="1.5" stroke-linecap="round" stroke-linejoin="round"><path d="${d}"/><path d="${head}"/></g>${said}</g>`
}

function describe({ items }: Wall, boxes: ReadonlyMap<string, Rect>, view: Rect): string {
  const notes = items.filter(({ kind }) => kind === 'note').length
  const outside = [...boxes.values()].filter(
    ({ x, y, w, h }) => x + w < view.x || y + h < view.y || x > view.x + view.w || y > view.y + view.h,
  ).length
  const far =
    outside === 0
      ? ''
      : ` ${outside === 1 ? 'One thing stands' : `${outside} things stand`} too far from the others to be in the picture.`
  return `A workshop board with ${items.length} ${items.length === 1 ? 'thing' : 'things'} on it, ${notes} of them notes. The same is in the text of this board.${far}`
}
