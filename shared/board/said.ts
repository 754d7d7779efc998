import type { PartnerKind } from '../domain/partners.ts'
import type { End, Item, Shape, Stamp } from './items.ts'

/** What a thing on a board is called in words. */
export interface Naming {
  /** The words of a thing, a line for each paragraph; of a frame its name. */
  words(id: string): string
  /** A partner's short name. */
  partner(kind: PartnerKind): string
  /** What stands on the board, by id. */
  items: ReadonlyMap<string, Item>
}

export const SHAPES_SAID: Readonly<Record<Shape, string>> = {
  rectangle: 'Rectangle',
  rounded: 'Rounded box',
  ellipse: 'Ellipse',
  diamond: 'Diamond',
  triangle: 'Triangle',
}

export const STAMPS_SAID: Readonly<Record<Stamp, string>> = {
  agree: 'Agree',
  question: 'Question',
  heart: 'Heart',
  star: 'Star',
  risk: 'Risk',
  done: 'Done',
}

/** What kind of thing this is: "Note", "Cluster", "Drawing". */
export function sayKind({ kind, look, shape }: Pick<Item, 'kind' | 'look' | 'shape'>): string {
  switch (kind) {
    case 'note':
      return 'Note'
    case 'text':
      return 'Text'
    case 'shape':
      return SHAPES_SAID[shape]
    case 'frame':
      return look === 'cluster' ? 'Cluster' : look === 'column' ? 'Column' : 'Frame'
    case 'connector':
      return 'Connector'
    case 'pen':
      return 'Drawing'
    case 'image':
      return 'Image'
    case 'link':
      return 'Link'
    case 'stamp':
      return 'Stamp'
    case 'unknown':
      return 'Something this page does not know'
  }
}

/**
 * One sentence for a thing, without a full stop: "Note, Parents: We told our story…, in One way in, locked". `most`:
 * characters of its words that are said.
 */
export function sayItem(item: Item, naming: Naming, most = 120): string {
  const kind = sayKind(item)
  const whose = item.partner === null ? kind : `${kind}, ${naming.partner(item.partner)}`
  const frame = item.parent === null ? '' : saidWords(item.parent, naming, 60)
  return [
    `${whose}${item.kind === 'connector' ? ' ' : ': '}${sayContent(item, naming, most)}`,
    ...(frame === '' ? [] : [`in ${frame}`]),
    ...(item.locked ? ['locked'] : []),
  ].join(', ')
}

/** What a thing says: its words, or what it shows, goes to or joins. */
export function sayContent(item: Item, naming: Naming, most = Infinity): string {
  const words = saidWords(item.id, naming, most)
  switch (item.kind) {
    case 'connector': {
      const ends = `from ${sayEnd(item.from, naming)} to ${sayEnd(item.to, naming)}`
      return words === '' ? ends : `${ends}: ${words}`
    }
    case 'image':
      return shorten(item.alt.trim(), most) || words || 'no description'
    case 'link':
      return words || item.href || 'no address'
    case 'stamp':
      return STAMPS_SAID[item.stamp]
    case 'pen':
      return words || shorten(item.alt.trim(), most) || 'no description'
    case 'frame':
      return words || 'no name'
    case 'note':
    case 'text':
    case 'shape':
    case 'unknown':
      return words || 'empty'
  }
}

function sayEnd(end: End | null, naming: Naming): string {
  if (end === null) return 'nothing'
  if (!('item' in end)) return 'an empty place'
  const item = naming.items.get(end.item)
  if (item === undefined) return 'something that is gone'
  return item.kind === 'connector' ? 'a connector' : `“${sayContent(item, naming, 60)}”`
}

/** Of a whole book only the first page is looked at where a line of it is said. */
const LOOKED_AT = 4_000

const saidWords = (id: string, naming: Naming, most: number): string => {
  const words = naming.words(id)
  const looked = Number.isFinite(most) ? words.slice(0, LOOKED_AT) : words
  return shorten(looked.replace(/\s+/g, ' ').trim(), most)
}

/** Words cut at a space so that at most so many characters are left; "…" says that there is more. */
export function shorten(words: string, most: number): string {
  if (words.length <= most) return words
  const cut = words.slice(0, most + 1)
  const space = cut.lastIndexOf(' ')
  // A word longer than half of it is cut itself, and never within a character.
  const kept = space > most / 2 ? cut.slice(0, space) : cut.slice(0, most).replace(/[\ud800-\udbff]$/, '')
  return `${kept.replace(/[\s,;:.…]+$/, '')}…`
}
