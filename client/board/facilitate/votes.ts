import type { Ballot, Board, Tally } from '../../../shared/board/boards.ts'
import type { Item } from '../../../shared/board/items.ts'
import { type PartnerKind, PARTNER_KINDS } from '../../../shared/domain/partners.ts'
import type { ShortNames } from '../../presence/here.ts'

/** Votes of a thing that may be told. */
export type Votes = Pick<Tally, 'total' | 'partners' | 'others'>

/** A note or a cluster can be voted for. */
export const canBeVotedFor = ({ kind, look }: Pick<Item, 'kind' | 'look'>): boolean =>
  kind === 'note' || (kind === 'frame' && look === 'cluster')

/** What a person has left to give. */
export const leftToGive = ({ votes, mine }: Pick<Ballot, 'votes' | 'mine'>): number =>
  votes - mine.reduce((sum, one) => sum + one.votes, 0)

/** What a person has given to a thing. */
export const givenTo = ({ mine }: Pick<Ballot, 'mine'>, item: string): number =>
  mine.find((one) => one.item === item)?.votes ?? 0

let last: { ballot: Ballot; items: readonly Item[]; result: ReadonlyMap<string, Votes> } | null = null

/**
 * The result, by thing, once it is shown: of a cluster the votes for it and for what stands in it. Empty until then.
 * Reckoned once for all the notes that show it.
 */
export function resultOf(
  { ballot }: Pick<Board, 'ballot'>,
  items: readonly Item[],
): ReadonlyMap<string, Votes> {
  if (ballot === null || ballot.tally === null) return NO_RESULT
  if (last?.ballot !== ballot || last.items !== items)
    last = { ballot, items, result: reckoned(ballot.tally, items) }
  return last.result
}

const NO_RESULT: ReadonlyMap<string, Votes> = new Map()

function reckoned(tally: readonly Tally[], items: readonly Item[]): ReadonlyMap<string, Votes> {
  const own = new Map<string, Votes>(tally.map((one) => [one.item, one]))
  const inside = new Map<string, Votes[]>()
  for (const { id, parent } of items) {
    const votes = own.get(id)
    if (parent !== null && votes !== undefined) inside.set(parent, [...(inside.get(parent) ?? []), votes])
  }
  const shown = new Map(own)
  for (const cluster of items) {
    if (cluster.kind !== 'frame' || cluster.look !== 'cluster') continue
    const sum = summed([
      ...(own.has(cluster.id) ? [own.get(cluster.id)!] : []),
      ...(inside.get(cluster.id) ?? []),
    ])
    if (sum.total > 0) shown.set(cluster.id, sum)
  }
  return shown
}

export function summed(votes: readonly Votes[]): Votes {
  const partners = PARTNER_KINDS.flatMap((partner) => {
    const of = votes.flatMap((one) => one.partners.filter((each) => each.partner === partner))
    const sum = of.reduce((all, one) => all + one.votes, 0)
    return sum === 0 ? [] : [{ partner, votes: sum }]
  })
  return {
    total: votes.reduce((all, one) => all + one.total, 0),
    partners: partners.toSorted((a, b) => b.votes - a.votes),
    others: votes.reduce((all, one) => all + one.others, 0),
  }
}

/** "7 votes: Parents 2, Schools 2, others 3". */
export function votesWords({ total, partners, others }: Votes, short: ShortNames): string {
  const parts = partners.map(({ partner, votes }) => `${short[partner]} ${votes}`)
  if (others > 0 && parts.length > 0) parts.push(`others ${others}`)
  return parts.length === 0 ? countWords(total) : `${countWords(total)}: ${parts.join(', ')}`
}

export const countWords = (votes: number): string => (votes === 1 ? '1 vote' : `${votes} votes`)

/** Who voted, and who of them is not shown apart and why. */
export function votersWords(
  { voters, partners }: Pick<Ballot, 'voters' | 'partners'>,
  short: ShortNames,
): string {
  if (partners === null || partners.length === 0)
    return voters === 0
      ? 'Nobody voted.'
      : `${people(voters)} voted. No partner is shown apart: of each so few voted that it could be told who voted for what.`
  const apart = partners.map(({ partner, voters: n }) => `${short[partner]} ${n}`).join(', ')
  const rest = voters - partners.reduce((sum, one) => sum + one.voters, 0)
  return `${people(voters)} voted: ${apart}${
    rest === 0
      ? '.'
      : `, others ${rest}. Partners of whom fewer than three voted are counted together as others, so that nobody’s vote can be told.`
  }`
}

const people = (n: number): string => (n === 1 ? '1 person' : `${n} people`)

/** A square for each vote, at most so many, in the order of the partners; null: of a partner that is not shown apart. */
export function dots({ partners, others }: Votes, most = 6): (PartnerKind | null)[] {
  const all = [
    ...partners.flatMap(({ partner, votes }) => Array.from({ length: votes }, () => partner)),
    ...Array.from({ length: others }, () => null),
  ]
  return all.slice(0, most)
}
