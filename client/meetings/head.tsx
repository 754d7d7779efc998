import { CornerUpLeft } from 'lucide-react'
import { useStore } from '../sync/store.ts'
import type { NarrativeContext } from '../sync/narrative-slots.ts'
import { Button } from '../ui/button.tsx'
import { Icon } from '../ui/icon.tsx'
import { useHere, type MeetingHere } from './desk.ts'
import { ItemContent } from './item-content.tsx'
import { Refusals } from './refusals.tsx'
import { clockTime, dayAndHour, kindName, minutesWords, shortOf, spoken } from './words.ts'

/** The head of the paper: the item under discussion and what it is about; its name until the meeting is known. */
export function MeetingHead({ context }: { context: NarrativeContext }) {
  const here = useHere()
  return here === null ? <h1 className="mt-h1">{context.page.title}</h1> : <Head here={here} />
}

function Head({ here }: { here: MeetingHere }) {
  const { page, item, desk, context } = here
  const { meeting } = page
  const { course, state, closed } = meeting
  const looking = useStore(desk.looking)
  const at = meeting.agenda.findIndex(({ id }) => id === course?.item)
  const mine = meeting.agenda.findIndex(({ id }) => id === looking)
  const { partners } = context.page.workspace
  return (
    <div className="mt-head">
      {looking === null || state !== 'under way' ? null : (
        <p className="mt-away" role="status">
          You are looking at item {mine + 1}; the {spoken(meeting.kind)} is at item {at + 1}.{' '}
          <Button look="text" small onPress={() => desk.looking.set(null)}>
            <Icon of={CornerUpLeft} />
            Return to item {at + 1}
          </Button>{' '}
          <kbd>Alt+R</kbd>
        </p>
      )}
      {state === 'under way' && item !== null ? (
        <>
          <p className="mt-kick">
            Item {meeting.agenda.indexOf(item) + 1} of {meeting.agenda.length}
            {speakerWords(here)}
          </p>
          <h1 className="mt-h1">{item.title}</h1>
          <ItemContent here={here} item={item} />
        </>
      ) : (
        <>
          <p className="mt-kick">{kindName(meeting.kind)}</p>
          <h1 className="mt-h1">{meeting.title}</h1>
          <p className="mt-sub">
            {closed === null
              ? state === 'called off'
                ? 'This meeting was called off.'
                : `${dayAndHour(meeting.startsAt)}, ${minutesWords(meeting.minutes)}.`
              : `Held ${dayAndHour(course?.openedAt ?? meeting.startsAt)} to ${clockTime(closed.at)}. These minutes are closed: nothing in them changes any more.`}
          </p>
          {meeting.dialIn === null || closed !== null ? null : (
            <p className="mt-sub">
              To join by telephone or link: <DialIn words={meeting.dialIn} />
            </p>
          )}
          {state === 'planned' && meeting.invitees.length > 0 ? (
            <p className="mt-sub">
              Invited:{' '}
              {meeting.invitees
                .map(({ name, partner }) => `${name} (${shortOf(partners, partner)})`)
                .join(', ')}
              .
            </p>
          ) : null}
        </>
      )}
      <Refusals here={here} />
    </div>
  )
}

/** ". A head teacher, Schools, by phone, has the word"; nothing when nobody has it. */
function speakerWords({ page, context }: MeetingHere): string {
  const speaking = page.meeting.course?.speaking ?? null
  if (speaking === null) return ''
  const phone = page.attendance.find(({ id, how }) => id === speaking.id && how === 'phone')
  const name = speaking.name ?? phone?.name
  if (name === undefined) return ''
  const short = shortOf(context.page.workspace.partners, speaking.partner)
  return `. ${name}, ${short}${phone === undefined ? '' : ', by phone'}, has the word`
}

/** A link where it is one; a number or a code is read as it stands. */
export const DialIn = ({ words }: { words: string }) =>
  /^https:\/\/\S+$/u.test(words) ? (
    <a href={words} rel="noreferrer" target="_blank">
      {words}
    </a>
  ) : (
    <span>{words}</span>
  )
