import { CalendarPlus, Play } from 'lucide-react'
import { nanoid } from 'nanoid'
import { useState } from 'react'
import { Link, useNavigate, useParams } from 'react-router'
import { routes } from '../../shared/api/routes.ts'
import type { Partner } from '../../shared/domain/partners.ts'
import type { Person } from '../../shared/people/person.ts'
import type { Entry } from '../../shared/meetings/entries.ts'
import type { Meeting } from '../../shared/meetings/meetings.ts'
import { lengthOf, templateOf, titleOf } from '../../shared/meetings/templates.ts'
import { may } from '../../shared/permissions.ts'
import { call, sayProblem } from '../sync/api.ts'
import { serverNow } from '../sync/server-clock.ts'
import { useHome } from '../sync/records.ts'
import { Button } from '../ui/button.tsx'
import { Icon } from '../ui/icon.tsx'
import { ProblemLine } from '../ui/problem-line.tsx'
import { usePageTitle } from '../ui/page-title.ts'
import { Trail } from '../ui/trail.tsx'
import { ActionState } from './action-state.tsx'
import './meetings.css'
import { PlanDialog } from './plan-dialog.tsx'
import { useServerNow } from './use-server-now.ts'
import { useActs, useMeetings } from './use-meeting.ts'
import { clockTime, dayAndHour, dueWords, isOverdue, kindName, minutesWords, ownerWords } from './words.ts'

/** Meetings of a workspace: the next ones, those held, and the actions that are not finished. */
export function MeetingsPage() {
  const { workspace = '' } = useParams()
  usePageTitle('Meetings')
  const now = useServerNow()
  const go = useNavigate()
  const home = useHome(workspace).data
  const { data, problem, retry } = useMeetings(workspace)
  const [planning, setPlanning] = useState(false)
  const [wrong, setWrong] = useState<string | null>(null)
  const me = home?.me
  const writes = me !== undefined && may(me, { do: 'edit minutes' })
  const coming = (data?.meetings ?? [])
    .filter(({ state }) => state === 'planned' || state === 'under way')
    .toSorted((a, b) => (a.state === b.state ? a.startsAt - b.startsAt : a.state === 'under way' ? -1 : 1))
  const held = (data?.meetings ?? []).filter(({ state }) => state === 'closed' || state === 'called off')
  const open = (meeting: { id: string }) => void go(`/w/${workspace}/meetings/${meeting.id}`)
  const startNow = async (): Promise<void> => {
    const startsAt = serverNow()
    const kind = 'weekly teleconference'
    try {
      const body = {
        id: nanoid(),
        kind,
        title: titleOf(kind, startsAt),
        startsAt,
        minutes: lengthOf(templateOf(kind).agenda),
        dialIn: null,
        invitees: [],
      } as const
      const planned = await call(routes.planMeeting, {
        params: { workspace },
        body: { ...body, invitees: [] },
      })
      await call(routes.startMeeting, { params: { workspace, meeting: planned.id }, body: {} })
      open(planned)
    } catch (error) {
      setWrong(sayProblem(error))
    }
  }
  return (
    <>
      <Trail workspace={workspace} page="Meetings" />
      <main id="main" className="mt-page" tabIndex={-1}>
        <h1>Meetings</h1>
        <p className="quiet">
          Weekly calls, workshops, daily keeping-in-touch, and calls with the lead inspector: one agenda,
          minutes all type at once, decisions and actions that stay records.
        </p>
        {writes && data !== undefined ? (
          <p className="mt-page-acts">
            {coming.length === 0 ? (
              <Button look="main" onPress={() => void startNow()}>
                <Icon of={Play} />
                Start the weekly call
              </Button>
            ) : null}
            <Button look={coming.length === 0 ? 'line' : 'main'} onPress={() => setPlanning(true)}>
              <Icon of={CalendarPlus} />
              Plan a meeting
            </Button>
          </p>
        ) : null}
        {wrong === null ? null : <p role="alert">{wrong}</p>}
        <ProblemLine problem={problem} retry={retry} />
        {data === undefined && problem === null ? <p role="status">Catching up…</p> : null}
        {data === undefined ? null : (
          <>
            <section aria-labelledby="coming">
              <h2 id="coming">Next</h2>
              {coming.length === 0 ? <p className="quiet">No meeting is planned.</p> : null}
              <ul className="mt-rows">
                {coming.map((meeting) => (
                  <Row key={meeting.id} workspace={workspace} meeting={meeting} />
                ))}
              </ul>
            </section>
            <Unfinished
              workspace={workspace}
              actions={data.actions}
              me={me}
              partners={home?.workspace.partners ?? []}
              now={now}
            />
            {held.length === 0 ? null : (
              <section aria-labelledby="held">
                <h2 id="held">Held</h2>
                <ul className="mt-rows">
                  {held.map((meeting) => (
                    <Row key={meeting.id} workspace={workspace} meeting={meeting} />
                  ))}
                </ul>
              </section>
            )}
          </>
        )}
        {planning ? (
          <PlanDialog
            workspace={workspace}
            meeting={null}
            onClose={() => setPlanning(false)}
            onPlanned={open}
          />
        ) : null}
      </main>
    </>
  )
}

function Row({ workspace, meeting }: { workspace: string; meeting: Meeting }) {
  const { id, title, state, closed } = meeting
  return (
    <li>
      <Link to={`/w/${workspace}/meetings/${id}`}>{title}</Link>
      <span className="mt-facts">
        {kindName(meeting.kind)}. {dayAndHour(meeting.startsAt)}
        {closed === null ? `, ${minutesWords(meeting.minutes)}` : ''}.{' '}
        {state === 'under way'
          ? 'Under way now.'
          : state === 'called off'
            ? 'Called off.'
            : closed !== null
              ? `Closed at ${clockTime(closed.at)} by ${closed.by.name}.`
              : `${meeting.agenda.length} items.`}
      </span>
      {closed === null ? null : (
        <Link
          className="small"
          to={`/w/${workspace}/meetings/${id}/summary`}
          aria-label={`One page to print: ${title}`}
        >
          One page to print
        </Link>
      )}
    </li>
  )
}

function Unfinished({
  workspace,
  actions,
  me,
  partners,
  now,
}: {
  workspace: string
  actions: readonly Entry[]
  me: Person | undefined
  partners: readonly Partner[]
  now: number
}) {
  const acts = useActs(workspace, '')
  const home = useHome(workspace).data
  return (
    <section aria-labelledby="unfinished">
      <h2 id="unfinished">Actions from meetings that are open</h2>
      {actions.length === 0 ? (
        <p className="quiet">None. Actions that stay open return at the next meeting.</p>
      ) : null}
      <ul className="mt-list">
        {actions.map((entry) => (
          <li key={entry.id}>
            {entry.words}
            <span className="mt-facts">
              {ownerWords(entry.action?.owner ?? null, partners) ?? 'No owner yet'}.{' '}
              {entry.action?.due == null
                ? 'No date yet.'
                : `Due ${dueWords(entry.action.due, now)}${isOverdue(entry, now) ? ', overdue' : ''}.`}{' '}
              {me === undefined || home === undefined ? null : (
                <ActionState here={{ ...acts, context: { workspace, me, page: home } }} entry={entry} />
              )}
            </span>
          </li>
        ))}
      </ul>
    </section>
  )
}
