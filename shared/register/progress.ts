import type { ActionStatus, Counts, Progress } from '../domain/actions.ts'
import { THEME_IDS, type ThemeId } from '../domain/themes.ts'
import { isOverdue, restsOn, type Shown } from './evidence-rule.ts'

/** What is counted of an action. */
export interface Counted {
  theme: ThemeId
  status: ActionStatus
  imported: boolean
  due: string | null
  revisedDue: string | null
  /** Evidence that is not withdrawn. */
  evidence: readonly Shown[]
}

/** R74: the progress summary is counted from the actions, for each theme and for all, and never typed. */
export const progressOf = (actions: readonly Counted[], today: string): Progress => ({
  themes: Object.fromEntries(
    THEME_IDS.map((theme) => [
      theme,
      countsOf(
        actions.filter((action) => action.theme === theme),
        today,
      ),
    ]),
  ) as Progress['themes'],
  overall: countsOf(actions, today),
  today,
})

function countsOf(actions: readonly Counted[], today: string): Counts {
  const of = (status: ActionStatus): number => actions.filter((action) => action.status === status).length
  return {
    notStarted: of('Action not started'),
    behind: of('Action Underway (but behind target)'),
    onTarget: of('Action Underway (on target)'),
    completed: of('Completed'),
    total: actions.length,
    evidenced: actions.filter(({ evidence }) => evidence.some(({ verified }) => verified)).length,
    waiting: actions.filter(
      ({ evidence }) => evidence.length > 0 && !evidence.some(({ verified }) => verified),
    ).length,
    overdue: actions.filter((action) => isOverdue(action, today)).length,
    old: actions.filter((action) => restsOn(action, action.evidence, today) === 'old evidence').length,
  }
}
