import { Link } from 'react-router'
import type { ThemeSummary, Workspace } from '../../shared/domain/workspace.ts'
import { Swatch } from '../ui/partner.tsx'
import { dayAndTime } from '../ui/when.ts'
import { shortOf } from './partners.ts'
import { newest } from './newest.ts'

const SHOWN = 6

/** What others wrote in each narrative since this person last left it, newest first. */
export function SinceSection({
  workspace,
  themes,
  now,
}: {
  workspace: Workspace
  themes: readonly ThemeSummary[]
  now: number
}) {
  const visits = themes.flatMap((theme) => theme.since.lastHere ?? [])
  const changes = newest(themes)
  const more = changes.length - SHOWN
  return (
    <section>
      <h2>
        Since you were last here
        {visits.length === 0 ? null : <span>{dayAndTime(Math.max(...visits), now)}</span>}
      </h2>
      {visits.length === 0 && changes.length === 0 ? (
        <p className="quiet">Nothing yet. What others change after you were in a narrative is listed here.</p>
      ) : changes.length === 0 ? (
        <p className="quiet">Nothing has changed.</p>
      ) : (
        <ul>
          {changes.slice(0, SHOWN).map((change) => (
            <li key={`${change.theme.id}|${change.section}|${change.partner}`}>
              <Swatch partner={change.partner} />
              <Link
                className="place"
                to={`/w/${workspace.slug}/themes/${change.theme.id}#section-${change.section}`}
              >
                {change.theme.label}, {change.number}
              </Link>
              <br />
              {shortOf(workspace, change.partner)} wrote in “{change.title}”, {dayAndTime(change.at, now)}.{' '}
              <Link to={`/w/${workspace.slug}/documents/${change.theme.id}/history/last-seen`}>
                Step through
                <span className="vh">
                  {' '}
                  what changed in {change.theme.label}, {change.number}
                </span>
              </Link>
            </li>
          ))}
        </ul>
      )}
      {more > 0 ? <p className="small quiet">And {more} more, in the narratives.</p> : null}
    </section>
  )
}
