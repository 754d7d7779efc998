import { generateKeyBetween } from 'fractional-indexing'
import * as Y from 'yjs'
import { OWN } from '../narrative/sections.ts'
import { type Item, itemsOf, LONGEST_KEY, SIZES, type ItemKind, wordsOf } from './items.ts'

type Changeable = Omit<Item, 'id' | 'kind' | 'x' | 'y' | 'w' | 'h' | 'z' | 'removed'>

/** What a new thing is; where nothing is said it is as small and plain as its kind is. */
export interface NewItem extends Partial<Changeable> {
  id: string
  kind: ItemKind
  x: number
  y: number
  w?: number
  h?: number
  z: string
}

/** What may be changed of a thing. A place is changed whole: two halves written by two people mix. */
export interface Change extends Partial<Changeable> {
  pos?: { x: number; y: number }
  size?: { w: number; h: number }
  z?: string
}

/**
 * Puts things on a board. First they are there and removed, then they appear: undo takes back their appearing, and
 * what others typed in them meanwhile is not gone.
 */
export function addItems(
  doc: Y.Doc,
  items: readonly (NewItem & { words?: string })[],
  origin: unknown = OWN,
): void {
  const map = itemsOf(doc)
  doc.transact(() => {
    for (const { id, kind, x, y, w, h, z, words, ...rest } of items) {
      if (map.has(id)) continue
      const entry = new Y.Map<unknown>()
      entry.set('kind', kind)
      entry.set('pos', { x, y })
      entry.set('size', { w: w ?? SIZES[kind].w, h: h ?? SIZES[kind].h })
      entry.set('order', z)
      for (const [name, value] of Object.entries(rest))
        if (value !== undefined) entry.set(name, stored(value))
      entry.set('removed', true)
      map.set(id, entry)
      // A thing that another client has struck out altogether has left its words: they are its own when it is made again.
      if (words !== undefined && words !== '' && wordsOf(doc, id).length === 0)
        writeWords(wordsOf(doc, id), words)
    }
  }, 'birth')
  show(
    doc,
    items.map(({ id }) => id),
    true,
    origin,
  )
}

/** Changes things, all at once; only what differs is written. */
export function changeItems(doc: Y.Doc, changes: ReadonlyMap<string, Change>, origin: unknown = OWN): void {
  const map = itemsOf(doc)
  doc.transact(() => {
    for (const [id, { z, ...change }] of changes) {
      const entry = map.get(id)
      if (!(entry instanceof Y.Map)) continue
      const set = (name: string, value: unknown): void => {
        if (JSON.stringify(entry.get(name)) !== JSON.stringify(value)) entry.set(name, value)
      }
      if (z !== undefined) set('order', z)
      for (const [name, value] of Object.entries(change)) if (value !== undefined) set(name, stored(value))
    }
  }, origin)
}

/** Takes things from the board or brings them back; their words stay in the document either way. */
export function show(doc: Y.Doc, ids: readonly string[], shown: boolean, origin: unknown = OWN): void {
  const map = itemsOf(doc)
  doc.transact(() => {
    for (const id of ids) {
      const entry = map.get(id)
      if (entry instanceof Y.Map && (entry.get('removed') === true) === shown) entry.set('removed', !shown)
    }
  }, origin)
}

/** `count` keys above everything there is; a key that another client has spoilt is passed over. */
export function keysAbove(items: readonly Pick<Item, 'z'>[], count: number): string[] {
  let last = items.reduce<string | null>(
    (top, { z }) => (isKey(z) && (top === null || z > top) ? z : top),
    null,
  )
  const keys: string[] = []
  for (let n = 0; n < count; n++) keys.push((last = generateKeyBetween(last, null)))
  return keys
}

/** `count` keys under everything there is, lowest first. */
export function keysBelow(items: readonly Pick<Item, 'z'>[], count: number): string[] {
  let first = items.reduce<string | null>(
    (low, { z }) => (isKey(z) && (low === null || z < low) ? z : low),
    null,
  )
  const keys: string[] = []
  for (let n = 0; n < count; n++) keys.unshift((first = generateKeyBetween(null, first)))
  return keys
}

/** A key that others can be made beside: `generateKeyBetween` throws on any other text, and each is as long as its neighbour. */
export function isKey(z: string): boolean {
  if (z.length > LONGEST_KEY) return false
  try {
    return generateKeyBetween(z, null) > z
  } catch {
    return false
  }
}

/** Plain words, a paragraph a line, at the end of what is there. */
export function writeWords(fragment: Y.XmlFragment, words: string): void {
  const paragraphs = words.split('\n').map((line) => {
    const paragraph = new Y.XmlElement('paragraph')
    if (line !== '') paragraph.insert(0, [new Y.XmlText(line)])
    return paragraph
  })
  fragment.insert(fragment.length, paragraphs)
}

/** Yjs keeps plain values: no readonly arrays or undefined in them. */
const stored = (value: unknown): unknown => (Array.isArray(value) ? [...value] : value)
