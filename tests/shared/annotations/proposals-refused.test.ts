import { describe, expect, test } from 'vitest'
import * as Y from 'yjs'
import type { Anchor } from '../../../shared/annotations/comments.ts'
import { applyProposal } from '../../../shared/annotations/proposals.ts'
import { objectionTo } from '../../../shared/annotations/standing.ts'
import type { Proposal } from '../../../shared/annotations/suggestions.ts'
import { takeBack } from '../../../shared/annotations/take-back.ts'
import { paragraph } from '../../../server/starter/nodes.ts'
import { Writer, schema } from './writer.ts'
import { S, LINE, writer, on, propose, lines, html } from './proposing.ts'

const refused = (w: Writer, anchor: Anchor, proposal: Proposal) => {
  const before = Y.encodeStateAsUpdate(w.doc)
  const applied = applyProposal(w.doc, anchor, proposal)
  expect(Y.encodeStateAsUpdate(w.doc)).toEqual(before)
  return applied.applied ? 'applied' : applied.words
}

describe('what is not as quoted is not touched', () => {
  test('changed inside: says how the words stand now', () => {
    const w = writer()
    const anchor = on(w, 'keeping with the England average')
    w.edit(S, (tr) => tr.insert(w.at(S, 'England'), schema.text('whole of ')))
    expect(refused(w, anchor, propose('replace', 'step'))).toBe('keeping with the whole of England average')
  })

  test('gone: says that nothing stands there', () => {
    const w = writer()
    const anchor = on(w, 'England average')
    w.edit(S, (tr) => tr.delete(w.at(S, 'England'), w.at(S, 'average', 'behind')))
    expect(refused(w, anchor, propose('strike'))).toBeNull()
  })

  test('split over two paragraphs', () => {
    const w = writer()
    const anchor = on(w, 'in keeping with the England average')
    w.edit(S, (tr) => tr.split(w.at(S, 'the England')))
    expect(refused(w, anchor, propose('replace', 'the same'))).toBe('in keeping with \nthe England average')
  })

  test('a paragraph that has grown is not struck with what was added', () => {
    const w = writer(paragraph('Another one.'))
    const anchor = on(w, 'Another one.')
    w.edit(S, (tr) => tr.insert(w.at(S, 'one.', 'behind'), schema.text(' And more.')))
    expect(refused(w, anchor, propose('strike paragraph'))).toBe('Another one. And more.')
  })

  test('accepted words that were changed since are not taken out', () => {
    const w = writer()
    const applied = applyProposal(w.doc, on(w, 'England'), propose('replace', 'English and Welsh'))
    w.edit(S, (tr) => tr.insert(w.at(S, 'Welsh'), schema.text('mostly ')))
    const before = html(w.doc)
    expect(applied.applied && takeBack(w.doc, applied.back).done).toBe(false)
    expect(html(w.doc)).toBe(before)
  })

  test('words written where a line was struck whole are not written over', () => {
    const w = writer()
    const applied = applyProposal(w.doc, on(w, LINE), propose('strike'))
    w.edit(S, (tr) => tr.insert(1, schema.text('Something new.')))
    expect(applied.applied && takeBack(w.doc, applied.back).done).toBe(false)
    expect(lines(w.doc)).toEqual(['Something new.'])
  })
})

describe('at posting', () => {
  test('a line break, and a reference to a figure, are never eaten', () => {
    const w = writer(paragraph('see ', { figure: 'figure-1' }, ' for all of it'))
    w.edit(S, (tr) => tr.insert(w.at(S, 'England'), schema.nodes.hardBreak?.create() ?? []))
    expect(objectionTo(w.doc, on(w, 'see \ufffc for all'), propose('strike'))).toMatch(
      /reference to a figure/,
    )
    expect(objectionTo(w.doc, on(w, 'the \ufffcEngland'), propose('replace', 'x'))).toMatch(/line break/)
    expect(objectionTo(w.doc, on(w, 'of it'), propose('strike'))).toBeNull()
    expect(objectionTo(w.doc, on(w, 'see \ufffc for all of it'), propose('strike paragraph'))).toMatch(
      /reference/,
    )
  })

  test('two paragraphs at once; part of a paragraph to be struck whole; the same words; an unknown place', () => {
    const w = writer(paragraph('Another one.'))
    expect(objectionTo(w.doc, on(w, 'for all.Another'), propose('replace', 'x'))).toMatch(/one paragraph/)
    expect(objectionTo(w.doc, on(w, 'Another'), propose('strike paragraph'))).toMatch(/all of its words/)
    expect(objectionTo(w.doc, on(w, 'Another'), propose('replace', 'Another'))).toMatch(
      /words that stand there/,
    )
    const anchor = { ...on(w, 'Another'), quote: 'words typed on a train' }
    expect(objectionTo(w.doc, anchor, propose('replace', 'x'))).toBeNull()
  })
})
