import { Printer } from 'lucide-react'
import type { ReactNode } from 'react'
import { Link, useParams } from 'react-router'
import type { MeetingPage } from '../../shared/api/meetings.ts'
import { PARTNER_KINDS, type Partner } from '../../shared/domain/partners.ts'
import type { Changes } from '../../shared/meetings/changes.ts'
import type { Entry } from '../../shared/meetings/entries.ts'
import { useHome } from '../sync/records.ts'
import { Button } from '../ui/button.tsx'
import { Icon } from '../ui/icon.tsx'
import { usePageTitle } from '../ui/page-title.ts'
import { PartnerName } from '../ui/partner.tsx'
import { Trail } from '../ui/trail.tsx'
import { changeWords, hasChanged } from './change-words.ts'
import './meetings.css'
import './summary.css'
import { useChanges, useMeeting } from './use-meeting.ts'
import { useServerNow } from './use-server-now.ts'
import { clockTime, dayAndHour, dueWords, ownerWords, shortOf, wholeDay } from './words.ts'

/** What a meeting came to, on one page of A4: who, decisions, actions, positions, changes to the narratives. */
export function SummaryPage() {
  const { workspace = '', meeting: id = '' } = useParams()
  const { data, problem } = useMeeting(workspace, id)
  const changes = useChanges(workspace, id, true).data
  const partners = useHome(workspace).data?.workspace.partners ?? []
  const title = data?.meeting.title ?? 'A meeting'
  usePageTitle(`${title}, one page`)
  return (
    <>
      <Trail
        under={[
          { name: 'Meetings', to: `/w/${workspace}/meetings` },
          { name: title, to: `/w/${workspace}/meetings/${id}` },
        ]}
        page="One page"
      />
      <main id="main" className="mt-page mt-summary" tabIndex={-1}>
        {data === undefined ? (
          <p role="status">{problem === null ? 'Catching up…' : problem.message}</p>
        ) : (
          <Summary workspace={workspace} page={data} changes={changes} partners={partners} />
        )}
      </main>
    </>
  )
}

function Summary({
  workspace,
  page,
  changes,
  partners,
}: {
  workspace: string
  page: MeetingPage
  changes: Changes | undefined
  partners: readonly Partner[]
}) {
  const { meeting, entries } = page
  const { course, closed } = meeting
  const of = (kind: Entry['kind']) => entries.filter((entry) => entry.kind === kind)
  const now = useServerNow()
  return (
    <>
      <h1>{meeting.title}</h1>
      <p className="mt-sub">
        {course === null
          ? `Planned for ${dayAndHour(meeting.startsAt)}.`
          : `Held ${dayAndHour(course.openedAt)}${closed === null ? ', still under way' : ` to ${clockTime(closed.at)}`}. Facilitated by ${course.facilitator.name}, ${shortOf(partners, course.facilitator.partner)}.`}
      </p>
      <p className="mt-page-acts no-print">
        <Button onPress={() => window.print()}>
          <Icon of={Printer} />
          Print
        </Button>
      </p>
      <Part title="Who took part">
        <Who page={page} partners={partners} />
      </Part>
      <Part title="Decisions" none={of('decision').length === 0}>
        <ol>
          {of('decision').map(({ id, words }) => (
            <li key={id}>{words}</li>
          ))}
        </ol>
      </Part>
      <Part title="Actions" none={of('action').length === 0}>
        <table>
          <thead>
            <tr>
              <th scope="col">Action</th>
              <th scope="col">Owner</th>
              <th scope="col">Due</th>
            </tr>
          </thead>
          <tbody>
            {of('action').map(({ id, words, action }) => (
              <tr key={id}>
                <td>
                  {words}
                  {action?.state === 'done'
                    ? ' (done)'
                    : action?.state === 'dropped'
                      ? ' (no longer needed)'
                      : ''}
                </td>
                <td>{ownerWords(action?.owner ?? null, partners) ?? 'Nobody yet'}</td>
                <td>{action?.due == null ? 'No date yet' : dueWords(action.due, now)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </Part>
      {of('position').length === 0 ? null : (
        <Part title="Positions to be taken by their signatories">
          <ul>
            {of('position').map(({ id, words, position }) =>
              position === null ? null : (
                <li key={id}>
                  {shortOf(partners, position.partner)}, {position.on} of Theme {position.theme}: {words}
                  {position.set === null ? ' (not set yet)' : ` (set: ${position.set.stance})`}
                </li>
              ),
            )}
          </ul>
        </Part>
      )}
      {of('phone').length === 0 ? null : (
        <Part title="Said by phone">
          <ul>
            {of('phone').map(({ id, words, phone }) =>
              phone === null ? null : (
                <li key={id}>
                  {words} ({phone.name}, {shortOf(partners, phone.partner)};{' '}
                  {phone.readBack === null ? 'not read back' : 'read back'})
                </li>
              ),
            )}
          </ul>
        </Part>
      )}
      <Part title={changesTitle(changes)} none={changes !== undefined && !changes.themes.some(hasChanged)}>
        <ul>
          {changes?.themes.filter(hasChanged).map((theme) => (
            <li key={theme.theme}>
              {theme.label}: {changeWords(theme, partners)}{' '}
              {theme.compare === null ? null : (
                <Link
                  className="mt-diff"
                  to={`/w/${workspace}/documents/${theme.theme}/history/compare/${theme.compare.from}/${theme.compare.to}`}
                >
                  See the changes in {theme.label}
                </Link>
              )}
            </li>
          ))}
        </ul>
      </Part>
      {page.amendments.length === 0 ? null : (
        <Part title="Amendments">
          <ol>
            {page.amendments.map(({ id, words, by, at }) => (
              <li key={id}>
                {words} ({by.name}, {shortOf(partners, by.partner)}, {dayAndHour(at)})
              </li>
            ))}
          </ol>
        </Part>
      )}
      <p className="mt-seal">
        {closed === null
          ? `As it stands ${dayAndHour(now)}; the meeting is not closed.`
          : `Closed ${dayAndHour(closed.at)} by ${closed.by.name}. Checksum of the minutes: ${closed.checksum}`}
      </p>
    </>
  )
}

const changesTitle = (changes: Changes | undefined): string =>
  changes?.since == null
    ? 'Changes to the narratives so far'
    : `Changes to the narratives since ${wholeDay(changes.since.at)}`

const Part = ({ title, none = false, children }: { title: string; none?: boolean; children: ReactNode }) => (
  <section>
    <h2>{title}</h2>
    {none ? <p>None.</p> : children}
  </section>
)

function Who({ page, partners }: { page: MeetingPage; partners: readonly Partner[] }) {
  const present = page.attendance.filter(({ how }) => how !== 'apologies')
  const apologies = page.attendance.filter(({ how }) => how === 'apologies')
  return (
    <>
      <dl className="mt-who">
        {PARTNER_KINDS.map((kind) => {
          const those = present.filter(({ partner }) => partner === kind)
          return (
            <div key={kind}>
              <dt>
                <PartnerName partner={kind} short={shortOf(partners, kind)} />
              </dt>
              <dd>
                {those.length === 0
                  ? 'nobody'
                  : those.map(({ name, how }) => (how === 'phone' ? `${name} by phone` : name)).join(', ')}
              </dd>
            </div>
          )
        })}
      </dl>
      {apologies.length === 0 ? null : (
        <p>
          Apologies:{' '}
          {apologies.map(({ name, partner }) => `${name}, ${shortOf(partners, partner)}`).join('; ')}.
        </p>
      )}
    </>
  )
}
