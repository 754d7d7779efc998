import { Editor, getSchema, type Extensions } from '@tiptap/core'
import type { Node } from '@tiptap/pm/model'
import { DOMParser as ProseMirrorParser } from '@tiptap/pm/model'
import { Collaboration } from '@tiptap/extension-collaboration'
import type * as Y from 'yjs'
import { guardedTable } from '../../../client/narrative/guarded-table.ts'
import { BesideOthers } from '../../../client/sync/from-document.ts'
import { Thoughts } from '../../../client/narrative/thoughts.ts'
import type { SharedUndo } from '../../../client/sync/undo.ts'
import { narrativeSchema, schemaWithoutTable } from '../../../shared/narrative/schema.ts'
import { fragmentOf } from '../../../shared/narrative/sections.ts'

export const schema = getSchema(narrativeSchema)

/** A document of the schema from HTML. */
export function fromHtml(html: string): Node {
  const { body } = new DOMParser().parseFromString(html, 'text/html')
  return ProseMirrorParser.fromSchema(schema).parse(body)
}

/** A section's editor as the page makes it, without what only a page needs. */
export function sectionEditor(
  doc: Y.Doc,
  section: string,
  undo: SharedUndo,
  further: Extensions = [],
): Editor {
  return new Editor({
    element: document.createElement('div'),
    injectCSS: false,
    extensions: [
      ...schemaWithoutTable,
      guardedTable(() => true),
      Collaboration.configure({
        fragment: fragmentOf(doc, section),
        yUndoOptions: { undoManager: undo.manager },
      }),
      BesideOthers,
      Thoughts.configure({ newStep: undo.newStep }),
      ...further,
    ],
  })
}
