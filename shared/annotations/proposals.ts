import * as Y from 'yjs'
import { type Flats, flatsOf, placeOf, type Range } from './anchors.ts'
import { addParagraph, removeBlock, wordsOf } from './blocks.ts'
import type { Anchor } from './comments.ts'
import type { Flat } from './flat.ts'
import { piecesOf, rewrite } from './rewrite.ts'
import { type Ground, standingOf } from './standing.ts'
import type { Proposal } from './suggestions.ts'
import { addedBlock, type Back, changedWords } from './take-back.ts'

/** Another open suggestion of the same document. */
export interface Other {
  id: string
  anchor: Anchor
}

/** An accepted proposal: how it can be taken back, and the ids of others whose words it changed. */
export type Applied =
  | { applied: true; back: Back; overtook: string[] }
  | { applied: false; words: string | null }

/**
 * Puts a proposal into the document, in one transaction, if the words it is about still stand as quoted; else
 * changes nothing and answers with what stands there.
 */
export function applyProposal(
  doc: Y.Doc,
  anchor: Anchor,
  proposal: Proposal,
  others: readonly Other[] = [],
): Applied {
  const flats = flatsOf(doc)
  const standing = standingOf(doc, anchor, proposal.form, flats)
  if (!standing.asQuoted) return { applied: false, words: standing.words }
  const { ground } = standing
  const places = others.map(({ id, anchor }) => ({ id, place: placed(doc, flats, anchor, ground.section) }))
  return doc.transact(() => {
    const { back, changed } = carryOut(doc, ground, proposal)
    const overtook = places.flatMap(({ id, place }) =>
      place !== null && changed.some((range) => meets(range, place)) ? [id] : [],
    )
    return { applied: true, back, overtook }
  })
}

function carryOut(doc: Y.Doc, ground: Ground, { form, words, side }: Proposal) {
  const { section, block, flat, from, to } = ground
  const change = (range: Range, next: string): { back: Back; changed: Range[] } => {
    const was = piecesOf(flat, range)
    const changed = rewrite(flat, range, next)
    return { back: changedWords(doc, { section, block, at: range.from, put: next, was }), changed }
  }
  switch (form) {
    case 'replace':
      return change(ground, words)
    case 'insert': {
      const at = side === 'after' ? to : from
      return change({ from: at, to: at }, besides(words, side))
    }
    case 'strike':
      return change(withSpace(flat, ground), '')
    case 'new paragraph':
      return {
        back: addedBlock(doc, section, addParagraph(block, side, [{ words, marks: {} }])),
        changed: [],
      }
    case 'strike paragraph': {
      const whole = wordsOf(flat, block) ?? ground
      const removed = removeBlock(block)
      if (removed === null) return change(whole, '')
      return { back: { how: 'removed block', section, ...removed } satisfies Back, changed: [whole] }
    }
  }
}

/** The words of an insertion with the space that keeps them from the words beside them. */
function besides(words: string, side: Proposal['side']): string {
  if (side === 'after') return /^[\s,.;:!?)\]…’”%-]/.test(words) ? words : ` ${words}`
  return /[\s([‘“-]$/.test(words) ? words : `${words} `
}

/** Struck words go with one of the spaces beside them, so that none stands double, or before a full stop. */
function withSpace(flat: Flat, { from, to }: Range): Range {
  const first = flat.runs[0]?.start ?? 0
  const last = flat.runs.at(-1)
  const end = last === undefined ? 0 : last.start + last.length
  const before = from > first ? flat.text[from - 1] : undefined
  const after = to < end ? flat.text[to] : undefined
  if (after === ' ' && (before === undefined || before === ' ')) return { from, to: to + 1 }
  const closes = after === undefined || /[,.;:!?)\]]/.test(after)
  return before === ' ' && closes ? { from: from - 1, to } : { from, to }
}

function placed(doc: Y.Doc, flats: Flats, anchor: Anchor, section: string): Range | null {
  const place = placeOf(doc, flats, anchor)
  return place?.section === section ? place : null
}

/** Are words of `place` changed, or put in among them? */
const meets = (change: Range, place: Range): boolean => change.from < place.to && place.from < change.to
