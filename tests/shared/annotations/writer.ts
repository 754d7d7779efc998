import { getSchema } from '@tiptap/core'
import { Fragment, type Node, Slice } from '@tiptap/pm/model'
import { Transform } from '@tiptap/pm/transform'
import { initProseMirrorDoc, updateYFragment, ySyncPluginKey } from '@tiptap/y-tiptap'
import * as Y from 'yjs'
import { narrativeSchema } from '../../../shared/narrative/schema.ts'
import { addSection, fragmentOf } from '../../../shared/narrative/sections.ts'

export const schema = getSchema(narrativeSchema)

/** Someone writing: every edit goes through ProseMirror and y-tiptap's diff, exactly as the editor's do. */
export class Writer {
  readonly doc = new Y.Doc()
  readonly #undo = new Map<string, Y.UndoManager>()

  constructor(clientID: number) {
    this.doc.clientID = clientID
  }

  begin(sections: Record<string, string[]>): void {
    let after: string | null = null
    for (const [id, paragraphs] of Object.entries(sections)) {
      addSection(this.doc, { id, title: id, after })
      after = id
      this.edit(id, (tr) => {
        const nodes = paragraphs.map((words) => schema.nodes.paragraph?.create(null, schema.text(words)))
        tr.replace(
          0,
          tr.doc.content.size,
          new Slice(Fragment.from(nodes.filter((n) => n !== undefined)), 0, 0),
        )
      })
    }
  }

  edit(section: string, change: (tr: Transform) => void): void {
    const fragment = fragmentOf(this.doc, section)
    const { doc, mapping } = initProseMirrorDoc(fragment, schema)
    const tr = new Transform(doc)
    change(tr)
    const meta = { mapping, isOMark: new Map<never, boolean>() }
    this.undoOf(section)
    this.doc.transact(() => updateYFragment(this.doc, fragment, tr.doc, meta), ySyncPluginKey)
  }

  undo(section: string): boolean {
    return this.undoOf(section).undo() !== null
  }

  undoOf(section: string): Y.UndoManager {
    const known = this.#undo.get(section)
    if (known !== undefined) return known
    const made = new Y.UndoManager(fragmentOf(this.doc, section), {
      trackedOrigins: new Set([ySyncPluginKey]),
      captureTimeout: 0,
    })
    this.#undo.set(section, made)
    return made
  }

  node(section: string): Node {
    return initProseMirrorDoc(fragmentOf(this.doc, section), schema).doc
  }

  /** The document position of the n-th occurrence of some words, before or behind them. */
  at(section: string, words: string, side: 'before' | 'behind' = 'before'): number {
    const node = this.node(section)
    const wanted = node.textBetween(0, node.content.size, '', '\ufffc').indexOf(words)
    if (wanted === -1) throw new Error(`No "${words}" in ${node.textContent}`)
    return (
      positionOf(node, side === 'before' ? wanted : wanted + words.length - 1) + (side === 'before' ? 0 : 1)
    )
  }
}

/** The position of a character of the flat text. */
export function positionOf(doc: Node, offset: number): number {
  let at = 0
  let found = -1
  doc.descendants((node, pos) => {
    if (found !== -1) return false
    const length = node.isText ? node.nodeSize : node.isLeaf ? 1 : 0
    if (offset < at + length) found = pos + offset - at
    at += length
    return true
  })
  if (found === -1) throw new Error(`Nothing at ${offset}`)
  return found
}

/** Brings two writers level. */
export function sync(a: Writer, b: Writer): void {
  Y.applyUpdate(b.doc, Y.encodeStateAsUpdate(a.doc, Y.encodeStateVector(b.doc)), 'net')
  Y.applyUpdate(a.doc, Y.encodeStateAsUpdate(b.doc, Y.encodeStateVector(a.doc)), 'net')
}

/** Somebody who opens the narrative now. */
export function newcomer(from: Writer): Y.Doc {
  const doc = new Y.Doc()
  Y.applyUpdate(doc, Y.encodeStateAsUpdate(from.doc))
  return doc
}
