import { useMemo } from 'react'
import { fragmentOf, textOf } from '../../shared/narrative/sections.ts'
import { type Entry, GLOSSARY, termsIn } from '../../shared/reading/glossary.ts'
import { longSentencesIn } from '../../shared/reading/sentences.ts'
import type { NarrativeContext } from '../sync/narrative-slots.ts'
import { useStore } from '../sync/store.ts'
import { Button } from '../ui/button.tsx'
import { Checkbox } from '../ui/checkbox.tsx'
import { Dialog } from '../ui/dialog.tsx'
import { asked, marksLong, marksTerms } from './choices.ts'

const close = (): void => asked.set(null)

/** The panel of plain English over the page, asked for from the toolbar or by its keys. */
export function PlainEnglishDialog({ context }: { context: NarrativeContext }) {
  const question = useStore(asked)
  return (
    <Dialog title="Plain English" open={question !== null} onClose={close}>
      <PlainEnglishPanel context={context} term={question?.term ?? null} />
      <div className="acts">
        <Button onPress={close}>Close</Button>
      </div>
    </Dialog>
  )
}

/** What the abbreviations on this page mean, and what of the help is shown in the text. */
function PlainEnglishPanel({ context, term = null }: { context: NarrativeContext; term?: string | null }) {
  const terms = useStore(marksTerms)
  const long = useStore(marksLong)
  const sections = useStore(context.sections)
  const { entries, longs } = useMemo(() => {
    const lines = sections.flatMap(({ id }) => textOf(fragmentOf(context.doc, id)).split('\n'))
    const used = new Set(lines.flatMap((line) => termsIn(line).map(({ entry }) => entry.term)))
    return {
      entries: GLOSSARY.filter((entry) => used.has(entry.term)),
      longs: lines.reduce((sum, line) => sum + longSentencesIn(line).length, 0),
    }
  }, [context.doc, sections])
  const at = GLOSSARY.find((entry) => entry.term === term)
  return (
    <div className="plain-english">
      {at === undefined ? null : (
        <dl aria-label="At the caret">
          <Meant {...at} />
        </dl>
      )}
      <Checkbox checked={terms} onChange={(on) => marksTerms.set(on)}>
        Underline abbreviations in the text
      </Checkbox>
      <Checkbox checked={long} onChange={(on) => marksLong.set(on)}>
        Mark sentences over 25 words
      </Checkbox>
      <p className="quiet">{sayLong(longs)}</p>
      <h3>Abbreviations on this page</h3>
      {entries.length === 0 ? (
        <p className="quiet">None that we know.</p>
      ) : (
        <dl>
          {entries.map((entry) => (
            <Meant key={entry.term} {...entry} />
          ))}
        </dl>
      )}
    </div>
  )
}

const sayLong = (count: number): string =>
  count === 0
    ? 'No sentence here is over 25 words.'
    : count === 1
      ? '1 sentence here is over 25 words.'
      : `${count} sentences here are over 25 words.`

const Meant = ({ term, stands, means }: Entry) => (
  <div>
    <dt>
      <strong>{term}</strong>: {stands}
    </dt>
    <dd>{means}</dd>
  </div>
)
