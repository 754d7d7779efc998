import * as Y from 'yjs'
import { PARTNER_KINDS, type PartnerKind } from '../domain/partners.ts'

/**
 * A board is a document as a narrative is: a map of what stands on it, and beside it a root fragment for the words of
 * each thing. So history, restore, removals and the words given back know a board without being told of it.
 */
const ITEMS = 'sections'

export const ITEM_KINDS = [
  'note',
  'text',
  'shape',
  'frame',
  'connector',
  'pen',
  'image',
  'link',
  'stamp',
] as const
export type ItemKind = (typeof ITEM_KINDS)[number]

export const SHAPES = ['rectangle', 'rounded', 'ellipse', 'diamond', 'triangle'] as const
export type Shape = (typeof SHAPES)[number]

/** A column of a template, a named cluster of notes, or a plain frame. */
export const FRAME_LOOKS = ['frame', 'column', 'cluster'] as const
type FrameLook = (typeof FRAME_LOOKS)[number]

export const STAMPS = ['agree', 'question', 'heart', 'star', 'risk', 'done'] as const
export type Stamp = (typeof STAMPS)[number]

/** Fills that are nobody's: partners have their own colour and pattern. */
export const FILLS = ['paper', 'sand', 'sky', 'leaf', 'rose', 'none'] as const
export type Fill = (typeof FILLS)[number]

export const SIDES = ['top', 'right', 'bottom', 'left'] as const
export type Side = (typeof SIDES)[number]

/** Where an end of a connector is: at a thing, and then it follows it, or at a place of its own. */
export type End = { item: string; side: Side | null } | { x: number; y: number }

/** One thing on a board, as it is drawn. Places and sizes in board px (at zoom 1). */
export interface Item {
  id: string
  /** 'unknown': of a kind that this page does not know; drawn as a grey box, never changed. */
  kind: ItemKind | 'unknown'
  /** Its top left corner, from that of its frame. */
  x: number
  y: number
  w: number
  h: number
  /** A fractional index: what is above what, then by id. */
  z: string
  /** The frame it stands in. */
  parent: string | null
  /** What has the same group is selected and moved together. */
  group: string | null
  /** Whose note it is; null: nobody's in particular. */
  partner: PartnerKind | null
  /** The member who made it; null where that is not told. */
  author: string | null
  locked: boolean
  removed: boolean
  fill: Fill
  shape: Shape
  look: FrameLook
  from: End | null
  to: End | null
  /** Of a pen stroke: x, y, pressure (0 to 1) of each point, from its corner. */
  points: readonly number[]
  /** An uploaded image's name, and what it shows in words. */
  image: string | null
  alt: string
  href: string | null
  stamp: Stamp
}

/** Farther out than this nothing can be, px: what another client put there is drawn at the edge. */
export const FAR = 1_000_000
export const LARGEST = 20_000
const SMALLEST = 8
/** Points of one pen stroke, times three. */
const MOST_POINTS = 6_000

/** What a thing of each kind measures when it is made, px. */
export const SIZES: Readonly<Record<ItemKind, { w: number; h: number }>> = {
  note: { w: 168, h: 112 },
  text: { w: 240, h: 40 },
  shape: { w: 160, h: 100 },
  frame: { w: 280, h: 640 },
  connector: { w: 0, h: 0 },
  pen: { w: 8, h: 8 },
  image: { w: 320, h: 240 },
  link: { w: 240, h: 56 },
  stamp: { w: 104, h: 36 },
}

/** The map of what stands on a board. */
export const itemsOf = (doc: Y.Doc): Y.Map<unknown> => doc.getMap(ITEMS)

/** The words of a thing; of a frame its name. */
export const wordsOf = (doc: Y.Doc, id: string): Y.XmlFragment => doc.getXmlFragment(`s:${id}`)

/**
 * Reads one entry as another client may have left it: what makes no sense is mended for the eye and left as it is in
 * the document. Null for what is no thing at all.
 */
export const readItem = (id: string, raw: unknown): Item | null =>
  raw instanceof Y.Map ? itemFrom(id, (name) => raw.get(name)) : null

/** The same from whatever holds what was written under each name: a kept version does too. */
export function itemFrom(id: string, get: (name: string) => unknown): Item {
  const kind = one(ITEM_KINDS, get('kind')) ?? 'unknown'
  const least = SIZES[kind === 'unknown' ? 'shape' : kind]
  const { x, y } = pairOf(get('pos'), 'x', 'y')
  const { x: w, y: h } = pairOf(get('size'), 'w', 'h')
  return {
    id,
    kind,
    x: within(x, 0, -FAR, FAR),
    y: within(y, 0, -FAR, FAR),
    w: within(w, least.w, kind === 'connector' ? 0 : SMALLEST, LARGEST),
    h: within(h, least.h, kind === 'connector' ? 0 : SMALLEST, LARGEST),
    z: keyOr(get('order')),
    parent: idOr(get('parent')),
    group: idOr(get('group')),
    partner: one(PARTNER_KINDS, get('partner')),
    author: idOr(get('author')),
    locked: get('locked') === true,
    removed: get('removed') === true,
    fill: one(FILLS, get('fill')) ?? (kind === 'shape' ? 'paper' : 'none'),
    shape: one(SHAPES, get('shape')) ?? 'rectangle',
    look: one(FRAME_LOOKS, get('look')) ?? 'frame',
    from: endOf(get('from')),
    to: endOf(get('to')),
    points: pointsOf(get('points')),
    image: imageOr(get('image')),
    alt: textOr(get('alt'), '').slice(0, 2_000),
    href: hrefOf(get('href')),
    stamp: one(STAMPS, get('stamp')) ?? 'agree',
  }
}

