import * as Y from 'yjs'
import { fragmentOf } from '../narrative/sections.ts'
import { findIn, flatsOf, makeAnchor, placeOf } from './anchors.ts'
import { type Kept, nodeAt, type NodeRef, putBack, refOf, removeBlock, type Spot, wordsOf } from './blocks.ts'
import type { Anchor } from './comments.ts'
import { ATOM, type Flat, flatten } from './flat.ts'
import { type Piece, rewrite } from './rewrite.ts'

/** How an accepted proposal is taken out of the document again, while what it put there stands. */
export type Back =
  | {
      how: 'changed words'
      /** On the new words, or on those around the place of struck ones; null when the block has no words left. */
      anchor: Anchor | null
      /** From the anchored words to the new ones. */
      gap: number
      block: NodeRef | null
      put: string
      was: Piece[]
    }
  | { how: 'added block'; anchor: Anchor | null; words: string }
  | { how: 'removed block'; section: string; kept: Kept; spot: Spot }

/** Enough of long words to find them; all of them are compared. */
const ANCHORED = 1_000
const AROUND = 24

/** Made right after the change: how to change these words back. */
export function changedWords(
  doc: Y.Doc,
  made: { section: string; block: Y.XmlElement; at: number; put: string; was: Piece[] },
): Back {
  const { section, block, at, put, was } = made
  const flat = flatten(fragmentOf(doc, section))
  const range =
    put.trim() === ''
      ? around(flat, block, at, put.length)
      : { from: at, to: at + Math.min(put.length, ANCHORED) }
  const anchor = makeAnchor(section, flat, range)
  const found = anchor === null ? null : findIn(doc, flat, anchor)
  const gap = found === null ? 0 : at - found.from
  return { how: 'changed words', anchor, gap, block: refOf(block), put, was }
}

/** Made right after a paragraph was added. */
export function addedBlock(doc: Y.Doc, section: string, block: Y.XmlElement): Back {
  const flat = flatten(fragmentOf(doc, section))
  const { from, to } = wordsOf(flat, block) ?? { from: 0, to: 0 }
  const anchor = makeAnchor(section, flat, { from, to: Math.min(to, from + ANCHORED) })
  return { how: 'added block', anchor, words: flat.text.slice(from, to) }
}

/**
 * Takes an accepted proposal back if what it put there stands unchanged, in one transaction; else changes nothing.
 * `anchor`: where the words of before stand again, when there are any.
 */
export function takeBack(doc: Y.Doc, back: Back): { done: boolean; anchor: Anchor | null } {
  return doc.transact(() => {
    switch (back.how) {
      case 'changed words':
        return changeBack(doc, back)
      case 'added block':
        return { done: removeAdded(doc, back), anchor: null }
      case 'removed block': {
        const done = putBack(doc, fragmentOf(doc, back.section), back.kept, back.spot)
        return { done, anchor: null }
      }
    }
  })
}

const NOT = { done: false, anchor: null }

function changeBack(doc: Y.Doc, back: Back & { how: 'changed words' }) {
  const { anchor, gap, put, was } = back
  const words = was.map((piece) => piece.words).join('')
  if (anchor === null) {
    const block = nodeAt(doc, back.block)
    // Emptied: whatever has been written there since is not written over.
    if (block === null || block.toArray().some((child) => !(child instanceof Y.XmlText) || child.length > 0))
      return NOT
    // In the text that is there, however empty: somebody may be typing in it at this moment.
    const there = block.toArray()[0]
    const text = there instanceof Y.XmlText ? there : new Y.XmlText()
    if (text !== there) block.insert(0, [text])
    text.applyDelta(was.map((piece) => ({ insert: piece.words, attributes: { ...piece.marks } })))
    return { done: true, anchor: null }
  }
  const flats = flatsOf(doc)
  const place = placeOf(doc, flats, anchor)
  if (place === null) return NOT
  const flat = flats(place.section)
  const from = place.from + gap
  const to = from + put.length
  const block = blockAt(flat, place.from)
  const own = block === null ? null : wordsOf(flat, block)
  const stands =
    own !== null &&
    own.from <= from &&
    Math.max(to, place.to) <= own.to &&
    flat.text.slice(place.from, place.to) === anchor.quote &&
    flat.text.slice(from, to) === put
  if (!stands) return NOT
  rewrite({ ...flat, runs: flat.runs.filter(({ text }) => text.parent === block) }, { from, to }, words, was)
  const now = flatten(fragmentOf(doc, place.section))
  return { done: true, anchor: makeAnchor(place.section, now, { from, to: from + words.length }) }
}

function removeAdded(doc: Y.Doc, { anchor, words }: Back & { how: 'added block' }): boolean {
  const flats = flatsOf(doc)
  const place = anchor === null ? null : placeOf(doc, flats, anchor)
  if (place === null) return false
  const flat = flats(place.section)
  const block = blockAt(flat, place.from)
  const own = block === null ? null : wordsOf(flat, block)
  if (block === null || own === null || flat.text.slice(own.from, own.to) !== words) return false
  if (block.toArray().some((child) => child instanceof Y.XmlElement)) return false
  if (removeBlock(block) === null) rewrite(flat, own, '')
  return true
}

function blockAt(flat: Flat, at: number): Y.XmlElement | null {
  const parent = flat.runs.find(({ start, length }) => start <= at && at < start + length)?.text.parent
  return parent instanceof Y.XmlElement ? parent : null
}

/** The words of a block on both sides of a place, as far as the next thing that is no words. */
function around(flat: Flat, block: Y.XmlElement, at: number, length: number) {
  const own = wordsOf(flat, block) ?? { from: at, to: at }
  const left = flat.text.slice(Math.max(own.from, at - AROUND), at)
  const right = flat.text.slice(at + length, Math.min(own.to, at + length + AROUND))
  const stop = right.indexOf(ATOM)
  return {
    from: at - (left.length - (left.lastIndexOf(ATOM) + 1)),
    to: at + length + (stop === -1 ? right.length : stop),
  }
}
