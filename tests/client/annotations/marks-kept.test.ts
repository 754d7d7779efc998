import { Editor } from '@tiptap/core'
import { Collaboration } from '@tiptap/extension-collaboration'
import { DecorationSet } from '@tiptap/pm/view'
import { StarterKit } from '@tiptap/starter-kit'
import * as fc from 'fast-check'
import * as Y from 'yjs'
import { expect, test } from 'vitest'
import { marksKey, marksOf } from '../../../client/annotations/marks.ts'
import type { Thread } from '../../../client/annotations/painter.ts'
import { createPlaces } from '../../../client/annotations/places.ts'
import { anchorOn } from '../../../shared/annotations/anchors.ts'
import type { Proposal } from '../../../shared/annotations/suggestions.ts'
import { addSection, fragmentOf } from '../../../shared/narrative/sections.ts'

const TEXT =
  '<p>Families wait too long for a first answer.</p><p>The <b>brave</b> big World of ours stays.</p><p>Last words.</p>'

/** On these words, these proposals: what is drawn for each is another shape. */
const ON: [string, Proposal | null][] = [
  ['wait too long', { form: 'replace', words: 'wait far longer', side: 'after' }],
  ['first answer', null],
  ['first', { form: 'insert', words: 'plain', side: 'before' }],
  ['brave big World', { form: 'replace', words: 'big brave World', side: 'after' }],
  ['World', { form: 'insert', words: 'at large', side: 'after' }],
  ['ours', { form: 'strike', words: '', side: 'after' }],
  ['stays', { form: 'new paragraph', words: 'One more.', side: 'after' }],
  ['Last', { form: 'strike paragraph', words: '', side: 'after' }],
]

const EDIT = fc.record({
  what: fc.constantFrom('type', 'take out', 'split', 'join', 'bold', 'another types', 'choose'),
  at: fc.oneof(fc.double({ min: 0, max: 1, noNaN: true }), fc.constantFrom(0, 1)), // the ends too
  words: fc.constantFrom('x', ' ', 'World', 'aa', 'wait too long'),
})
type Edit = typeof EDIT extends fc.Arbitrary<infer T> ? T : never

function page() {
  const doc = new Y.Doc()
  addSection(doc, { id: 'overview', title: 'Overview', after: null })
  let frames: (() => void)[] = []
  const places = createPlaces(doc, { frame: (run) => void frames.push(run), idle: () => {} }, () => {})
  const editor = new Editor({
    element: document.createElement('div'),
    extensions: [
      StarterKit.configure({ undoRedo: false, link: false, trailingNode: false }),
      Collaboration.configure({ fragment: fragmentOf(doc, 'overview') }),
      marksOf('overview', places),
    ],
  })
  editor.commands.setContent(TEXT)
  const tick = (): void => {
    while (frames.length > 0) {
      const now = frames
      frames = []
      for (const run of now) run()
    }
  }
  return { doc, places, editor, tick }
}

function threads(doc: Y.Doc, run: number): Thread[] {
  return ON.map(([words, proposal], n) => {
    const anchor = anchorOn(doc, 'overview', words)
    if (anchor === null) throw new Error(`No ${words}`)
    return { id: `${run} ${n}`, anchor, version: 1, partner: 'parents', says: 'said', marked: true, proposal }
  })
}

function carryOut({ what, at, words }: Edit, doc: Y.Doc, editor: Editor, choose: () => void): void {
  const { state, view } = editor
  const pos = 1 + Math.floor(at * (state.doc.content.size - 2))
  const inText = state.doc.resolve(pos).parent.isTextblock
  switch (what) {
    case 'type':
      if (inText) view.dispatch(state.tr.insertText(words, pos))
      return
    case 'take out':
      view.dispatch(state.tr.delete(pos, Math.min(state.doc.content.size - 1, pos + words.length)))
      return
    case 'split':
      if (inText) view.dispatch(state.tr.split(pos))
      return
    case 'join':
      if (state.doc.childCount > 1) {
        const starts: number[] = []
        state.doc.forEach((_node, offset) => void starts.push(offset))
        view.dispatch(state.tr.join(starts[1 + Math.round(at * (starts.length - 2))] ?? 0))
      }
      return
    case 'bold':
      editor.commands.setTextSelection({ from: pos, to: Math.min(state.doc.content.size - 1, pos + 3) })
      editor.commands.toggleBold()
      return
    case 'another types': {
      const texts = [...fragmentOf(doc, 'overview').createTreeWalker((one) => one instanceof Y.XmlText)]
      const text = texts[Math.round(at * (texts.length - 1))]
      if (text instanceof Y.XmlText)
        doc.transact(() => text.insert(Math.floor(at * text.length), words), 'another')
      return
    }
    case 'choose':
      choose()
      return
    default:
      throw new Error(`Nobody can ${String(what)}`)
  }
}

const drawn = (editor: Editor): string[] =>
  (marksKey.getState(editor.state)?.set.find() ?? [])
    .map((one) => `${one.from} ${one.to} ${JSON.stringify(one.spec)}`)
    .toSorted()

test('marks that are left as they were are just where they would be drawn anew, whatever was written', async () => {
  const { doc, places, editor, tick } = page()
  await new Promise((resolve) => setTimeout(resolve)) // y-tiptap draws a new editor on the next turn
  let kept = 0
  let run = 0
  fc.assert(
    fc.property(fc.array(EDIT, { minLength: 1, maxLength: 6 }), (edits) => {
      editor.commands.setContent(TEXT)
      places.setThreads(threads(doc, (run += 1)))
      tick()
      for (const edit of edits) {
        const before = marksKey.getState(editor.state)?.drawn
        carryOut(edit, doc, editor, () =>
          places.choose(`${run} ${Math.floor(edit.at * (ON.length - 1))}`, 'note'),
        )
        tick()
        const now = drawn(editor)
        if (marksKey.getState(editor.state)?.drawn === before) kept += 1
        editor.view.dispatch(
          editor.state.tr.setMeta(marksKey, { set: DecorationSet.empty, followed: true, drawn: null }),
        )
        places.touched('overview')
        tick()
        expect(now, edit.what).toEqual(drawn(editor))
      }
    }),
    { numRuns: 25, examples: [[[{ what: 'join', at: 1, words: 'x' }]]] },
  )
  editor.destroy()
  places.close()
  expect(kept, 'some were left, or nothing was tried here').toBeGreaterThan(10)
})
