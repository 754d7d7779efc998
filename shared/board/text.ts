import type { PartnerKind } from '../domain/partners.ts'
import type { Tally } from './boards.ts'
import type { Item } from './items.ts'
import { readingOrder } from './order.ts'
import { type Naming, sayContent, sayItem, sayKind } from './said.ts'
import { esc } from './svg-parts.ts'
import { namingOf, type Wall } from './version.ts'

/** How a board is read out. */
export interface ReadOut {
  title: string
  /** Partners' short names. */
  partner(kind: PartnerKind): string
  /** Votes that are shown, by thing. */
  tally?: readonly Tally[]
}

/** One frame read out: its things in order, and how some of them are joined. */
export interface Part {
  /** Null: what stands outside the frames. */
  frame: string | null
  heading: string
  /** How many frames that frame stands in. */
  depth: number
  votes: string
  things: { id: string; words: string; about: string }[]
  joined: string[]
}

/** A board as structured text, in reading order. */
export function boardParts(wall: Wall, { partner, tally = [] }: ReadOut): Part[] {
  const naming = namingOf(wall, partner)
  const votes = new Map(tally.map((one) => [one.item, sayVotes(one, partner)]))
  const shelves = readingOrder(wall.items)
  return shelves.map(({ frame, depth, items }): Part => {
    const things = items.filter(({ kind }) => kind !== 'connector')
    return {
      frame: frame?.id ?? null,
      heading:
        frame === null ? (shelves.length === 1 ? '' : 'Outside the columns') : sayContent(frame, naming),
      depth,
      votes: frame === null ? '' : (votes.get(frame.id) ?? ''),
      things: things.map((item) => ({
        id: item.id,
        words: sayWhole(item, naming),
        about: aboutOf(item, naming, votes.get(item.id) ?? ''),
      })),
      joined: items.filter(({ kind }) => kind === 'connector').map((item) => sayItem(item, naming)),
    }
  })
}

/** All words of a thing, a paragraph a line; what it shows where it has none. */
function sayWhole(item: Item, naming: Naming): string {
  const words = naming.words(item.id)
  if (item.kind === 'link' && words !== '') return `${words}\n${item.href ?? 'no address'}`
  return item.kind === 'image' || item.kind === 'stamp' || words === '' ? sayContent(item, naming) : words
}

function aboutOf(item: Item, naming: Naming, votes: string): string {
  return [
    item.kind === 'note' ? '' : sayKind(item),
    item.partner === null ? '' : naming.partner(item.partner),
    votes,
    item.locked ? 'locked' : '',
  ]
    .filter((one) => one !== '')
    .join(', ')
}

/** "7 votes: Parents 2, Schools 2, others 3"; a partner with fewer than three voters is among the others. */
function sayVotes({ total, partners, others }: Tally, partner: (kind: PartnerKind) => string): string {
  const apart = partners
    .toSorted((a, b) => b.votes - a.votes)
    .map((one) => `${partner(one.partner)} ${one.votes}`)
  const all = [...apart, ...(others > 0 && apart.length > 0 ? [`others ${others}`] : [])]
  const sum = total === 1 ? '1 vote' : `${total} votes`
  return total === 0 ? '' : all.length === 0 ? sum : `${sum}: ${all.join(', ')}`
}

/** The board as plain text that any program opens. */
export function boardText(wall: Wall, out: ReadOut): string {
  const lines = [out.title, '='.repeat(Math.min(60, out.title.length)), '']
  const parts = boardParts(wall, out)
  if (parts.length === 0) lines.push('Nothing stands on this board.', '')
  for (const { heading, depth, votes, things, joined } of parts) {
    if (heading !== '')
      lines.push(`${'#'.repeat(Math.min(6, depth + 2))} ${heading}${votes === '' ? '' : ` (${votes})`}`, '')
    for (const [index, { words, about }] of things.entries()) {
      const [first = '', ...rest] = words.split('\n')
      lines.push(`${index + 1}. ${first.trimEnd()}`, ...rest.map((line) => `   ${line.trimEnd()}`))
      if (about !== '') lines.push(`   (${about})`)
    }
    if (things.length > 0) lines.push('')
    if (joined.length > 0) lines.push(...joined.map((line) => `- ${line}`), '')
  }
  return lines.join('\n')
}

/** The board as a page: headings, ordered lists, and no picture needed. */
export function boardHtml(wall: Wall, out: ReadOut): string {
  const body = boardParts(wall, out).map(({ heading, depth, votes, things, joined }) => {
    const level = Math.min(6, depth + 2)
    const head = heading === '' ? '' : `<h${level}>${esc(heading)}</h${level}>\n`
    const counted = votes === '' ? '' : `<p>${esc(votes)}</p>\n`
    const list =
      things.length === 0
        ? ''
        : `<ol>\n${things
            .map(
              ({ words, about }) =>
                `<li>${words
                  .split('\n')
                  .map((line) => `<p>${esc(line)}</p>`)
                  .join('')}${about === '' ? '' : `<p><small>${esc(about)}</small></p>`}</li>`,
            )
            .join('\n')}\n</ol>\n`
    const lines =
      joined.length === 0 ? '' : `<ul>\n${joined.map((line) => `<li>${esc(line)}</li>`).join('\n')}\n</ul>\n`
    return `<section>\n${head}${counted}${list}${lines}</section>`
  })
  const title = esc(out.title)
  const nothing = body.length === 0 ? '<p>Nothing stands on this board.</p>' : body.join('\n')
  return `<!doctype html>\n<html lang="en-GB">\n<head><meta charset="utf-8"><title>${title}</title></head>\n<body>\n<h1>${title}</h1>\n${nothing}\n</body>\n</html>\n`
}
