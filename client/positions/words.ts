import type { Partner, PartnerKind } from '../../shared/domain/partners.ts'
import type { Ground, Position } from '../../shared/domain/positions.ts'
import type { ThemeId } from '../../shared/domain/themes.ts'
import type { Person } from '../../shared/people/person.ts'
import type { Positions } from '../../shared/api/positions.ts'
import { may } from '../../shared/permissions.ts'

export const GROUND_WORDS: Readonly<Record<Ground, string>> = {
  evidence: 'The evidence',
  conclusions: 'The conclusions',
}

const dayMonth = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'long' })
const dayMonthYear = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'long', year: 'numeric' })

/** "3 March", with the year when it is not this one. */
const dateOf = (at: number, now: number): string =>
  (new Date(at).getFullYear() === new Date(now).getFullYear() ? dayMonth : dayMonthYear).format(at)

/** What text a position is about: "taken on the version of 3 March, 4 paragraphs changed since". */
export const takenOn = ({ version, changed }: Pick<Position, 'version' | 'changed'>, now: number): string => {
  const paragraphs = changed === 1 ? '1 paragraph' : `${changed} paragraphs`
  return `taken on the version of ${dateOf(version.at, now)}${changed === 0 ? '' : `, ${paragraphs} changed since`}`
}

/** The position of a partner that no other has followed. */
export function standingOf(
  positions: readonly Position[],
  { theme, partner, on }: { theme: ThemeId; partner: PartnerKind; on: Ground },
): Position | null {
  const history = historyOf(positions, { theme, partner, on })
  const followed = new Set(history.map(({ supersedes }) => supersedes))
  return history.findLast(({ id }) => !followed.has(id)) ?? null
}

/** All a partner has said on one ground of a theme, oldest first. */
export const historyOf = (
  positions: readonly Position[],
  { theme, partner, on }: { theme: ThemeId; partner: PartnerKind; on: Ground },
): Position[] => positions.filter((one) => one.theme === theme && one.partner === partner && one.on === on)

/** May this person set the position of that partner? */
export function signsFor(data: Positions, me: Person, partner: PartnerKind): boolean {
  const signatory = data.partners.find(({ kind }) => kind === partner)?.signatory?.id ?? null
  return may(me, { do: 'set position', partner, signatory })
}

export const shortOf = (partners: readonly Partner[], kind: PartnerKind): string =>
  partners.find((partner) => partner.kind === kind)?.short ?? kind
