import { addColumnAfter, addRowAfter, fixTables, TableMap } from '@tiptap/pm/tables'
import type { Editor } from '@tiptap/core'
import { afterEach, describe, expect, it } from 'vitest'
import * as Y from 'yjs'
import { emptyTable } from '../../../client/narrative/figure-dialog.tsx'
import { insertFigure } from '../../../client/narrative/insert-figure.ts'
import { Mend } from '../../../client/narrative/mend.ts'
import { ReadOnly } from '../../../client/narrative/read-only.ts'
import { createUndo } from '../../../client/sync/undo.ts'
import { addSection, fragmentOf, textOf } from '../../../shared/narrative/sections.ts'
import { sectionEditor } from './support.ts'

const open: Editor[] = []
afterEach(() => {
  for (const editor of open.splice(0)) editor.destroy()
})

/** Two people who are apart until `meet`. */
function apart(further = [Mend]) {
  const docs = [new Y.Doc(), new Y.Doc()] as const
  addSection(docs[0], { id: 'one', title: 'One', after: null })
  const meet = () => {
    const [a, b] = docs
    const [forA, forB] = [
      Y.encodeStateAsUpdate(b, Y.encodeStateVector(a)),
      Y.encodeStateAsUpdate(a, Y.encodeStateVector(b)),
    ]
    Y.applyUpdate(a, forA, 'wire')
    Y.applyUpdate(b, forB, 'wire')
  }
  meet()
  const editors = docs.map((doc) => sectionEditor(doc, 'one', createUndo(doc), further)) as [Editor, Editor]
  open.push(...editors)
  return { docs, editors, meet }
}

const table = (editor: Editor) => {
  const found: { width: number; height: number }[] = []
  editor.state.doc.descendants((node) => {
    if (node.type.name === 'table') found.push(TableMap.get(node))
    return !node.isTextblock
  })
  return found[0]
}

const intoFirstCell = (editor: Editor) => {
  let at: number | null = null
  editor.state.doc.descendants((node, pos) => {
    if (at === null && node.type.name === 'tableHeader') at = pos + 2
    return !node.isTextblock
  })
  editor.commands.setTextSelection(at ?? 1)
}

describe('a table with two people in it', () => {
  it('does not grow by itself when a row meets a column', () => {
    const { docs, editors, meet } = apart()
    const [a, b] = editors
    insertFigure(a, 'f', emptyTable(3, 3, true), 'Pupils')
    meet()
    for (const editor of editors) intoFirstCell(editor)
    addRowAfter(a.state, a.view.dispatch)
    addColumnAfter(b.state, b.view.dispatch)
    for (let round = 0; round < 4; round++) meet()
    const rows = fragmentOf(docs[0], 'one').toDOM().textContent
    expect(rows).toBeDefined()
    // Nobody repaired yet; the next edit of one person does, once.
    intoFirstCell(a)
    const fix = fixTables(a.state)
    if (fix !== undefined) a.view.dispatch(fix)
    for (let round = 0; round < 4; round++) meet()
    expect(table(a)).toMatchObject({ width: 4, height: 4 })
    expect(table(b)).toMatchObject({ width: 4, height: 4 })
    expect(a.getHTML()).toBe(b.getHTML())
  })

  it('keeps what both type in cells', () => {
    const { editors, meet } = apart()
    const [a, b] = editors
    insertFigure(a, 'f', emptyTable(2, 2, true), '')
    meet()
    for (const editor of editors) intoFirstCell(editor)
    a.view.dispatch(a.state.tr.insertText('Area'))
    b.view.dispatch(b.state.tr.insertText('Code'))
    meet()
    expect(a.getHTML()).toBe(b.getHTML())
    expect(a.getText()).toContain('Area')
    expect(a.getText()).toContain('Code')
  })
})

describe('what a merge leaves behind', () => {
  it('is kept as it is by one who only looks, and mended with the next own edit', () => {
    const { docs, editors } = apart()
    const [a] = editors
    a.commands.setContent('<ul><li><p>point</p></li></ul><p>end</p>')
    const list = fragmentOf(docs[0], 'one').get(0) as Y.XmlElement
    const before = Y.encodeStateVector(docs[0])
    docs[0].transact(() => (list.get(0) as Y.XmlElement).delete(0, 1), 'wire')
    const emptied = Y.encodeStateAsUpdate(docs[0], before)
    expect(emptied.length).toBeGreaterThan(0)
    expect(a.getHTML()).toBe('<ul><li></li></ul><p>end</p>')
    a.commands.setTextSelection(a.state.doc.content.size - 1)
    a.view.dispatch(a.state.tr.insertText('!'))
    expect(a.getHTML()).toBe('<ul><li><p></p></li></ul><p>end!</p>')
  })

  it('is words when a figure lost its image', () => {
    const { editors } = apart()
    const [a] = editors
    insertFigure(
      a,
      'f',
      { type: 'image', attrs: { src: '/api/w/demo/images/a.png', alt: 'A map' } },
      'The map',
    )
    let at = -1
    a.state.doc.descendants((node, pos) => {
      if (node.type.name === 'image') at = pos
    })
    a.view.dispatch(a.state.tr.delete(at, at + 1))
    expect(a.getHTML()).toBe('<p>The map</p><p></p>')
  })

  it('never loses a figure to its own shape', () => {
    const { docs, editors, meet } = apart()
    const [a, b] = editors
    insertFigure(a, 'f', emptyTable(2, 2, true), 'One')
    meet()
    const figure = fragmentOf(docs[1], 'one')
      .toArray()
      .find((node): node is Y.XmlElement => node instanceof Y.XmlElement && node.nodeName === 'figure')!
    const second = new Y.XmlElement('figcaption')
    second.insert(0, [new Y.XmlText('Two')])
    docs[1].transact(() => figure.insert(figure.length, [second]), 'wire')
    meet()
    for (const doc of docs) expect(textOf(fragmentOf(doc, 'one'))).toMatch(/One\s+Two/)
    expect(a.getHTML()).toContain('Two')
    expect(b.getHTML()).toContain('One')
  })
})

describe('a text that may only be read', () => {
  it('lets others’ words in and none of one’s own out', () => {
    const { docs, editors, meet } = apart([])
    const [a] = editors
    const reader = sectionEditor(docs[1], 'one', createUndo(docs[1]), [ReadOnly])
    open.push(reader)
    a.commands.insertContent('Words')
    meet()
    expect(reader.getText()).toBe('Words')
    reader.commands.insertContent('mine')
    reader.view.dispatch(reader.state.tr.insertText('mine', 1))
    meet()
    expect(a.getText()).toBe('Words')
    expect(reader.getText()).toBe('Words')
    reader.commands.setTextSelection({ from: 1, to: 3 })
    expect(reader.state.selection.to).toBe(3)
  })
})
