import { PARTNER_KINDS } from '../domain/partners.ts'
import { GROUNDS, type PositionMark } from '../domain/positions.ts'
import type { NarrativeStatus } from '../domain/themes.ts'

/** What a narrative's status follows from. */
export interface Basis {
  words: number
  frozen: boolean
  /** The standing position of each partner on each ground; a missing one is "not yet". */
  positions: readonly PositionMark[]
}

/**
 * F5: nobody sets a narrative's status. It is agreed once every partner has taken both its positions on the text as it
 * stands now; with a recorded disagreement, once one of them does not agree and one agrees on both (R91).
 */
export function statusOf({ words, frozen, positions }: Basis): NarrativeStatus {
  if (frozen) return 'frozen'
  const given = positions.filter(({ stance }) => stance !== 'not yet')
  if (given.length === 0) return words > 0 ? 'draft' : 'not started'
  const current = given.filter(({ changed }) => changed === 0)
  const of = (partner: string) => current.filter((position) => position.partner === partner)
  const complete = PARTNER_KINDS.every((partner) =>
    GROUNDS.every((on) => of(partner).some((position) => position.on === on)),
  )
  if (!complete) return 'in agreement'
  if (!current.some(({ stance }) => stance === 'do not agree')) return 'agreed'
  return PARTNER_KINDS.some((partner) => of(partner).every(({ stance }) => stance !== 'do not agree'))
    ? 'agreed with recorded disagreement'
    : 'in agreement'
}

export const isAgreed = (status: NarrativeStatus): boolean =>
  status === 'agreed' || status === 'agreed with recorded disagreement'

/** Given, but on a text that has changed materially since: its signatory is asked again. */
export const isOfEarlierText = ({ stance, changed }: Pick<PositionMark, 'stance' | 'changed'>): boolean =>
  stance !== 'not yet' && changed !== null && changed > 0
