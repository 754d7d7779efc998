import type { Partner } from '../domain/partners.ts'
import type { InboxItem } from './items.ts'

/** What stands in one row of the inbox: one matter, or the many suggestions of one partner on one document. */
export type Row = readonly [InboxItem, ...InboxItem[]]

/** So many suggestions of one partner on one document still stand one by one. */
const APART = 3

/** The rows of items, in the items' order; each item stands in exactly one, so that rows can be counted by items. */
export function gather(items: readonly InboxItem[]): Row[] {
  const together = new Map<string, [InboxItem, ...InboxItem[]]>()
  for (const item of items) {
    const row = together.get(placeOf(item))
    if (row === undefined) together.set(placeOf(item), [item])
    else row.push(item)
  }
  return items.flatMap((item): Row[] => {
    const row = together.get(placeOf(item)) ?? [item]
    return row.length <= APART ? [[item]] : row[0] === item ? [row] : []
  })
}

const placeOf = ({ id, why, waits, document, from }: InboxItem): string =>
  why === 'suggestion' && waits ? `${document} ${from?.partner}` : `one ${id}`

/** A row of many, in one sentence: "12 suggestions from Parents in Theme 4". */
export function sayMany([first, ...others]: Row, partners: readonly Partner[]): string {
  const kind = first.from?.partner
  const short = partners.find((one) => one.kind === kind)?.short ?? kind ?? 'somebody'
  return `${others.length + 1} suggestions from ${short} in ${first.title}`
}
