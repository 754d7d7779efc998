import type { Editor } from '@tiptap/core'
import type { Passage } from '../../shared/analyses/analyses.ts'
import { ATOM } from '../../shared/annotations/flat.ts'
import type { NarrativeContext } from '../sync/narrative-slots.ts'
import { createStore } from '../sync/store.ts'
import { answer } from '../ui/announcer.tsx'

/** The passage of the open analysis that is being linked; the dialog is open while there is one. */
export const linking = createStore<Passage | null>(null)

/** The selected words; with a caret alone, the paragraph it is in. Null when there are no words. */
function passageAt(context: NarrativeContext): Passage | null {
  const selection = context.selection.get()
  const editor = selection === null ? undefined : context.editors.get(selection.section)
  if (selection === null || editor === undefined) return null
  const { from, to } = selection.from === selection.to ? blockAt(editor, selection.from) : selection
  const quote = textIn(editor, from, to).slice(0, 2_000)
  if (quote.replaceAll(ATOM, '').trim() === '') return null
  return { section: selection.section, quote, near: textIn(editor, 0, from).length }
}

const textIn = ({ state }: Editor, from: number, to: number): string =>
  state.doc.textBetween(from, Math.min(to, state.doc.content.size), '', ATOM)

function blockAt({ state }: Editor, at: number): { from: number; to: number } {
  const place = state.doc.resolve(Math.min(at, state.doc.content.size))
  return place.parent.isTextblock ? { from: place.start(), to: place.end() } : { from: at, to: at }
}

/** Opens the dialog for what is selected, or the paragraph at the caret; says so when there is none. */
export function beginLink(context: NarrativeContext): void {
  const passage = passageAt(context)
  if (passage === null) answer('Put the caret in a paragraph with words first, then link it.')
  else linking.set(passage)
}
