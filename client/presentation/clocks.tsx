import {
  leftOf,
  paceOf,
  planOf,
  sayLength,
  sayOff,
  sayTimeOfDay,
  timeOfDay,
  type Course,
} from '../../shared/presentation/clock.ts'
import type { Run } from '../../shared/presentation/rehearsals.ts'
import { State } from '../ui/state.tsx'
import { Pause, TriangleAlert } from 'lucide-react'

/** The clock of a run: a rehearsal shows the times of the day it is for, the real one the time it is. */
export function timesOf(run: Run, course: Course, now: number) {
  const real = run.kind === 'given' || run.starts === null
  const begins = real ? localTimeOfDay(run.startedAt) : (timeOfDay(run.starts ?? '') ?? 0)
  const { ends } = planOf(run.order, begins)
  const stood = real ? Math.max(0, now - run.startedAt - course.elapsed) : 0
  return { now: begins + course.elapsed + stood, ends: ends + course.moved + stood, planned: ends }
}

function localTimeOfDay(at: number): number {
  const date = new Date(at)
  return ((date.getHours() * 60 + date.getMinutes()) * 60 + date.getSeconds()) * 1_000
}

/** What is left of the section, what time it is, and when all ends. */
export function Clocks({ run, course, now }: { run: Run; course: Course; now: number }) {
  const { now: section, paused, ended } = course
  const times = timesOf(run, course, now)
  const title = run.order.find((one) => one.section === section?.section)?.title ?? ''
  const left = section === null ? null : leftOf(section)
  const pace = section === null ? 'in time' : paceOf(section)
  return (
    <div className="clocks">
      <p className={`clock is-${pace.replaceAll(' ', '-')}`} role="timer" aria-label="This section">
        <b className="kept">
          {section === null ? '–' : left === null ? sayLength(section.spent) : sayLength(left)}
        </b>
        <span>
          {section === null
            ? ended
              ? 'the run has ended'
              : 'not begun'
            : left === null
              ? `in ${title}; no time is set`
              : `${left < 0 ? 'over' : 'left'} in ${title}, of ${Math.round((section.budget ?? 0) / 60_000)} minutes`}
        </span>
        {pace === 'in time' ? null : (
          <State
            icon={TriangleAlert}
            tone={pace === 'over' ? 'stop' : 'warn'}
            word={pace === 'over' ? 'Over its time' : 'Near its end'}
          />
        )}
      </p>
      <p className="clock is-small is-time">
        <b className="kept">{sayTimeOfDay(times.now - (times.now % 60_000))}</b>
        {paused ? <State icon={Pause} word="The clock is paused" /> : <span>now</span>}
      </p>
      <p className="clock is-small">
        <b className="kept">{sayTimeOfDay(times.ends)}</b>
        <span>{sayEnd(course, times.planned)}</span>
      </p>
    </div>
  )
}

function sayEnd({ moved, ended }: Course, planned: number): string {
  const verb = ended ? 'ended' : 'ends'
  if (Math.abs(moved) < 1_000) return `${verb} on time`
  return `${verb}, ${sayOff(moved)} on ${sayTimeOfDay(planned)}`
}

/** When the section under way ends if it keeps to its time, ms after midnight. */
export function handOverAt(run: Run, course: Course, now: number): number {
  const left = course.now === null ? null : leftOf(course.now)
  return timesOf(run, course, now).now + Math.max(0, left ?? 0)
}
