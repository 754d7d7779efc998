import { expect, it } from 'vitest'
import * as Y from 'yjs'
import { anchorOn } from '../../../shared/annotations/anchors.ts'
import { addSection, fragmentOf } from '../../../shared/narrative/sections.ts'
import { DRAFT, type Draft } from '../../../client/annotations/draft.ts'
import { createPlaces } from '../../../client/annotations/places.ts'
import { takeUpDraft } from '../../../client/annotations/unsent.ts'
import { createStore } from '../../../client/sync/store.ts'

/** A document of one section, written by a Yjs client of its own. */
function documentOf(words: string): Y.Doc {
  const doc = new Y.Doc()
  addSection(doc, { id: 'cases', title: 'Cases', after: null })
  const paragraph = new Y.XmlElement('paragraph')
  fragmentOf(doc, 'cases').insert(0, [paragraph])
  paragraph.insert(0, [new Y.XmlText(words)])
  return doc
}

/** The desk of a document on which somebody goes on with a draft. */
function deskWith(doc: Y.Doc, draft: Draft) {
  const frames: (() => void)[] = []
  const places = createPlaces(
    doc,
    { frame: (run) => void frames.push(run), idle: () => undefined },
    () => undefined,
  )
  const desk = {
    places,
    draft: createStore<Draft | null>(draft),
    unsent: createStore<string | null>(null),
  }
  places.drawn.subscribe(() => takeUpDraft(desk))
  const { anchor } = draft
  places.setThreads([
    { id: DRAFT, anchor, version: 0, partner: 'parents', says: '', marked: true, proposal: null },
  ])
  const draw = (): void => {
    for (const run of frames.splice(0)) run()
  }
  return { desk, draw }
}

const OLD = 'Ann Example was seen, and the family waited.'
const draftOn = (doc: Y.Doc, quote: string): Draft => {
  const anchor = anchorOn(doc, 'cases', quote)
  if (anchor === null) throw new Error(`no anchor on ${quote}`)
  return { anchor, kind: 'question', text: 'Who was she?', proposal: null, aside: true }
}

it('a comment begun on words that were removed keeps what its author wrote, and nothing of the words', () => {
  const proposal = { form: 'replace', words: 'A child', side: 'after' } as const
  const draft = { ...draftOn(documentOf(OLD), 'Ann Example'), kind: 'suggestion', proposal } as const
  const { desk, draw } = deskWith(documentOf('[removed] was seen, and the family waited.'), draft)
  draw()
  expect(desk.draft.get()).toBeNull()
  expect(desk.unsent.get()).toBe('A child\nWho was she?')
})

it('one begun on words that still stand moves to them where they are now', () => {
  const now = documentOf('[removed] was seen, and the family waited.')
  const { desk, draw } = deskWith(now, draftOn(documentOf(OLD), 'the family'))
  draw()
  expect(desk.unsent.get()).toBeNull()
  const anchor = desk.draft.get()?.anchor
  expect(anchor).toEqual(anchorOn(now, 'cases', 'the family'))
  expect(desk.draft.get()?.text).toBe('Who was she?')
})

it('nothing is decided before the document is there, nor when words were only deleted from it', () => {
  const empty = new Y.Doc()
  const before = deskWith(empty, draftOn(documentOf(OLD), 'Ann Example'))
  before.draw()
  expect(before.desk.draft.get()).not.toBeNull()
  Y.applyUpdate(empty, Y.encodeStateAsUpdate(documentOf('[removed] was seen.')))
  before.draw()
  expect(before.desk.unsent.get()).toBe('Who was she?')

  const doc = documentOf(OLD)
  const { desk, draw } = deskWith(doc, draftOn(doc, 'Ann Example'))
  const fragment = fragmentOf(doc, 'cases')
  fragment.delete(0, fragment.length)
  draw()
  expect(desk.draft.get()?.text).toBe('Who was she?')
  expect(desk.unsent.get()).toBeNull()
})
