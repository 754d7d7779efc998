import { sayLength, sayOff, type Course } from '../../shared/presentation/clock.ts'
import type { RunSection } from '../../shared/presentation/rehearsals.ts'

/** A section with less time than this is too narrow on the line for its name. */
const SLIM_MS = 6 * 60_000
const WORDS = { given: 'given', now: 'now', 'to come': 'to come', 'left out': 'left out' } as const

/** The throughline of a run, lying: as long as the minutes are; solid is given, dashed is now, dotted is to come. */
export function RunLine({ order, course }: { order: readonly RunSection[]; course: Course }) {
  return (
    <ol className="run-line" aria-label="The running order and its times">
      {course.sections.map(({ section, budget, spent, state, moved }, index) => (
        <li
          key={section}
          className={`is-${state.replace(' ', '-')}${(budget ?? 0) < SLIM_MS ? ' is-slim' : ''}`}
          title={order[index]?.title}
          style={{ flexGrow: Math.max(1, (budget ?? 0) / 60_000) }}
          aria-current={state === 'now' ? 'step' : undefined}
        >
          <span className="run-title">{order[index]?.title ?? ''}</span>
          {state === 'given' && Math.abs(moved) >= 1_000 ? <> {sayOff(moved)}</> : null}
          <span className="vh">
            , {WORDS[state]}
            {state === 'given' || state === 'now' ? `, ${sayLength(spent)}` : ''}
          </span>
        </li>
      ))}
    </ol>
  )
}
