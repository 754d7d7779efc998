import { Circle, CircleArrowRight, CircleCheck, TriangleAlert, type LucideIcon } from 'lucide-react'
import { type ActionStatus, type Counts, linesOf, sayEvidence } from '../../shared/domain/actions.ts'
import { Icon } from './icon.tsx'
import { State } from './state.tsx'

/** The symbol beside each status, the same on every page. */
export const ACTION_SYMBOLS: Readonly<Record<ActionStatus, LucideIcon>> = {
  'Action not started': Circle,
  'Action Underway (but behind target)': TriangleAlert,
  'Action Underway (on target)': CircleArrowRight,
  Completed: CircleCheck,
}

/** Where an action stands: symbol and word, verbatim; a colour of the workspace may stand beside them. */
export const ActionMark = ({ status, colour = 'none' }: { status: ActionStatus; colour?: string }) => (
  <span className={colour === 'none' ? 'action-mark' : `action-mark is-${colour}`}>
    <State icon={ACTION_SYMBOLS[status]} word={status} />
  </span>
)

/** R74: the progress summary as it stands in a text: counted, never typed. */
export const CountsTable = ({ counts, label }: { counts: Counts; label: string }) => (
  <table className="counts">
    <caption>
      Progress summary<span className="vh"> of {label}</span>
    </caption>
    <tbody>
      {linesOf(counts).map(({ status, count }) => (
        <tr key={status}>
          <th scope="row">
            <Icon of={ACTION_SYMBOLS[status]} />
            {status}
          </th>
          <td>{count}</td>
        </tr>
      ))}
    </tbody>
    <tfoot>
      <tr>
        <th scope="row">
          {counts.total === 1 ? '1 action' : `${counts.total} actions`}, {sayEvidence(counts)}
        </th>
        <td />
      </tr>
    </tfoot>
  </table>
)

/** The same in a line: "0 / 1 / 2 / 12", with what each figure is for who hears it or rests on it. */
export const CountsLine = ({ counts }: { counts: Counts }) => {
  const lines = linesOf(counts)
  return (
    <span
      className="counts-line"
      role="img"
      aria-label={lines.map(({ status, count }) => `${status}: ${count}`).join(', ')}
      title={lines.map(({ status, count }) => `${status}: ${count}`).join('\n')}
    >
      {lines.map(({ status, count }) => (
        <span key={status}>
          <Icon of={ACTION_SYMBOLS[status]} />
          {count}
        </span>
      ))}
    </span>
  )
}
