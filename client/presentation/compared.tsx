import { Link } from 'react-router'
import { sayLength, sayOff, sayTimeOfDay, type Course } from '../../shared/presentation/clock.ts'
import type { Run } from '../../shared/presentation/rehearsals.ts'
import { Button } from '../ui/button.tsx'
import { dateAndTime } from '../ui/when.ts'
import { timesOf } from './clocks.tsx'
import { courseOfRun } from './runs.ts'
import './runs.css'

/**
 * Each section's time in each run, against its minutes: a table, and on a phone the same cells under one another, each
 * with the run it is of. Roles are said, since a table that is laid out otherwise loses its own.
 */
export function Compared({
  workspace,
  runs,
  onNotes,
}: {
  workspace: string
  runs: readonly Run[]
  onNotes: (run: string) => void
}) {
  const courses = runs.map((run) => ({ run, course: courseOfRun(run) }))
  return (
    <div className="runs-table" role="region" aria-label="Times of the runs" tabIndex={0}>
      <table role="table">
        <thead role="rowgroup">
          <tr role="row">
            <th role="columnheader" scope="col">
              Section
            </th>
            <th role="columnheader" scope="col" className="is-number">
              Minutes
            </th>
            {runs.map((run) => (
              <th key={run.id} role="columnheader" scope="col" className="is-number">
                {dateAndTime(run.startedAt)}
                <span className="small quiet">
                  {run.by.name}
                  {run.kind === 'given' ? ', given' : ''}
                </span>
                <span className="no-print">
                  <Button look="text" small onPress={() => onNotes(run.id)}>
                    Notes
                  </Button>
                </span>
              </th>
            ))}
          </tr>
        </thead>
        <tbody role="rowgroup">
          {sectionsOf(runs).map(({ section, title, ms }) => (
            <tr key={section} role="row">
              <th role="rowheader" scope="row">
                <Link to={`/w/${workspace}/documents/presentation-${section}`}>{title}</Link>
              </th>
              <td role="cell" className="is-number" data-of="Minutes">
                {ms === null ? '–' : ms / 60_000}
              </td>
              {courses.map(({ run, course }) => (
                <td key={run.id} role="cell" className="is-number" data-of={dateAndTime(run.startedAt)}>
                  <Took section={section} course={course} />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
        <tfoot role="rowgroup">
          <tr role="row">
            <th role="rowheader" scope="row">
              The end
            </th>
            <td role="cell" className="is-empty" />
            {courses.map(({ run, course }) => (
              <td key={run.id} role="cell" className="is-number" data-of={dateAndTime(run.startedAt)}>
                {sayEnd(run, course)}
              </td>
            ))}
          </tr>
        </tfoot>
      </table>
    </div>
  )
}

/** The latest run's sections in their order, and after them those that only earlier runs had. */
function sectionsOf(runs: readonly Run[]): Run['order'] {
  const order = runs[0]?.order ?? []
  const others = runs
    .slice(1)
    .flatMap((run) => run.order.filter((one) => order.every((o) => o.section !== one.section)))
  return [...order, ...new Map(others.map((one) => [one.section, one])).values()]
}

function Took({ section, course }: { section: string; course: Course }) {
  const time = course.sections.find((one) => one.section === section)
  if (time === undefined || time.state === 'to come' || time.state === 'left out')
    return <span className="quiet">{time?.state ?? 'not in it'}</span>
  return (
    <>
      {sayLength(time.spent)}{' '}
      <span className={time.moved >= 1_000 ? 'warn' : 'quiet'}>
        {time.budget === null ? '' : `(${sayOff(time.moved)})`}
      </span>
    </>
  )
}

function sayEnd(run: Run, course: Course): string {
  const { planned, ends } = timesOf(run, course, run.steps.at(-1)?.at ?? run.startedAt)
  return `planned ${sayTimeOfDay(planned)}, ended ${sayTimeOfDay(ends)}`
}
