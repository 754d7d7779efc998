import type { NarrativeContext } from '../sync/narrative-slots.ts'
import { answer } from '../ui/announcer.tsx'
import { deskOf } from './desk.ts'

/** Switches between writing and suggesting, for those who may write; says which it is now. */
export function switchSuggesting(context: NarrativeContext): void {
  const { suggesting } = deskOf(context)
  if (!context.canEdit) return
  suggesting.set(!suggesting.get())
  answer(
    suggesting.get()
      ? 'Suggesting: what you type goes out as suggestions.'
      : 'Writing: what you type changes the text.',
  )
}
