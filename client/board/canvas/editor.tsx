import { Editor, Extension, type Extensions } from '@tiptap/core'
import { Collaboration } from '@tiptap/extension-collaboration'
import { useEffect, useEffectEvent, useRef } from 'react'
import { type Item, wordsOf } from '../../../shared/board/items.ts'
import { sayKind } from '../../../shared/board/said.ts'
import { NarrativeTable, schemaWithoutTable } from '../../../shared/narrative/schema.ts'
import { Carets } from '../../presence/carets.ts'
import { BesideOthers } from '../../sync/from-document.ts'
import { stopWriting } from './acts.ts'
import { type Canvas, useCanvas } from './canvas.ts'
import { PlainPaste } from './plain-paste.ts'
import { noteBeside } from './put-notes.ts'
import { bringCaret } from './view.ts'

/**
 * The one editor of the board: it stands in the thing whose words are being written. `leave` is what Escape does
 * where that is not the canvas.
 */
export function WordsEditor({ item, leave }: { item: Item; leave?: () => void }) {
  const canvas = useCanvas()
  const holder = useRef<HTMLDivElement>(null)
  const { id } = item
  const label = `Words of this ${sayKind(item).toLowerCase()}`
  const open = useEffectEvent(
    (element: HTMLElement) =>
      new Editor({
        element,
        extensions: extensionsFor(canvas, id, leave),
        injectCSS: false,
        enableInputRules: ['bulletList', 'bold', 'italic', 'link'],
        editorProps: {
          // The canvas does not scroll: its view is moved to where one writes.
          handleScrollToSelection(view) {
            if (leave === undefined) bringCaret(canvas, view.coordsAtPos(view.state.selection.head))
            return leave === undefined
          },
          attributes: {
            role: 'textbox',
            'aria-multiline': 'true',
            'aria-label': label,
            spellcheck: 'true',
            lang: 'en-GB',
            class: 'words',
          },
        },
      }),
  )
  useEffect(() => {
    if (holder.current === null) return
    canvas.session.undo.newStep()
    const editor = open(holder.current)
    // At once: the next key would be one of the board's, and a focus that comes later would move the caret again.
    editor.commands.setTextSelection(editor.state.doc.content.size)
    editor.view.focus()
    // When an on-screen keyboard takes a part of the canvas, the caret comes into what is left.
    const watch = new ResizeObserver(() => editor.commands.scrollIntoView())
    const stage = canvas.stage.get()
    if (stage !== null && stage.contains(holder.current)) watch.observe(stage)
    return () => {
      watch.disconnect()
      editor.destroy()
      canvas.session.undo.newStep()
      const state = canvas.session.awareness.getLocalState()
      if (state !== null && state['section'] === id)
        canvas.session.awareness.setLocalStateField('section', null)
    }
  }, [canvas, id])
  // React Flow, and the keys of the board, leave alone what happens in here.
  return <div ref={holder} className="nodrag nopan nowheel nokey" />
}

/**
 * The whole schema of a narrative, since the editor deletes for everyone what its schema does not know; but only
 * paragraphs, bold, italic, links and bullets can be made here.
 */
const extensionsFor = (canvas: Canvas, id: string, leave: (() => void) | undefined): Extensions => [
  ...schemaWithoutTable,
  NarrativeTable.extend({ addProseMirrorPlugins: () => [], addKeyboardShortcuts: () => ({}) }),
  Collaboration.configure({
    fragment: wordsOf(canvas.session.doc, id),
    yUndoOptions: { undoManager: canvas.session.undo.manager },
  }),
  BesideOthers,
  PlainPaste,
  boardKeys(canvas, id, leave),
  Carets.configure({
    awareness: canvas.session.awareness,
    section: id,
    me: canvas.me.id,
    short: canvas.short.get(),
    shown: () => true,
  }),
]

/** Keys that lead out of a note, and those of the narrative that mean nothing on a note. */
const boardKeys = (canvas: Canvas, id: string, elsewhere: (() => void) | undefined): Extension => {
  const leave = (): boolean => {
    if (elsewhere === undefined) stopWriting(canvas)
    else elsewhere()
    return true
  }
  return Extension.create({
    name: 'boardKeys',
    priority: 2_000,
    addKeyboardShortcuts: () => ({
      ...Object.fromEntries(NARRATIVE_KEYS.map((key) => [key, nothing])),
      Escape: leave,
      'Mod-Enter': leave,
      Tab: ({ editor }) => {
        if (editor.isActive('listItem') && editor.can().sinkListItem('listItem')) return false
        return elsewhere === undefined && noteBeside(canvas, id)
      },
    }),
  })
}

const NARRATIVE_KEYS = ['Mod-Alt-3', 'Mod-Alt-4', 'Mod-Shift-7', 'Mod-Shift-b', 'Mod-Alt-t']
const nothing = (): boolean => true
