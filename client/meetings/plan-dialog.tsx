import { nanoid } from 'nanoid'
import { useState } from 'react'
import { useQueryClient } from '@tanstack/react-query'
import { routes } from '../../shared/api/routes.ts'
import { dayInLondon, momentInLondon } from '../../shared/domain/days.ts'
import { MeetingKind, type AgendaItem } from '../../shared/domain/meetings.ts'
import { Plan, type Meeting } from '../../shared/meetings/meetings.ts'
import { lengthOf, TEMPLATES, templateOf, titleOf } from '../../shared/meetings/templates.ts'
import { ApiProblem, call, sayProblem } from '../sync/api.ts'
import { serverNow } from '../sync/server-clock.ts'
import { Button } from '../ui/button.tsx'
import { Dialog } from '../ui/dialog.tsx'
import { TextField } from '../ui/field.tsx'
import { Select } from '../ui/select.tsx'
import { AgendaEditor } from './agenda-editor.tsx'
import { Invitees } from './invitees.tsx'
import { meetingKey, meetingsKey } from './use-meeting.ts'
import { clockTime, dayAndHour, minutesWords, ukTime } from './words.ts'

/** Plans a meeting, or changes the plan of one; what others changed meanwhile is shown before it is followed. */
export function PlanDialog({
  workspace,
  meeting,
  kind: asked = 'weekly teleconference',
  onClose,
  onPlanned,
}: {
  workspace: string
  /** Null plans a new one. */
  meeting: Meeting | null
  kind?: MeetingKind
  onClose: () => void
  onPlanned?: (meeting: Meeting) => void
}) {
  const queries = useQueryClient()
  const [id] = useState(() => meeting?.id ?? nanoid())
  const [kind, setKind] = useState<MeetingKind>(meeting?.kind ?? asked)
  const [day, setDay] = useState(() => dayInLondon(meeting?.startsAt ?? nextHalfHour(serverNow())))
  const [hour, setHour] = useState(() => clockTime(meeting?.startsAt ?? nextHalfHour(serverNow())))
  const [title, setTitle] = useState(meeting?.title ?? '')
  const [minutes, setMinutes] = useState(String(meeting?.minutes ?? lengthOf(templateOf(kind).agenda)))
  const [agenda, setAgenda] = useState<readonly AgendaItem[]>(meeting?.agenda ?? templateOf(kind).agenda)
  const [dialIn, setDialIn] = useState(meeting?.dialIn ?? '')
  const [invitees, setInvitees] = useState<readonly string[]>(meeting?.invitees.map((one) => one.id) ?? [])
  const [version, setVersion] = useState(meeting?.version ?? 0)
  const [problem, setProblem] = useState<string | null>(null)
  const [theirs, setTheirs] = useState<Meeting | null>(null)
  const startsAt = momentInLondon(day, hour) ?? Number.NaN

  const send = async (): Promise<void> => {
    const plan = Plan.safeParse({
      title: title.trim() === '' && !Number.isNaN(startsAt) ? titleOf(kind, startsAt) : title,
      startsAt,
      minutes: Number(minutes),
      dialIn: dialIn.trim() === '' ? null : dialIn.trim(),
      agenda,
      invitees,
    })
    if (!plan.success)
      return setProblem(sayPlan(plan.error.issues[0]?.path[0], plan.error.issues[0]?.message))
    try {
      const planned =
        meeting === null
          ? await call(routes.planMeeting, { params: { workspace }, body: { ...plan.data, id, kind } })
          : await call(routes.changeMeeting, {
              params: { workspace, meeting: id },
              body: { ...plan.data, version },
            })
      void queries.invalidateQueries({ queryKey: meetingsKey(workspace) })
      void queries.invalidateQueries({ queryKey: meetingKey(workspace, id) })
      onPlanned?.(planned)
      onClose()
    } catch (error) {
      setProblem(sayProblem(error))
      if (!(error instanceof ApiProblem) || error.kind !== 'stale') return
      const stands = error.theirs as Meeting | undefined
      if (stands === undefined) return
      setTheirs(stands)
      setVersion(stands.version)
    }
  }
  return (
    <Dialog title={meeting === null ? 'Plan a meeting' : 'Change the plan'} open onClose={onClose}>
      <form
        className="mt-plan"
        onSubmit={(event) => {
          event.preventDefault()
          void send()
        }}
      >
        {meeting === null ? (
          <Select
            label="Kind"
            options={TEMPLATES.map((one) => ({ id: one.kind, words: one.name }))}
            value={kind}
            onChange={(next) => {
              setKind(next)
              setAgenda(templateOf(next).agenda)
              setMinutes(String(lengthOf(templateOf(next).agenda)))
            }}
          />
        ) : null}
        <p className="small quiet">{templateOf(kind).about}</p>
        <TextField
          label="Title"
          hint={Number.isNaN(startsAt) ? undefined : `Left empty it is “${titleOf(kind, startsAt)}”.`}
          maxLength={120}
          value={title}
          onChange={setTitle}
        />
        <div className="mt-due">
          <TextField label="Day" type="date" value={day} onChange={setDay} />
          <TextField
            label={`Starts at${Number.isNaN(startsAt) ? '' : ukTime(startsAt).replace(' UK time', ', UK time')}`}
            type="time"
            value={hour}
            onChange={setHour}
          />
          <TextField label="Minutes" type="number" value={minutes} onChange={setMinutes} />
        </div>
        <AgendaEditor agenda={agenda} onChange={setAgenda} current={meeting?.course?.item ?? null} />
        {lengthOf(agenda) === Number(minutes) ? null : (
          <p className="small" role="status">
            The agenda takes {minutesWords(lengthOf(agenda))}; the meeting has {minutes || '0'}.
          </p>
        )}
        <TextField
          label="Number, link or code to join by"
          hint="Shown to members of this workspace alone."
          maxLength={500}
          value={dialIn}
          onChange={setDialIn}
        />
        <Invitees workspace={workspace} chosen={invitees} onChange={setInvitees} />
        <div className="mt-plan-foot">
          {theirs === null ? null : (
            <p role="alert">
              Somebody changed the plan meanwhile. It now is “{theirs.title}”, {dayAndHour(theirs.startsAt)},
              with {theirs.agenda.map((one) => one.title).join(', ')}. Keep yours to replace it, or{' '}
              <Button look="text" small onPress={onClose}>
                leave theirs
              </Button>
            </p>
          )}
          {problem === null || theirs !== null ? null : <p role="alert">{problem}</p>}
          <div className="acts">
            <Button look="main" type="submit">
              {meeting === null ? 'Plan this meeting' : 'Keep this plan'}
            </Button>
            <Button look="text" onPress={onClose}>
              Go back
            </Button>
          </div>
        </div>
      </form>
    </Dialog>
  )
}

const nextHalfHour = (now: number): number => Math.ceil(now / 1_800_000) * 1_800_000

/** What is wrong with a plan, in words. */
const sayPlan = (field: PropertyKey | undefined, message: string | undefined): string =>
  field === 'startsAt'
    ? 'Give the day and the time it starts.'
    : field === 'minutes'
      ? 'Give its length in whole minutes, from 5 to 720.'
      : (message ?? 'Something is missing.')
