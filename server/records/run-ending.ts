import { may } from '../../shared/permissions.ts'
import type { Run, RunEnding } from '../../shared/presentation/rehearsals.ts'
import type { Visitor } from '../sync/doorkeeper.ts'
import { presents } from './rehearsing.ts'

/** Since when a member has had no page of the workspace open, ms since 1970; null: one is open now. */
export type AwaySince = (workspace: string, member: string) => number | null

/** Who runs it may have lost the link, and goes on without it: only then, after this time, others end it, ms. */
const AWAY_MS = 5 * 60_000

/** Whether a member may end a run: whoever runs it and nominated leads may, other presenters once they are gone. */
export function endingOf(
  visitor: Visitor,
  { by }: Pick<Run, 'by'>,
  { awaySince, now }: { awaySince: AwaySince; now: number },
): RunEnding {
  if (!presents(visitor)) return 'theirs'
  if (by.id === visitor.id) return 'own'
  // A run is a session: who closes those ends this.
  if (may(visitor, { do: 'close meeting' })) return 'for them'
  const since = awaySince(visitor.workspace, by.id)
  return since !== null && now - since >= AWAY_MS ? 'for them' : 'theirs'
}
