import type { PartnerKind } from '../domain/partners.ts'
import { LEAST_SHOWN, type Tally } from './boards.ts'

/** What one person did, or gave, to one thing. */
interface Given {
  item: string
  member: string
  partner: PartnerKind
  votes: number
}

/**
 * Partners that are shown apart, of those whose people these are: none with fewer than three people; and where the
 * people left over would be fewer than three, the smallest of the others joins them. Otherwise what one or two people
 * did could be had by taking the partners that are shown from the whole.
 */
export function shownApart(
  people: readonly { member: string; partner: PartnerKind }[],
): ReadonlySet<PartnerKind> {
  const sizes = new Map<PartnerKind, number>()
  for (const [, partner] of new Map(people.map(({ member, partner }) => [member, partner])))
    sizes.set(partner, (sizes.get(partner) ?? 0) + 1)
  const smallFirst = [...sizes].toSorted(([a, x], [b, y]) => x - y || (a < b ? -1 : 1))
  let over = 0
  const shown: PartnerKind[] = []
  for (const [partner, size] of smallFirst) {
    const mustHide = size < LEAST_SHOWN || (over > 0 && over < LEAST_SHOWN)
    if (mustHide) over += size
    else shown.push(partner)
  }
  return new Set(shown)
}

/** The votes of a ballot, counted: each thing's by partner where that may be told; most votes first. */
export function tallyOf(votes: readonly Given[]): Tally[] {
  const shown = shownApart(votes)
  const items = new Map<string, Tally>()
  for (const { item, partner, votes: given } of votes) {
    const tally = items.get(item) ?? { item, total: 0, partners: [], others: 0 }
    items.set(item, tally)
    tally.total += given
    const apart = tally.partners.find((one) => one.partner === partner)
    if (!shown.has(partner)) tally.others += given
    else if (apart === undefined) tally.partners.push({ partner, votes: given })
    else apart.votes += given
  }
  return [...items.values()].toSorted((a, b) => b.total - a.total || (a.item < b.item ? -1 : 1))
}
