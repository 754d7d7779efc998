import { Editor } from '@tiptap/core'
import { useEffect, useEffectEvent, useRef } from 'react'
import { fragmentOf, type NumberedSection } from '../../shared/narrative/sections.ts'
import { useDesk } from './context.ts'
import { editorExtensions } from './editor-extensions.ts'
import { outlineOf } from './first-place.ts'
import { useStore } from '../sync/store.ts'

/** The editor of one section, on its own root of the shared document. React draws it once and lets it be. */
export function SectionEditor({ section }: { section: NumberedSection }) {
  const desk = useDesk()
  const holder = useRef<HTMLDivElement>(null)
  const opened = useRef<Editor | null>(null)
  const reading = useStore(desk.reading)
  const label = `${section.number} ${section.title}`
  const named = useRef(label)
  const { session } = desk
  const { id } = section

  const open = useEffectEvent((element: HTMLElement) => {
    const editor = new Editor({
      element,
      extensions: editorExtensions(desk, id),
      content: outlineOf(fragmentOf(session.doc, id)),
      editable: !desk.reading.get(),
      injectCSS: false,
      editorProps: {
        attributes: () => ({
          role: 'textbox',
          'aria-multiline': 'true',
          'aria-label': named.current,
          spellcheck: 'true',
          lang: 'en-GB',
          class: 'prose',
        }),
      },
      onFocus: () => session.editors.activate(id),
      onSelectionUpdate: ({ editor }) => {
        const { from, to } = editor.state.selection
        const now = session.selection.get()
        if (now !== null && now.section !== id && !editor.isFocused) return // others' words moved a resting caret
        if (now?.section === id && now.from === from && now.to === to) return
        session.selection.set({ section: id, from, to })
      },
    })
    opened.current = editor
    return editor
  })
  useEffect(() => {
    if (holder.current === null) return
    const editor = open(holder.current)
    session.editors.add(id, editor)
    return () => {
      opened.current = null
      session.editors.remove(id, editor)
      editor.destroy()
    }
  }, [session, id])

  // The label is an attribute ProseMirror owns: ask it to look again.
  useEffect(() => {
    named.current = label
    opened.current?.view.setProps({})
  }, [label])
  useEffect(() => opened.current?.setEditable(!reading, false), [reading])

  return <div ref={holder} className="body" />
}
