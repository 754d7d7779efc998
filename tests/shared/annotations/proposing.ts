import { initProseMirrorDoc } from '@tiptap/y-tiptap'
import { expect } from 'vitest'
import * as Y from 'yjs'
import { anchorOn } from '../../../shared/annotations/anchors.ts'
import type { Anchor } from '../../../shared/annotations/comments.ts'
import { applyProposal } from '../../../shared/annotations/proposals.ts'
import type { Proposal, SuggestionForm } from '../../../shared/annotations/suggestions.ts'
import { takeBack } from '../../../shared/annotations/take-back.ts'
import { fragmentOf, textOf } from '../../../shared/narrative/sections.ts'
import { Writer, newcomer, schema } from './writer.ts'

/** A section, an anchor on words of it, and a proposal: what the tests of proposals begin with. */
export const S = 'overview'
export const LINE = 'The level of identification is in keeping with the England average for all.'

export function writer(...blocks: Y.XmlElement[]): Writer {
  const w = new Writer(1)
  w.begin({ [S]: [LINE] })
  if (blocks.length > 0) fragmentOf(w.doc, S).insert(1, blocks)
  return w
}

export function on(w: Writer, words: string): Anchor {
  const anchor = anchorOn(w.doc, S, words)
  if (anchor === null) throw new Error(`no anchor on ${words}`)
  return anchor
}

export const propose = (form: SuggestionForm, words = '', side: Proposal['side'] = 'after'): Proposal => ({
  form,
  words,
  side,
})
export const lines = (doc: Y.Doc): string[] =>
  textOf(fragmentOf(doc, S))
    .split('\n')
    .filter((line) => line !== '')
export const html = (doc: Y.Doc): string => fragmentOf(doc, S).toString()

/** Accepts, and says how the lines stand then; with the words of before once it is taken back. */
export function accepted(w: Writer, anchor: Anchor, proposal: Proposal) {
  const before = html(w.doc)
  const applied = applyProposal(w.doc, anchor, proposal)
  if (!applied.applied) throw new Error(`not applied: ${applied.words}`)
  const after = lines(w.doc)
  const markup = html(w.doc)
  initProseMirrorDoc(fragmentOf(newcomer(w), S), schema).doc.check()
  // What is kept on record is JSON.
  const back = JSON.parse(JSON.stringify(applied.back)) as typeof applied.back
  const late = newcomer(w)
  expect(takeBack(late, back).done).toBe(true)
  expect(html(late)).toBe(before)
  return { after, markup, back }
}
