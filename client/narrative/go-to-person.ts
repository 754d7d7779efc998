import type { Here } from '../../shared/presence/state.ts'
import type { Desk } from './context.ts'

/** Brings the place where somebody is into view: their caret, or else the head of their section. */
export async function goToPerson(desk: Desk, person: Here): Promise<void> {
  if (person.section === null) return
  const editor = await desk.context.ensureMounted(person.section)
  // The carets of an editor that was mounted just now are drawn in its next frame.
  await new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn)))
  const caret = editor.view.dom.querySelector<HTMLElement>(
    `.their-caret[data-person="${CSS.escape(person.id)}"]`,
  )
  if (caret === null) desk.context.scrollToSection(person.section)
  else caret.scrollIntoView({ block: 'center' })
}
