import { MessageCircleQuestionMark } from 'lucide-react'
import type { ReactNode } from 'react'
import { termsIn } from '../../shared/reading/glossary.ts'
import { ATOM } from '../../shared/annotations/flat.ts'
import type { NarrativeContext, NarrativeSlots } from '../sync/narrative-slots.ts'
import { Button } from '../ui/button.tsx'
import { Icon } from '../ui/icon.tsx'
import { asked } from './choices.ts'
import { PlainEnglish } from './marks.ts'
import { Meaning } from './meaning.tsx'
import { PlainEnglishDialog } from './panel.tsx'
import { useKeys } from './use-keys.ts'
import './reading.css'

/** The abbreviation at the caret or in the selection, if any. */
function termAtCaret({ selection, editors }: NarrativeContext): string | null {
  const now = selection.get()
  const editor = now === null ? undefined : editors.get(now.section)
  if (now === null || editor === undefined) return null
  const { doc } = editor.state
  const place = doc.resolve(Math.min(now.from, doc.content.size))
  if (!place.parent.isTextblock) return null
  const text = place.parent.textBetween(0, place.parent.content.size, '', ATOM)
  const from = place.parentOffset
  const to = from + now.to - now.from
  return termsIn(text).find((one) => one.from <= to && one.to >= from)?.entry.term ?? null
}

const ask = (context: NarrativeContext): void => asked.set({ term: termAtCaret(context) })

function Frame({ context, children }: { context: NarrativeContext; children: ReactNode }) {
  useKeys(() => ask(context))
  return (
    <>
      {children}
      <Meaning />
      <PlainEnglishDialog context={context} />
    </>
  )
}

/** Plain-English help on every page with words: abbreviations said in place, long sentences marked on request (F11). */
export const reading: NarrativeSlots = {
  id: 'reading',
  extensions: () => [PlainEnglish],
  Frame,
  Below: ({ context }) => (
    <p className="plain-line no-print">
      <Icon of={MessageCircleQuestionMark} />
      <Button look="text" small onPress={() => ask(context)}>
        Plain-English help
      </Button>
      <span className="quiet">abbreviations, long sentences</span>
    </p>
  ),
  actions: [
    {
      id: 'plain-english',
      label: 'What does this mean?',
      icon: <Icon of={MessageCircleQuestionMark} />,
      on: ['bubble'],
      run: ask,
    },
  ],
  shortcuts: [{ keys: 'Ctrl+Alt+E', does: 'What the abbreviation at the caret means, and all on this page' }],
}
