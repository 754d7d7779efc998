import type { Editor } from '@tiptap/core'
import * as fc from 'fast-check'
import { expect, it } from 'vitest'
import * as Y from 'yjs'
import { createUndo } from '../../../client/sync/undo.ts'
import { addSection, fragmentOf, textOf } from '../../../shared/narrative/sections.ts'
import { sectionEditor } from '../narrative/support.ts'

const aLine = (words = ''): Y.XmlElement => {
  const line = new Y.XmlElement('paragraph')
  if (words !== '') line.insert(0, [new Y.XmlText(words)])
  return line
}

/** One person's editor with lines in it, and another person's copy of the same section. */
function beside(words: readonly string[], act: (here: Editor, lines: Y.XmlFragment, theirs: Y.Doc) => void) {
  const [doc, theirs] = [new Y.Doc(), new Y.Doc()]
  addSection(doc, { id: 'one', title: 'One', after: null })
  const lines = fragmentOf(doc, 'one')
  lines.delete(0, lines.length)
  lines.push(words.map(aLine))
  const editor = sectionEditor(doc, 'one', createUndo(doc))
  Y.applyUpdate(theirs, Y.encodeStateAsUpdate(doc))
  doc.on('update', (update: Uint8Array, origin: unknown) => {
    if (origin !== 'wire') Y.applyUpdate(theirs, update, 'wire')
  })
  theirs.on('update', (update: Uint8Array, origin: unknown) => {
    if (origin !== 'wire') Y.applyUpdate(doc, update, 'wire')
  })
  act(editor, lines, theirs)
  editor.destroy()
}

/** The place before the first letter of a line. */
const startOf = (editor: Editor, line: number): number => {
  let at = 1
  for (let n = 0; n < line; n++) at += editor.state.doc.child(n).nodeSize
  return at
}

it('an empty line that somebody puts above one’s own empty line does not take the caret', () => {
  beside([''], (editor, lines, theirs) => {
    editor.commands.setTextSelection(startOf(editor, 0))
    fragmentOf(theirs, 'one').insert(0, [aLine()])
    editor.commands.insertContent('Mine')
    expect(lines.toArray().map((line) => textOf(line as Y.XmlElement))).toEqual(['', 'Mine'])
  })
})

it('whatever others do to their lines, what one types stands in one’s own and in its order', () => {
  const theirs = fc.oneof(
    fc.record({ do: fc.constant('line' as const), at: fc.nat(8), words: fc.constantFrom('', '', 'a', 'ab') }),
    fc.record({ do: fc.constant('words' as const), at: fc.nat(8), words: fc.constantFrom('a', 'b') }),
    fc.record({ do: fc.constant('delete' as const), at: fc.nat(8), words: fc.constant('') }),
  )
  const lines = fc.array(fc.constantFrom('', '', 'a', 'ab'), { minLength: 1, maxLength: 5 })
  fc.assert(
    fc.property(lines, fc.nat(4), fc.array(theirs, { maxLength: 8 }), (words, at, acts) => {
      beside(words, (editor, here, other) => {
        const own = at % words.length
        const mine = here.get(own) as Y.XmlElement
        const id = mine._item!.id
        let typed = ''
        editor.commands.setTextSelection(startOf(editor, own) + words[own]!.length)
        for (const [n, act] of acts.entries()) {
          const there = fragmentOf(other, 'one')
          const line = there.get(act.at % there.length) as Y.XmlElement
          const isMine = Y.compareIDs(line._item!.id, id)
          if (act.do === 'line') there.insert(act.at % (there.length + 1), [aLine(act.words)])
          else if (isMine) continue
          else if (act.do === 'words') line.insert(0, [new Y.XmlText(act.words)])
          else there.delete(act.at % there.length, 1)
          editor.commands.insertContent(String(n))
          typed += String(n)
        }
        expect(textOf(mine)).toBe(words[own]! + typed)
      })
    }),
  )
})
