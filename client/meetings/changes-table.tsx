import { Link, useNavigate } from 'react-router'
import { routes } from '../../shared/api/routes.ts'
import type { ThemeChanges } from '../../shared/meetings/changes.ts'
import type { Place } from '../../shared/meetings/meetings.ts'
import { call } from '../sync/api.ts'
import { Button } from '../ui/button.tsx'
import { useProgress } from '../sync/records.ts'
import { actionWords, changeWords, hasChanged } from './change-words.ts'
import type { MeetingHere } from './desk.ts'
import { pathOfPlace } from './places.ts'
import { useChanges } from './use-meeting.ts'
import { wholeDay } from './words.ts'

/** What moved in each theme since the last meeting of the kind; the facilitator takes the call there. */
export function ChangesTable({ here }: { here: MeetingHere }) {
  const { context, page } = here
  const known = useChanges(context.workspace, page.meeting.id, true)
  const changes = known.data
  if (changes === undefined)
    return <p className="mt-sub">{known.problem === null ? 'Catching up…' : known.problem.message}</p>
  const moved = changes.themes.filter(hasChanged)
  const still = changes.themes.filter((theme) => !hasChanged(theme))
  const missing = still.length > 0 && still.every(({ wording }) => wording === 'to be entered')
  return (
    <>
      <p className="mt-sub">
        {changes.since === null
          ? 'The first of its kind: everything written so far.'
          : `What moved since ${changes.since.title}, held ${wholeDay(changes.since.at)}.`}{' '}
        {here.leads ? 'Open a line to go there together.' : ''}
      </p>
      <table className="mt-changes">
        <caption className="vh">Changes by theme</caption>
        <tbody>
          {moved.map((theme) => (
            <Row key={theme.theme} theme={theme} here={here} />
          ))}
          {still.length === 0 ? null : (
            <tr>
              <th scope="row">{still.map(({ theme }) => theme).join(', ')}</th>
              <td className="quiet">No change.{missing ? ' Wording still to be entered.' : ''}</td>
              <td />
            </tr>
          )}
        </tbody>
      </table>
    </>
  )
}

function Row({ theme, here }: { theme: ThemeChanges; here: MeetingHere }) {
  const { context, page, leads, act } = here
  const go = useNavigate()
  const place: Place = { document: theme.theme, section: theme.edited[0]?.section ?? null }
  const params = { workspace: context.workspace, meeting: page.meeting.id }
  const together = async (): Promise<void> => {
    if (await act(() => call(routes.goTogether, { params, body: { place } })))
      await go(pathOfPlace(context.workspace, place))
  }
  const { compare } = theme
  const counts = useProgress(context.workspace).data?.themes[theme.theme]
  return (
    <tr>
      <th scope="row">
        <span className="vh">Theme </span>
        {theme.theme}
      </th>
      <td>
        {changeWords(theme, context.page.workspace.partners)}{' '}
        {counts === undefined || counts.total === 0 ? '' : `${actionWords(counts)} `}
        {compare === null ? null : (
          <Link
            to={`/w/${context.workspace}/documents/${theme.theme}/history/compare/${compare.from}/${compare.to}`}
          >
            See the changes<span className="vh"> in theme {theme.theme}</span>
          </Link>
        )}
      </td>
      <td>
        {leads && page.meeting.state === 'under way' ? (
          <Button
            look="text"
            small
            aria-label={`Go together to theme ${theme.theme}`}
            onPress={() => void together()}
          >
            Go together
          </Button>
        ) : (
          <Link to={pathOfPlace(context.workspace, place)} aria-label={`Open theme ${theme.theme}`}>
            Open
          </Link>
        )}
      </td>
    </tr>
  )
}
