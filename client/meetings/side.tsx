import { Phone, UserPlus } from 'lucide-react'
import { useState } from 'react'
import { PARTNER_KINDS } from '../../shared/domain/partners.ts'
import type { Attendance } from '../../shared/meetings/meetings.ts'
import { initials } from '../../shared/people/person.ts'
import type { NarrativeContext } from '../sync/narrative-slots.ts'
import { Button } from '../ui/button.tsx'
import { Icon } from '../ui/icon.tsx'
import { PartnerName, PartnerTab } from '../ui/partner.tsx'
import { AttendanceDialog } from './attendance-dialog.tsx'
import { ChaseList } from './chase-list.tsx'
import type { MeetingHere } from './desk.ts'
import { Hands } from './hands.tsx'
import { DialIn } from './head.tsx'
import { WithMeeting } from './with-meeting.tsx'
import { isMe } from './use-meeting.ts'
import { clockTime, shortOf, spoken } from './words.ts'

/** The column at the right: who takes part by partner, hands in order, what is to be tied down. */
export const Side = ({ context }: { context: NarrativeContext }) => (
  <WithMeeting>
    {(here) => (
      <div className="mt-side">
        <SoFar here={here} />
        <InTheCall here={here} />
        <Hands here={here} />
        <ChaseList workspace={context.workspace} />
      </div>
    )}
  </WithMeeting>
)

/** Who takes part and whose hand is up; a sheet on the phone. */
export const PeopleSheet = () => (
  <WithMeeting>
    {(here) => (
      <div className="mt-side">
        <SoFar here={here} />
        <InTheCall here={here} />
        <Hands here={here} />
      </div>
    )}
  </WithMeeting>
)

export const ChaseSheet = ({ context }: { context: NarrativeContext }) => (
  <div className="mt-side">
    <ChaseList workspace={context.workspace} />
  </div>
)

/** Came in more than this long after the start, ms: told what has happened so far. */
const LATE_MS = 3 * 60_000

/** What somebody who came late has missed. */
function SoFar({ here }: { here: MeetingHere }) {
  const { page } = here
  const { meeting, attendance, entries } = page
  const [seen, setSeen] = useState(false)
  const mine = attendance.find(({ id }) => isMe({ id }))
  const opened = meeting.course?.openedAt
  if (seen || meeting.state !== 'under way' || opened === undefined || mine?.from == null) return null
  if (mine.from - opened < LATE_MS) return null
  const done = meeting.agenda.filter(
    ({ id }) => id !== meeting.course?.item && (meeting.course?.took[id] ?? 0) > 0,
  )
  const count = (kind: 'decision' | 'action') => entries.filter((entry) => entry.kind === kind).length
  return (
    <section aria-labelledby="mt-so-far" className="mt-so-far">
      <h2 id="mt-so-far">
        So far<span>you joined {clockTime(mine.from)}</span>
      </h2>
      <p>
        Started {clockTime(opened)}.{' '}
        {done.length === 0 ? 'No item is done yet. ' : `Done: ${done.map(({ title }) => title).join(', ')}. `}
        {count('decision') === 1 ? '1 decision, ' : `${count('decision')} decisions, `}
        {count('action') === 1 ? '1 action.' : `${count('action')} actions.`} The minutes have all of it.
      </p>
      <Button look="text" small onPress={() => setSeen(true)}>
        I have caught up
      </Button>
    </section>
  )
}

function InTheCall({ here }: { here: MeetingHere }) {
  const { page, context, writes } = here
  const { meeting, attendance } = page
  const [editing, setEditing] = useState(false)
  const { partners } = context.page.workspace
  const present = attendance.filter(({ how }) => how !== 'apologies')
  const apologies = attendance.filter(({ how }) => how === 'apologies')
  const count = new Set(present.map(({ partner }) => partner)).size
  return (
    <section aria-labelledby="mt-call">
      <h2 id="mt-call">
        {meeting.closed === null ? `In the ${spoken(meeting.kind)}` : 'Who took part'}
        <span>{count} of 5 partners</span>
      </h2>
      <table className="mt-att">
        <caption className="vh">Attendance by partner</caption>
        <tbody>
          {PARTNER_KINDS.map((kind) => {
            const those = present.filter(({ partner }) => partner === kind)
            const full = partners.find((partner) => partner.kind === kind)?.name
            return (
              <tr key={kind}>
                <th scope="row">
                  <PartnerName partner={kind} short={shortOf(partners, kind)} full={full} />
                </th>
                <td>
                  {those.length === 0 ? (
                    <span className="small quiet">{meeting.closed === null ? 'nobody yet' : 'nobody'}</span>
                  ) : null}
                  {those.map((one) => (
                    <Present key={one.id} one={one} short={shortOf(partners, kind)} meeting={meeting} />
                  ))}
                </td>
              </tr>
            )
          })}
        </tbody>
      </table>
      {apologies.length === 0 ? null : (
        <p className="mt-facts">
          Apologies:{' '}
          {apologies.map(({ name, partner }) => `${name}, ${shortOf(partners, partner)}`).join('; ')}.
        </p>
      )}
      {writes ? (
        <Button look="text" small onPress={() => setEditing(true)}>
          <Icon of={UserPlus} />
          Correct who is here, or add by phone
        </Button>
      ) : null}
      {meeting.dialIn === null || meeting.closed !== null ? null : (
        <p className="mt-facts">
          To join: <DialIn words={meeting.dialIn} />
        </p>
      )}
      {editing ? <AttendanceDialog here={here} onClose={() => setEditing(false)} /> : null}
    </section>
  )
}

function Present({
  one,
  short,
  meeting,
}: {
  one: Attendance
  short: string
  meeting: MeetingHere['page']['meeting']
}) {
  const opened = meeting.course?.openedAt ?? 0
  const late = one.how === 'here' && one.from !== null && one.from - opened > LATE_MS
  const left = one.how === 'here' && one.until !== null && meeting.closed === null
  return (
    <span className="mt-one">
      <PartnerTab partner={one.partner} letters={initials(one.name)} label={`${one.name}, ${short}`} />
      {one.how === 'phone' ? (
        <span className="mt-how">
          <Icon of={Phone} />
          by phone
        </span>
      ) : left ? (
        <span className="mt-how">elsewhere since {clockTime(one.until ?? 0)}</span>
      ) : late ? (
        <span className="mt-how">joined {clockTime(one.from ?? 0)}</span>
      ) : null}
    </span>
  )
}
