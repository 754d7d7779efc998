import { Circle, CircleArrowRight, CircleCheck, TriangleAlert } from 'lucide-react'
import type { ReactNode } from 'react'
import { routes } from '../../shared/api/routes.ts'
import { linesOf, type ActionStatus } from '../../shared/domain/actions.ts'
import { ThemeId } from '../../shared/domain/themes.ts'
import { call } from '../sync/api.ts'
import { useKnown } from '../sync/records.ts'
import { Icon } from '../ui/icon.tsx'

const SYMBOLS = {
  'Action not started': Circle,
  'Action Underway (but behind target)': TriangleAlert,
  'Action Underway (on target)': CircleArrowRight,
  Completed: CircleCheck,
} as const satisfies Record<ActionStatus, unknown>

/** Draws the progress summary of a theme's actions on a slide, as the register counts them (R74). */
export function useCounts(workspace: string): (theme: string) => ReactNode {
  const { data } = useKnown(['actions', workspace, 'progress'], () =>
    call(routes.progress, { params: { workspace } }),
  )
  return (theme) => {
    const id = ThemeId.safeParse(theme)
    const counts = id.success ? data?.themes[id.data] : undefined
    if (counts === undefined) return <p className="quiet">Counting the actions…</p>
    if (counts.total === 0) return <p className="quiet">No actions are in the register for this theme yet.</p>
    return (
      <dl className="slide-counts">
        {linesOf(counts).map(({ status, count }) => (
          <div key={status}>
            <dt>
              <Icon of={SYMBOLS[status]} />
              {status}
            </dt>
            <dd className="kept">{count}</dd>
          </div>
        ))}
      </dl>
    )
  }
}
