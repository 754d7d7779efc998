import type { NodeJson, VersionContent, VersionSection } from '../history/version.ts'
import type { PartnerKind } from '../domain/partners.ts'
import { type Item, itemFrom, mended } from './items.ts'
import { inReadingOrder } from './order.ts'
import { type Naming, sayContent, sayKind } from './said.ts'

/** A board to be drawn, read out or named: what stands on it, lowest first, and the words of each thing. */
export interface Wall {
  items: readonly Item[]
  /** Blocks of the narrative schema. */
  words(id: string): readonly NodeJson[]
}

/** The board that a version keeps. */
export function wallOf({ sections }: Pick<VersionContent, 'sections'>): Wall {
  const standing = sections.filter(({ removed }) => !removed)
  const words = new Map(standing.map(({ id, content }) => [id, content]))
  return {
    items: mended(new Map(standing.map((section) => [section.id, itemIn(section)]))),
    words: (id) => words.get(id) ?? [],
  }
}

const itemIn = ({ id, order, removed, thing = {} }: VersionSection): Item =>
  itemFrom(id, (name) => (name === 'order' ? order : name === 'removed' ? removed : thing[name]))

/** Plain words of a thing, a line for each block. */
const plainWords = (blocks: readonly NodeJson[]): string => blocks.map(plainOf).join('\n').trim()

function plainOf(node: NodeJson): string {
  if (node.text !== undefined) return node.text
  if (node.type === 'hardBreak') return ' '
  const parts = (node.content ?? []).map(plainOf)
  return parts.join(
    node.type === 'bulletList' || node.type === 'orderedList' || node.type === 'listItem' ? '\n' : '',
  )
}

/** How things on this wall are called; `partner`: a partner's short name. */
export function namingOf(wall: Wall, partner: (kind: PartnerKind) => string): Naming {
  // Each of thousands of connectors may name the same thing.
  const known = new Map<string, string>()
  const words = (id: string): string => {
    const before = known.get(id)
    if (before !== undefined) return before
    const plain = plainWords(wall.words(id))
    known.set(id, plain)
    return plain
  }
  return { words, partner, items: new Map(wall.items.map((item) => [item.id, item])) }
}

/**
 * A version of a board to be compared or read: things in reading order, what was taken off last, each with a title
 * that says what it is: "Note, Parents". Only for the eye: it is not what was kept.
 */
export function named(content: VersionContent, partner: (kind: PartnerKind) => string): VersionContent {
  const wall = wallOf(content)
  const byId = new Map(content.sections.map((section) => [section.id, section]))
  const standing = inReadingOrder(wall.items).map(({ id }) => byId.get(id) as VersionSection)
  const gone = content.sections.filter(({ removed }) => removed)
  return {
    ...content,
    sections: [...standing, ...gone].map((section) => ({
      ...section,
      title: titleOf(itemIn(section), partner),
    })),
  }
}

function titleOf(item: Item, partner: (kind: PartnerKind) => string): string {
  return item.partner === null ? sayKind(item) : `${sayKind(item)}, ${partner(item.partner)}`
}

/** What each thing says, shortly, standing or taken off: which of all the notes it is. Its own words are in quotes. */
export function sayingsOf(
  content: VersionContent,
  partner: (kind: PartnerKind) => string,
): ReadonlyMap<string, string> {
  const all = { sections: content.sections.map((section) => ({ ...section, removed: false })) }
  const naming = namingOf(wallOf(all), partner)
  return new Map(
    [...naming.items].map(([id, item]) => {
      const said = sayContent(item, naming, 60)
      const own =
        item.kind !== 'connector' && item.kind !== 'stamp' && `${naming.words(id)}${item.alt}`.trim() !== ''
      return [id, own ? `“${said}”` : said]
    }),
  )
}
