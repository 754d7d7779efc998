import { MessageSquareText, Phone, Plus, Scale, SquareCheckBig } from 'lucide-react'
import { useEffect, useMemo, useState, useSyncExternalStore } from 'react'
import { fragmentOf, type NumberedSection } from '../../shared/narrative/sections.ts'
import { tookOf } from '../../shared/meetings/clock.ts'
import { watchHere } from '../presence/here.ts'
import type { NarrativeContext } from '../sync/narrative-slots.ts'
import { serverNow } from '../sync/server-clock.ts'
import { Button } from '../ui/button.tsx'
import { Icon } from '../ui/icon.tsx'
import { useHere, type MeetingHere } from './desk.ts'
import { EntryView } from './entry-view.tsx'
import { groupOf } from './order.ts'
import { entriesIn, putEntry, typeALine } from './own-lines.ts'
import { KIND_NAMES } from './words.ts'

interface Part {
  context: NarrativeContext
  section: NumberedSection
}

/** "Minutes, three people writing"; "Earlier in this call, item 1, 10:30 to 10:36". */
export function SectionHead({ context, section }: Part) {
  const here = useHere()
  const empty = useIsEmpty(context, section.id)
  const title = `title-${section.id}`
  if (here === null)
    return (
      <h2 id={title} className="mt-h2">
        {section.title}
      </h2>
    )
  const { meeting } = here.page
  const { group, first } = groupOf(meeting, here.item?.id ?? null, section.id)
  if (group === 'now')
    return (
      <h2 id={title} className="mt-h2">
        Minutes <span className="vh">of {section.title}</span>
        <Writing context={context} section={section.id} />
      </h2>
    )
  if (group === 'all')
    return (
      <h2 id={title} className="mt-h2">
        {section.title}
        <small>{spanWords(here, section.id)}</small>
      </h2>
    )
  return (
    <>
      {group === 'earlier' && first ? <h2 className="mt-h2 mt-group">Earlier in this call</h2> : null}
      <h3 id={title} className={`mt-h3 is-${group} ${empty ? 'is-empty' : ''}`}>
        {section.title}
        <small>
          {group === 'later' ? 'still to come, ' : ''}
          {spanWords(here, section.id)}
          {empty && group === 'earlier' ? '. Nothing was written.' : ''}
        </small>
      </h3>
    </>
  )
}

/** "Item 1, 6 minutes". */
function spanWords({ page }: MeetingHere, id: string): string {
  const { agenda, course, closed } = page.meeting
  const at = agenda.findIndex((item) => item.id === id)
  if (at === -1) return 'no longer on the agenda'
  const took = course === null ? 0 : tookOf(course, id, closed?.at ?? serverNow())
  return `item ${at + 1}${took === 0 ? `, ${agenda[at]?.minutes} minutes planned` : `, took ${Math.max(1, Math.round(took / 60_000))} of ${agenda[at]?.minutes} minutes`}`
}

const COUNTS = [
  '',
  'one person writing',
  'two people writing',
  'three people writing',
  'four people writing',
  'five people writing',
]

function Writing({ context, section }: { context: NarrativeContext; section: string }) {
  const here = useMemo(() => watchHere(context.awareness, context.me.id), [context.awareness, context.me.id])
  const people = useSyncExternalStore(here.subscribe, here.get)
  const count = people.filter((one) => one.section === section && one.doing === 'typing').length
  return <small>{COUNTS[count] ?? `${count} people writing`}</small>
}

/** Where the next line is typed, and records of this item that stand in no line. */
export function SectionFoot({ context, section }: Part) {
  const here = useHere()
  const standing = useEntriesIn(context, section.id)
  if (here === null) return null
  const { meeting, entries } = here.page
  const { group } = groupOf(meeting, here.item?.id ?? null, section.id)
  const loose = entries.filter((entry) => entry.item === section.id && !standing.includes(entry.id))
  return (
    <>
      {loose.length === 0 ? null : (
        <ul className="mt-loose" aria-label={`Recorded without a line in ${section.title}`}>
          {loose.map(({ id, kind, words }) => (
            <li key={id}>
              <EntryView entry={{ id, kind, words }} />
            </li>
          ))}
        </ul>
      )}
      {here.writes && group !== 'later' ? (
        <TypeHere here={here} section={section} main={group === 'now'} />
      ) : null}
    </>
  )
}

const MAKES = [
  { kind: 'decision', icon: Scale },
  { kind: 'action', icon: SquareCheckBig },
  { kind: 'position', icon: MessageSquareText },
  { kind: 'phone', icon: Phone },
] as const

function TypeHere({ here, section, main }: { here: MeetingHere; section: NumberedSection; main: boolean }) {
  const { context, desk } = here
  const { doc } = context
  return (
    <div className="mt-type no-print">
      <button
        className="mt-type-line"
        aria-label={main ? 'Type a line' : `Type a line in ${section.title}`}
        onClick={() => void typeALine(context, section.id)}
      >
        <Icon of={Plus} />
        {main ? (
          <span>
            Type a line, or <kbd>/</kbd> for a decision, an action or a position
          </span>
        ) : (
          'Add a line'
        )}
      </button>
      {main ? (
        <span className="mt-makes" role="group" aria-label="Record">
          {MAKES.map(({ kind, icon }) => (
            <Button
              key={kind}
              look="plain"
              small
              onPress={() =>
                desk.begin.get()({
                  line: `/${kind}`,
                  item: section.id,
                  settle: (entry) => putEntry(doc, section.id, null, entry),
                })
              }
            >
              <Icon of={icon} />
              {kind === 'position' ? 'Position' : KIND_NAMES[kind]}
            </Button>
          ))}
        </span>
      ) : null}
    </div>
  )
}

/** Entries that stand in an item's minutes, live; read again a moment after words change. */
function useEntriesIn({ doc }: NarrativeContext, section: string): readonly string[] {
  return useOfFragment(doc, section, () => entriesIn(doc, section).join(' ')).split(' ')
}

const useIsEmpty = ({ doc }: NarrativeContext, section: string): boolean =>
  useOfFragment(doc, section, () => (fragmentOf(doc, section).length === 0 ? 'empty' : '')) === 'empty'

function useOfFragment(doc: NarrativeContext['doc'], section: string, read: () => string): string {
  const [value, setValue] = useState(read)
  useEffect(() => {
    const fragment = fragmentOf(doc, section)
    const look = () => setValue(read())
    look()
    fragment.observe(look)
    return () => fragment.unobserve(look)
    // oxlint-disable-next-line react-hooks/exhaustive-deps -- what is read depends on the document and the section alone
  }, [doc, section])
  return value
}
