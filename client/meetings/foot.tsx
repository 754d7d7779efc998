import { nanoid } from 'nanoid'
import { useState } from 'react'
import { useQueryClient } from '@tanstack/react-query'
import { may } from '../../shared/permissions.ts'
import { sayProblem } from '../sync/api.ts'
import { outbox } from '../sync/outbox.ts'
import { serverNow } from '../sync/server-clock.ts'
import { useOutbox } from '../sync/use-outbox.ts'
import { answer } from '../ui/announcer.tsx'
import { Button } from '../ui/button.tsx'
import { TextField } from '../ui/field.tsx'
import type { MeetingHere } from './desk.ts'
import { AmendBody } from './waiting.ts'
import { WithMeeting } from './with-meeting.tsx'
import { meetingKey } from './use-meeting.ts'
import { clockTime, dayAndHour, shortOf } from './words.ts'

/** Beneath closed minutes: their checksum, and amendments, which change nothing above them. */
export const MinutesFoot = () => (
  <WithMeeting>{(here) => (here.page.meeting.closed === null ? null : <Closed here={here} />)}</WithMeeting>
)

function Closed({ here }: { here: MeetingHere }) {
  const { page, context } = here
  const { closed, id } = page.meeting
  const waiting = useOutbox().flatMap((one) =>
    one.route === 'amendMinutes' && one.params.meeting === id && one.refused === null
      ? (AmendBody.safeParse(one.body).data ?? [])
      : [],
  )
  if (closed === null) return null
  const { partners } = context.page.workspace
  return (
    <section className="mt-amend" aria-labelledby="mt-amend">
      <p className="mt-facts">
        Closed {dayAndHour(closed.at)} by {closed.by.name}, {shortOf(partners, closed.by.partner)}. Checksum{' '}
        <code>{closed.checksum.slice(0, 16)}…</code>
      </p>
      <h2 id="mt-amend" className="mt-h2">
        Amendments
      </h2>
      {page.amendments.length + waiting.length === 0 ? <p className="mt-facts">None.</p> : null}
      <ol className="mt-list">
        {page.amendments.map(({ id: key, words, by, writtenAt }) => (
          <li key={key}>
            {words}
            <span className="mt-facts">
              {by.name}, {shortOf(partners, by.partner)}, {dayAndHour(writtenAt)}
            </span>
          </li>
        ))}
        {waiting.map(({ id: key, words, writtenAt }) => (
          <li key={key}>
            {words}
            <span className="mt-facts">
              Written {clockTime(writtenAt)}; kept on this device until it can be sent.
            </span>
          </li>
        ))}
      </ol>
      {may(context.me, { do: 'edit minutes' }) ? <Amend here={here} /> : null}
    </section>
  )
}

function Amend({ here }: { here: MeetingHere }) {
  const { page, context } = here
  const queries = useQueryClient()
  const [words, setWords] = useState('')
  const [problem, setProblem] = useState<string>()
  const send = async (): Promise<void> => {
    if (words.trim() === '') return setProblem('Write something first.')
    const params = { workspace: context.workspace, meeting: page.meeting.id }
    const body = { id: nanoid(), words: words.trim(), writtenAt: serverNow() }
    try {
      const sent = await outbox.send('amendMinutes', { params, body })
      answer(sent.sent ? 'The amendment is added.' : 'Kept on this device until it can be sent.')
      setWords('')
      setProblem(undefined)
    } catch (error) {
      setProblem(sayProblem(error))
    }
    await queries.invalidateQueries({ queryKey: meetingKey(context.workspace, page.meeting.id) })
  }
  return (
    <form
      className="no-print"
      onSubmit={(event) => {
        event.preventDefault()
        void send()
      }}
    >
      <TextField
        label="Add an amendment"
        hint="It stands beneath the minutes with your name and the time. Nothing above changes."
        rows={3}
        maxLength={4_000}
        value={words}
        wrong={problem}
        onChange={setWords}
      />
      <p className="acts">
        <Button look="line" type="submit">
          Add this amendment
        </Button>
      </p>
    </form>
  )
}
