import * as Y from 'yjs'
import { z } from 'zod'
import { addItems, type NewItem } from './edit.ts'
import { boundsOf, type Point, type Rect, rectOf, rounded } from './geometry.ts'
import { type End, type Item, itemFrom, wordsOf } from './items.ts'

/** Rich words as plain values. */
type Piece =
  | { text: { insert: string; marks?: Record<string, unknown> | undefined }[] }
  | { name: string; attrs: Record<string, unknown>; children: Piece[] }

const Piece: z.ZodType<Piece> = z.lazy(() =>
  z.union([
    z.object({
      text: z.array(z.object({ insert: z.string(), marks: z.record(z.string(), z.unknown()).optional() })),
    }),
    z.object({
      name: z.string().max(40),
      attrs: z.record(z.string(), z.unknown()),
      children: z.array(Piece),
    }),
  ]),
)

/** Nodes that the words of a thing are made of; others of a foreign clipboard are left out with their shape, not their words. */
const KNOWN: ReadonlySet<string> = new Set([
  'paragraph',
  'bulletList',
  'orderedList',
  'listItem',
  'hardBreak',
  'blockquote',
  'heading',
])
const MARKS: ReadonlySet<string> = new Set(['bold', 'italic', 'link', 'underline'])

/** More than this is not copied at once: half of a selection would be a surprise, and half of what was cut a loss. */
export const MOST_COPIED = 500

/** Things of a board on the clipboard; places are from the corner of all of them. */
export const Copied = z.object({
  throughline: z.literal('board'),
  things: z
    .array(
      z.object({
        id: z.string().max(40),
        x: z.number().finite(),
        y: z.number().finite(),
        values: z.record(z.string(), z.unknown()),
        words: z.array(Piece),
      }),
    )
    .max(MOST_COPIED),
})
export type Copied = z.infer<typeof Copied>

/** What is copied of a thing as it is read, besides its ends; its place and its frame are made anew where it is put. */
const VALUES = [
  'kind',
  'w',
  'h',
  'parent',
  'group',
  'partner',
  'fill',
  'shape',
  'look',
  'points',
  'image',
  'alt',
  'href',
  'stamp',
] as const satisfies readonly (keyof Item)[]

/**
 * Things with all that stands in the frames among them; connectors only with what they join. `at` is where their corner
 * stood. Null when they are too many.
 */
export function copyOf(
  doc: Y.Doc,
  items: readonly Item[],
  ids: ReadonlySet<string>,
): (Copied & { at: Point }) | null {
  const byId = new Map(items.map((item) => [item.id, item]))
  const within = (item: Item): boolean => {
    for (let at: Item | undefined = item; at !== undefined; at = byId.get(at.parent ?? ''))
      if (ids.has(at.id)) return true
    return false
  }
  const taken = new Set(items.filter(within).map(({ id }) => id))
  const joins = (end: End | null): boolean => end !== null && 'item' in end && taken.has(end.item)
  const goesAlong = (end: End | null): boolean => end !== null && (!('item' in end) || taken.has(end.item))
  const chosen = items.filter((item) =>
    item.kind === 'connector'
      ? goesAlong(item.from) &&
        goesAlong(item.to) &&
        (taken.has(item.id) || (joins(item.from) && joins(item.to)))
      : taken.has(item.id),
  )
  if (chosen.length > MOST_COPIED) return null
  const placed = chosen.map((item) => ({ item, rect: rectOf(item, byId) }))
  const corner = boundsOf(
    placed.flatMap(({ item, rect }) => (item.kind === 'connector' ? looseEnds(item) : [rect])),
  )
  const at = { x: corner?.x ?? 0, y: corner?.y ?? 0 }
  return {
    throughline: 'board',
    at,
    things: placed.map(({ item, rect }) => ({
      id: item.id,
      x: rounded(rect.x - at.x),
      y: rounded(rect.y - at.y),
      values: {
        ...Object.fromEntries(VALUES.map((name) => [name, item[name]])),
        from: endFrom(item.from, at),
        to: endFrom(item.to, at),
      },
      words: wordsOf(doc, item.id)
        .toArray()
        .map((node) => pieceOf(node)),
    })),
  }
}

const looseEnds = ({ from, to }: Item) =>
  [from, to].flatMap((end) => (end === null || 'item' in end ? [] : [{ ...end, w: 0, h: 0 }]))

/** An end at a place of its own, from a corner of the board. */
const endFrom = (end: End | null, corner: Point): End | null =>
  end === null || 'item' in end ? end : { x: rounded(end.x - corner.x), y: rounded(end.y - corner.y) }

/** What a clipboard holds, when it is things of a board; anything else is null. */
export function readCopied(text: string): Copied | null {
  try {
    const parsed = Copied.safeParse(JSON.parse(text))
    return parsed.success ? parsed.data : null
  } catch {
    return null
  }
}

interface Putting {
  author: string
  newId: () => string
  keys: readonly string[]
  /** The frame that takes a thing at a place of the board, and where it is. */
  frameAt?: (place: Rect, kind: Item['kind']) => (Point & { id: string }) | null
}

