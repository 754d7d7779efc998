import { Extension } from '@tiptap/core'
import { Plugin, PluginKey } from '@tiptap/pm/state'
import type { EditorView } from '@tiptap/pm/view'
import { z } from 'zod'
import { Passage } from '../../shared/analyses/analyses.ts'
import { ATOM } from '../../shared/annotations/flat.ts'
import { ThemeId } from '../../shared/domain/themes.ts'

/** Goes beside the words on the clipboard: where in a narrative they were copied. */
const TYPE = 'application/x-throughline-passage'

const Copied = z.object({
  workspace: z.string(),
  theme: ThemeId,
  /** Of the section, as it was numbered then: "1.0". */
  number: z.string(),
  passage: Passage,
})
export type Copied = z.infer<typeof Copied>

type From = Omit<Copied, 'passage'> & { section: string }

/** Notes beside what is copied in a section of a narrative where it stands; the words themselves are as ever. */
export const CopyNote = Extension.create<{ from: () => From }>({
  name: 'copyNote',
  addProseMirrorPlugins() {
    const { from } = this.options
    return [
      new Plugin({
        key: new PluginKey('copyNote'),
        view(view) {
          const note = (event: ClipboardEvent): void => noteCopied(view, event, from())
          // Behind the editor's own listener, which clears what is on the clipboard before it puts the words there.
          view.dom.addEventListener('copy', note)
          return { destroy: () => view.dom.removeEventListener('copy', note) }
        },
      }),
    ]
  },
})

function noteCopied(view: EditorView, { clipboardData, defaultPrevented }: ClipboardEvent, from: From): void {
  const { selection, doc } = view.state
  const quote = doc.textBetween(selection.from, selection.to, '', ATOM).slice(0, 2_000)
  if (!defaultPrevented || quote.replaceAll(ATOM, '').trim() === '') return
  const { section, ...rest } = from
  const near = doc.textBetween(0, selection.from, '', ATOM).length
  const copied: Copied = { ...rest, passage: { section, quote, near } }
  clipboardData?.setData(TYPE, JSON.stringify(copied))
}

/** Where in a narrative of this workspace pasted words were copied; null when they came from elsewhere. */
export function copiedFrom(clipboard: DataTransfer | null, workspace: string): Copied | null {
  const found = clipboard?.getData(TYPE) ?? ''
  if (found === '') return null
  try {
    const copied = Copied.safeParse(JSON.parse(found))
    return copied.success && copied.data.workspace === workspace ? copied.data : null
  } catch {
    return null // somebody else's words under our name
  }
}
