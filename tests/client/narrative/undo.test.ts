import type { Editor } from '@tiptap/core'
import { afterEach, describe, expect, it } from 'vitest'
import * as Y from 'yjs'
import { createUndo, type SharedUndo } from '../../../client/sync/undo.ts'
import { moveBy } from '../../../client/narrative/move.ts'
import { emptyTable } from '../../../client/narrative/figure-dialog.tsx'
import { insertFigure } from '../../../client/narrative/insert-figure.ts'
import {
  addSection,
  bringBackSection,
  fragmentOf,
  removedSections,
  sections,
  textOf,
} from '../../../shared/narrative/sections.ts'
import { sectionEditor } from './support.ts'

/** Two people on one narrative of two sections, in step with each other. */
function people() {
  const docs = [new Y.Doc(), new Y.Doc()] as const
  const [mine, theirs] = docs
  mine.on(
    'update',
    (update: Uint8Array, origin: unknown) => origin !== 'wire' && Y.applyUpdate(theirs, update, 'wire'),
  )
  theirs.on(
    'update',
    (update: Uint8Array, origin: unknown) => origin !== 'wire' && Y.applyUpdate(mine, update, 'wire'),
  )
  addSection(mine, { id: 'one', title: 'One', after: null })
  addSection(mine, { id: 'two', title: 'Two', after: 'one' })
  const undo = docs.map(createUndo) as [SharedUndo, SharedUndo]
  return { mine, theirs, undo }
}

const open: Editor[] = []
const editor = (doc: Y.Doc, section: string, undo: SharedUndo) => {
  const made = sectionEditor(doc, section, undo)
  open.push(made)
  return made
}
afterEach(() => {
  for (const editor of open.splice(0)) editor.destroy()
})
const words = (doc: Y.Doc, section: string) => textOf(fragmentOf(doc, section)).trim()
const type = (to: Editor, text: string) => {
  for (const letter of text) to.view.dispatch(to.state.tr.insertText(letter))
}

describe('undo', () => {
  it('has nothing to undo after opening, and takes back a whole thought', () => {
    const { mine, undo } = people()
    const one = editor(mine, 'one', undo[0])
    undo[0].manager.clear()
    expect(undo[0].manager.undoStack).toHaveLength(0)
    type(one, 'Early identification')
    expect(undo[0].manager.undoStack).toHaveLength(1)
    undo[0].undo()
    expect(words(mine, 'one')).toBe('')
    undo[0].redo()
    expect(words(mine, 'one')).toBe('Early identification')
  })

  it('takes back only my own edits', () => {
    const { mine, theirs, undo } = people()
    const [a, b] = [editor(mine, 'one', undo[0]), editor(theirs, 'one', undo[1])]
    type(a, 'Mine. ')
    b.commands.setTextSelection(b.state.doc.content.size - 1)
    type(b, 'Theirs.')
    undo[0].undo()
    expect(words(mine, 'one')).toBe('Theirs.')
    undo[1].undo()
    expect(words(theirs, 'one')).toBe('')
  })

  it('stays one step beside a typing peer, whatever repaints the carets', () => {
    const { mine, theirs, undo } = people()
    const [a, b] = [editor(mine, 'one', undo[0]), editor(theirs, 'one', undo[1])]
    type(a, 'x')
    undo[0].manager.clear()
    undo[0].newStep()
    for (const letter of 'nineteen keys typed') {
      a.commands.setTextSelection(a.state.doc.content.size - 1)
      a.view.dispatch(a.state.tr.insertText(letter))
      b.view.dispatch(b.state.tr.insertText('.', 1))
      a.view.dispatch(a.state.tr.setMeta('carets', true))
    }
    expect(undo[0].manager.undoStack).toHaveLength(1)
  })

  it('reaches over sections and their order, and survives an editor that is folded away', () => {
    const { mine, undo } = people()
    const one = editor(mine, 'one', undo[0])
    const two = editor(mine, 'two', undo[0])
    undo[0].manager.clear()
    type(one, 'First')
    undo[0].newStep()
    type(two, 'Second')
    undo[0].newStep()
    moveBy(mine, 'two', -1)
    two.destroy()
    expect(sections(mine).map(({ id }) => id)).toEqual(['two', 'one'])
    undo[0].undo()
    expect(sections(mine).map(({ id }) => id)).toEqual(['one', 'two'])
    undo[0].undo()
    expect([words(mine, 'one'), words(mine, 'two')]).toEqual(['First', ''])
    undo[0].undo()
    expect(words(mine, 'one')).toBe('')
    undo[0].redo()
    undo[0].redo()
    undo[0].redo()
    expect([words(mine, 'one'), words(mine, 'two')]).toEqual(['First', 'Second'])
    expect(sections(mine).map(({ id }) => id)).toEqual(['two', 'one'])
  })

  it('of a new section leaves what others wrote in it, to be brought back', () => {
    const { mine, theirs, undo } = people()
    undo[0].newStep()
    addSection(mine, { id: 'new', title: 'New', after: 'two' })
    undo[0].newStep()
    type(editor(theirs, 'new', undo[1]), 'Already here')
    undo[0].undo()
    expect(sections(theirs).map(({ id }) => id)).toEqual(['one', 'two'])
    expect(removedSections(theirs).map(({ id, title }) => [id, title])).toEqual([['new', 'New']])
    bringBackSection(theirs, 'new')
    expect(words(mine, 'new')).toBe('Already here')
  })

  it('takes a whole table away, and leaves it while others have written in it', () => {
    for (const written of [false, true]) {
      const { mine, theirs, undo } = people()
      const [a, b] = [editor(mine, 'one', undo[0]), editor(theirs, 'one', undo[1])]
      type(a, 'Before')
      undo[0].newStep()
      insertFigure(a, 'f', emptyTable(2, 2, true), 'Pupils')
      undo[0].newStep()
      if (written) {
        b.commands.setTextSelection(12)
        type(b, 'theirs')
      }
      undo[0].undo()
      expect(words(mine, 'one').includes('theirs')).toBe(written)
      expect(a.getHTML().includes('<table')).toBe(written)
      expect(a.getHTML()).toBe(b.getHTML())
    }
  })

  it('starts a new step where the caret jumped', () => {
    const { mine, undo } = people()
    const one = editor(mine, 'one', undo[0])
    type(one, 'The end')
    undo[0].newStep()
    type(one, ' of it')
    one.commands.setTextSelection(1)
    type(one, 'Again: ')
    undo[0].undo()
    expect(words(mine, 'one')).toBe('The end of it')
    undo[0].undo()
    expect(words(mine, 'one')).toBe('The end')
  })
})
