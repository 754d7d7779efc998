import { Editor } from '@tiptap/core'
import { useEffect, useRef } from 'react'
import type { NumberedSection } from '../../shared/narrative/sections.ts'
import { useDesk } from './context.ts'
import { editorExtensions } from './editor-extensions.ts'
import { useStore } from './store.ts'

/** The editor of one section, on its own root of the shared document. React draws it once and lets it be. */
export function SectionEditor({ section }: { section: NumberedSection }) {
  const desk = useDesk()
  const holder = useRef<HTMLDivElement>(null)
  const editorRef = useRef<Editor | null>(null)
  const latest = useRef(desk)
  latest.current = desk
  const label = useRef('')
  label.current = `${section.number} ${section.title}`
  const { id } = section
  const reading = useStore(desk.reading)

  const { session, context } = desk
  const { canEdit } = context

  useEffect(() => {
    const desk = latest.current
    const editor = new Editor({
      element: holder.current!,
      extensions: editorExtensions(desk, id),
      editable: !desk.reading.get(),
      injectCSS: false,
      editorProps: {
        attributes: () => ({
          role: 'textbox',
          'aria-multiline': 'true',
          'aria-label': label.current,
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
    editorRef.current = editor
    session.editors.add(id, editor)
    return () => {
      editorRef.current = null
      session.editors.remove(id, editor)
      editor.destroy()
    }
  }, [session, id, canEdit])

  useEffect(() => editorRef.current?.setEditable(!reading, false), [reading])
  // The label is an attribute ProseMirror owns: ask it to look again.
  useEffect(() => editorRef.current?.view.setProps({}), [section.number, section.title, reading])

  return <div ref={holder} className="body" />
}
