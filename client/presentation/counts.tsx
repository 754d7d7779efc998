import type { ReactNode } from 'react'
import { linesOf } from '../../shared/domain/actions.ts'
import { ThemeId } from '../../shared/domain/themes.ts'
import { useProgress } from '../sync/records.ts'
import { ACTION_SYMBOLS } from '../ui/action-mark.tsx'
import { Icon } from '../ui/icon.tsx'

/** Draws the progress summary of a theme's actions on a slide, as the register counts them (R74). */
export function useCounts(workspace: string): (theme: string) => ReactNode {
  const { data } = useProgress(workspace)
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
              <Icon of={ACTION_SYMBOLS[status]} />
              {status}
            </dt>
            <dd className="kept">{count}</dd>
          </div>
        ))}
      </dl>
    )
  }
}