/** Everything on a board that is not removed, lowest first; a frame that is gone or stands in itself is no parent. */
export function readItems(doc: Y.Doc): Item[] {
  const found = new Map<string, Item>()
  for (const [id, raw] of itemsOf(doc)) {
    const item = readItem(id, raw)
    if (item !== null && !item.removed) found.set(id, item)
  }
  return mended(found)
}

/** Frames that stand in each other, at most: whoever draws or reads a board goes down through them. */
const DEEPEST = 40

/** What stands on a board, in no order, read no further than what and whose it is: a tenth of the work of `readItems`. */
export function standingOn(doc: Y.Doc): Pick<Item, 'id' | 'kind' | 'partner' | 'author'>[] {
  const standing: Pick<Item, 'id' | 'kind' | 'partner' | 'author'>[] = []
  for (const [id, raw] of itemsOf(doc))
    if (raw instanceof Y.Map && raw.get('removed') !== true)
      standing.push({
        id,
        kind: one(ITEM_KINDS, raw.get('kind')) ?? 'unknown',
        partner: one(PARTNER_KINDS, raw.get('partner')),
        author: idOr(raw.get('author')),
      })
  return standing
}

/**
 * Puts things in their order, and at the root those whose frame is gone, is no frame, stands in itself, or stands
 * too deep in others. In one go: thousands of frames in each other must not hold anybody up.
 */
export function mended(found: ReadonlyMap<string, Item>): Item[] {
  const depths = depthsIn(found)
  return [...found.values()]
    .map((item) => (item.parent === null || depths.get(item.id) !== 0 ? item : { ...item, parent: null }))
    .toSorted((a, b) => (a.z < b.z ? -1 : a.z > b.z ? 1 : a.id < b.id ? -1 : 1))
}

/** In how many frames each thing stands; what cannot stand where it says stands in none. */
function depthsIn(found: ReadonlyMap<string, Item>): ReadonlyMap<string, number> {
  const depths = new Map<string, number>()
  for (const item of found.values()) {
    // Up to what is known or stands in no frame, then down again.
    const up: Item[] = []
    const under = new Set<string>()
    let at: Item | undefined = item
    while (at !== undefined && !depths.has(at.id) && !under.has(at.id)) {
      up.push(at)
      under.add(at.id)
      const frame: Item | undefined = found.get(at.parent ?? '')
      at = frame?.kind === 'frame' ? frame : undefined
    }
    // A ring: every frame of it stands in none, whoever comes to it first.
    const ring = at === undefined || depths.has(at.id) ? up.length : up.indexOf(at)
    for (const each of up.splice(ring)) depths.set(each.id, 0)
    for (const each of up.toReversed()) {
      const frame = found.get(each.parent ?? '')
      const above = frame?.kind === 'frame' ? (depths.get(frame.id) ?? 0) + 1 : 0
      depths.set(each.id, above > DEEPEST ? 0 : above)
    }
  }
  return depths
}

/** Where a thing's top left corner is on the board itself. */
export function placeOnBoard(item: Item, all: ReadonlyMap<string, Item>): { x: number; y: number } {
  let { x, y, parent } = item
  for (let depth = 0; parent !== null && depth <= DEEPEST; depth++) {
    const frame = all.get(parent)
    if (frame === undefined) break
    x += frame.x
    y += frame.y
    parent = frame.parent
  }
  return { x, y }
}

function one<T extends string>(known: readonly T[], value: unknown): T | null {
  return known.find((each) => each === value) ?? null
}

/** NaN and Infinity travel through Yjs unharmed. */
const within = (value: unknown, otherwise: number, least: number, most: number): number =>
  typeof value === 'number' && !Number.isNaN(value) ? Math.min(most, Math.max(least, value)) : otherwise

const textOr = (value: unknown, otherwise: string): string => (typeof value === 'string' ? value : otherwise)

const idOr = (value: unknown): string | null =>
  typeof value === 'string' && /^[A-Za-z0-9_-]{1,40}$/.test(value) ? value : null

/** A key grows by a letter or two where things are put between others; one of thousands of letters is nobody's. */
export const LONGEST_KEY = 200

const keyOr = (value: unknown): string => {
  const key = textOr(value, '')
  return key.length <= LONGEST_KEY ? key : ''
}

/** The name of a file, never a way to another address. */
const imageOr = (value: unknown): string | null =>
  typeof value === 'string' && /^[\w-]{1,100}(?:\.[a-z]{3,4})?$/.test(value) ? value : null

function pairOf(value: unknown, first: string, second: string): { x: unknown; y: unknown } {
  if (typeof value !== 'object' || value === null) return { x: undefined, y: undefined }
  const pair = value as Record<string, unknown>
  return { x: pair[first], y: pair[second] }
}

function endOf(value: unknown): End | null {
  if (typeof value !== 'object' || value === null) return null
  const end = value as Record<string, unknown>
  const item = idOr(end['item'])
  if (item !== null) return { item, side: one(SIDES, end['side']) }
  return typeof end['x'] === 'number' && typeof end['y'] === 'number'
    ? { x: within(end['x'], 0, -FAR, FAR), y: within(end['y'], 0, -FAR, FAR) }
    : null
}

function pointsOf(value: unknown): number[] {
  if (!Array.isArray(value)) return []
  const numbers = value.slice(0, MOST_POINTS).map((each) => within(each, 0, -LARGEST, LARGEST))
  return numbers.slice(0, numbers.length - (numbers.length % 3))
}

/** Only what a browser opens as a page: a script in an address is no link. */
function hrefOf(value: unknown): string | null {
  return typeof value === 'string' && /^(https?:\/\/|mailto:|\/w\/)/i.test(value)
    ? value.slice(0, 2_000)
    : null
}