/**
 * Puts what was copied on a board, its corner at a place, above everything; `keys` are as many as it has things.
 * Gives the ids of what stands in no other of them.
 */
export function putCopied(
  doc: Y.Doc,
  { things }: Copied,
  at: Point,
  { author, newId, keys, frameAt = () => null }: Putting,
): string[] {
  const ids = new Map(things.map(({ id }) => [id, newId()]))
  const groups = new Map<string, string>()
  const places = new Map(things.map(({ id, x, y }) => [id, { x, y }]))
  const tops: string[] = []
  const made = things.flatMap((thing, index) => {
    const item = readValues(thing.values)
    if (item === null) return []
    const within = item.parent === null ? undefined : places.get(item.parent)
    const id = ids.get(thing.id)!
    if (within === undefined) tops.push(id)
    const there = { x: at.x + thing.x, y: at.y + thing.y }
    const home = item.kind === 'connector' ? null : frameAt({ ...there, w: item.w, h: item.h }, item.kind)
    const parent = within === undefined ? (home?.id ?? null) : ids.get(item.parent!)!
    const [from, corner] = within === undefined ? [home ?? { x: 0, y: 0 }, there] : [within, thing]
    const group =
      item.group === null
        ? null
        : (groups.get(item.group) ?? groups.set(item.group, newId()).get(item.group)!)
    const { partner, fill, shape, look, points, image, alt, href, stamp, w, h } = item
    const made: NewItem = {
      id,
      kind: item.kind as NewItem['kind'],
      x: rounded(corner.x - from.x),
      y: rounded(corner.y - from.y),
      w,
      h,
      z: keys[index] ?? 'a0',
      ...(parent === null ? {} : { parent }),
      ...(group === null ? {} : { group }),
      ...(partner === null ? {} : { partner }),
      ...(image === null ? {} : { image }),
      ...(href === null ? {} : { href }),
      ...(alt === '' ? {} : { alt }),
      ...(points.length === 0 ? {} : { points }),
      author,
      fill,
      shape,
      look,
      stamp,
    }
    return [{ made, words: thing.words, from: moved(item.from, at, ids), to: moved(item.to, at, ids) }]
  })
  addItems(
    doc,
    made.map(({ made, from, to }) => ({
      ...made,
      ...(from === null ? {} : { from }),
      ...(to === null ? {} : { to }),
    })),
  )
  doc.transact(() => {
    for (const {
      made: { id },
      words,
    } of made) {
      const fragment = wordsOf(doc, id)
      if (fragment.length === 0)
        fragment.insert(
          0,
          words.flatMap((piece) => nodeOf(piece)).map((node) => inParagraph(node)),
        )
    }
  }, 'birth')
  return tops
}

/** Reads copied values as an entry of a document is read: mended, or null for what is nothing. */
function readValues(values: Record<string, unknown>): Item | null {
  const item = itemFrom('copied', (name) =>
    name === 'size' ? { w: values['w'], h: values['h'] } : values[name],
  )
  return item.kind === 'unknown' ? null : item
}

function moved(end: End | null, { x, y }: Point, ids: ReadonlyMap<string, string>): End | null {
  if (end === null || !('item' in end)) return endFrom(end, { x: -x, y: -y })
  const item = ids.get(end.item)
  return item === undefined ? null : { item, side: end.side }
}

function pieceOf(node: Y.XmlElement | Y.XmlText | Y.XmlHook): Piece {
  if (node instanceof Y.XmlText) {
    const runs = node.toDelta() as { insert: unknown; attributes?: Record<string, unknown> }[]
    return {
      text: runs.flatMap(({ insert, attributes }) =>
        typeof insert === 'string'
          ? [{ insert, ...(attributes === undefined ? {} : { marks: attributes }) }]
          : [],
      ),
    }
  }
  if (!(node instanceof Y.XmlElement)) return { text: [] }
  return {
    name: node.nodeName,
    attrs: { ...node.getAttributes() },
    children: node.toArray().map((child) => pieceOf(child as Y.XmlElement | Y.XmlText)),
  }
}

/** An editor drops letters that stand in no paragraph. */
function inParagraph(node: Y.XmlElement | Y.XmlText): Y.XmlElement {
  if (node instanceof Y.XmlElement) return node
  const paragraph = new Y.XmlElement('paragraph')
  paragraph.insert(0, [node])
  return paragraph
}

function nodeOf(piece: Piece): (Y.XmlElement | Y.XmlText)[] {
  if ('text' in piece) {
    const text = new Y.XmlText()
    text.applyDelta(
      piece.text.map(({ insert, marks }) => {
        const kept = Object.entries(marks ?? {}).filter(([name]) => MARKS.has(name))
        return kept.length === 0 ? { insert } : { insert, attributes: Object.fromEntries(kept) }
      }),
    )
    return [text]
  }
  const children = piece.children.flatMap(nodeOf)
  if (!KNOWN.has(piece.name)) return children
  const element = new Y.XmlElement(piece.name)
  for (const [name, value] of Object.entries(piece.attrs))
    if (typeof value === 'string' || typeof value === 'number') element.setAttribute(name, value as string)
  element.insert(0, children)
  return [element]
}
