import type { Author } from '../people/person.ts'
import { align, likenessOf, wordsOf } from './align.ts'
import { compareThings } from './compare-things.ts'
import { compareWords } from './compare-words.ts'
import type { Change, ComparedNode, ComparedSection, Comparison } from './compared.ts'
import { type AuthorIndex, headKey, type Laid, type LaidSection, layOut, partsOf } from './laid.ts'
import { compareSectionLists, type Standing } from './section-lists.ts'
import { countStops } from './stops.ts'
import type { VersionContent } from './version.ts'

/** Least likeness of two paragraphs, and of two lists or tables, that are one and the same, changed. */
const SAME_PARAGRAPH = 0.34
const SAME_HOLDER = 0.2

/**
 * Two versions laid over each other: sections by their ids, then blocks, then words. The words marked `same` and
 * `added` are the later version's, those marked `same` and `removed` the earlier one's. A long narrative takes a
 * while: `pause` is awaited between sections.
 */
export async function compareVersions(
  before: VersionContent,
  now: VersionContent,
  pause: () => Promise<void> = async () => {},
): Promise<Comparison> {
  const people = gather(before.authors, now.authors)
  const sections: ComparedSection[] = []
  for (const standing of compareSectionLists(before.sections, now.sections)) {
    await pause()
    sections.push(compareSection(standing, people))
  }
  return { authors: people.authors, ...countStops(sections) }
}

/** One version to be read, with who wrote what. */
export function readVersion({ authors, sections }: VersionContent): Comparison {
  const standing = sections.filter(({ removed }) => !removed)
  return {
    authors,
    stops: 0,
    sections: standing.map((section, index) => {
      const laid = layOut(section, (author) => author)
      return {
        ...headOf({ number: `${index + 1}.0`, title: section.title }),
        id: section.id,
        content: laid.blocks.map((block) => whole(block, 'same', laid.authors)),
      }
    }),
  }
}

const headOf = ({ number, title }: { number: string; title: string }) => ({
  number,
  title,
  titleBefore: null,
  change: 'same' as const,
  moved: false,
  stop: null,
  wordsAdded: 0,
  wordsRemoved: 0,
  by: [],
})

interface People {
  authors: Author[]
  before: (author: number) => number | null
  now: (author: number) => number | null
}

function gather(before: readonly Author[], now: readonly Author[]): People {
  const authors: Author[] = []
  const numbers = new Map<string, number>()
  // The later list first: who has changed partner or name since is called what they are called now.
  for (const author of [...now, ...before])
    if (!numbers.has(author.id)) numbers.set(author.id, authors.push(author) - 1)
  const among =
    (list: readonly Author[]) =>
    (author: number): number | null =>
      numbers.get(list[author]?.id ?? '') ?? null
  return { authors, before: among(before), now: among(now) }
}

function compareSection(standing: Standing, people: People): ComparedSection {
  const { before, now, number } = standing
  const { moved, also } = headChanges(standing)
  const was = before === null ? null : layOut(before, people.before)
  const is = now === null ? null : layOut(now, people.now)
  const section = now ?? before
  const content =
    was !== null && is !== null
      ? compareBlocks(was.blocks, is.blocks, { before: was.authors, now: is.authors })
      : wholeSection(was, is)
  const retitled = before !== null && now !== null && before.title !== now.title
  const counts = countWords(content)
  const touched = moved || retitled || also.length > 0 || content.some(({ change }) => change !== 'same')
  return {
    ...headOf({ number, title: section?.title ?? '' }),
    id: section?.id ?? '',
    titleBefore: retitled ? before.title : null,
    change: was === null ? 'added' : is === null ? 'removed' : touched ? 'changed' : 'same',
    moved,
    ...(also.length === 0 ? {} : { also }),
    ...counts,
    content,
  }
}

/** A section moves among the others, a thing on a board on it; much else can be changed of a thing. */
function headChanges({ before, now, moved }: Standing): { moved: boolean; also: string[] } {
  if ((now ?? before)?.thing === undefined) return { moved, also: [] }
  return before === null || now === null ? { moved: false, also: [] } : compareThings(before, now)
}

const wholeSection = (was: LaidSection | null, is: LaidSection | null): ComparedNode[] =>
  is === null
    ? (was?.blocks ?? []).map((block) => whole(block, 'removed', was?.authors ?? null))
    : is.blocks.map((block) => whole(block, 'added', is.authors))

interface Authors {
  before: AuthorIndex
  now: AuthorIndex
}

function compareBlocks(before: readonly Laid[], now: readonly Laid[], authors: Authors): ComparedNode[] {
  const bags = new Map<Laid, ReadonlyMap<string, number>>()
  const bagOf = (laid: Laid): ReadonlyMap<string, number> => {
    const known = bags.get(laid) ?? wordsOf(laid.text)
    bags.set(laid, known)
    return known
  }
  const likeness = (one: Laid, other: Laid): number => {
    if ((one.inline === null) !== (other.inline === null)) return 0
    if (one.inline === null && kindOf(one) !== kindOf(other)) return 0
    const found = likenessOf(bagOf(one), bagOf(other))
    return one.inline === null && found >= SAME_HOLDER ? Math.max(found, SAME_PARAGRAPH) : found
  }
  return align(before, now, ({ key }) => key, likeness, SAME_PARAGRAPH).map((pair) => {
    if (pair.before === null) return whole(now[pair.now] as Laid, 'added', authors.now)
    if (pair.now === null) return whole(before[pair.before] as Laid, 'removed', authors.before)
    return compareNode(before[pair.before] as Laid, now[pair.now] as Laid, authors)
  })
}

/** Bullets turned into numbers are one list still; so is a header cell that is an ordinary one now. */
const kindOf = ({ node: { type } }: Laid): string =>
  type === 'orderedList' ? 'bulletList' : type === 'tableHeader' ? 'tableCell' : type

function compareNode(before: Laid, now: Laid, authors: Authors): ComparedNode {
  if (before.key === now.key) return whole(now, 'same', null)
  const formed = headKey(before.node) !== headKey(now.node)
  if (now.inline !== null) {
    const parts = compareWords(before, now, authors)
    const reworded = parts.some(({ change }) => change === 'added' || change === 'removed')
    const change = reworded
      ? 'changed'
      : formed || parts.some((part) => part.change === 'form')
        ? 'form'
        : 'same'
    return { ...shell(now, change), parts }
  }
  if (now.children.length === 0 && before.children.length === 0) return shell(now, formed ? 'form' : 'same')
  const content =
    now.node.type === 'tableRow' && now.children.length === before.children.length
      ? now.children.map((cell, index) => compareNode(before.children[index] as Laid, cell, authors)) // cell by cell
      : compareBlocks(before.children, now.children, authors)
  const within = content.some(({ change }) => change !== 'same')
  return { ...shell(now, within ? 'changed' : formed ? 'form' : 'same'), content }
}

/** A block of one side alone. */
function whole(laid: Laid, change: Change, authors: AuthorIndex | null): ComparedNode {
  const { inline, from, to, children } = laid
  if (inline !== null) return { ...shell(laid, change), parts: partsOf(laid, [from, to], change, authors) }
  return children.length === 0
    ? shell(laid, change)
    : { ...shell(laid, change), content: children.map((child) => whole(child, change, authors)) }
}

const shell = ({ node: { type, attrs } }: Laid, change: ComparedNode['change']): ComparedNode => ({
  type,
  ...(attrs === undefined ? {} : { attrs }),
  change,
})

function countWords(
  content: readonly ComparedNode[],
): Pick<ComparedSection, 'wordsAdded' | 'wordsRemoved' | 'by'> {
  const by = new Set<number>()
  const sums = { added: 0, removed: 0 }
  const walk = ({ parts, content: inside }: ComparedNode): void => {
    for (const { text, change, author } of parts ?? []) {
      if (change !== 'added' && change !== 'removed') continue
      sums[change] += text.match(/[\p{L}\p{N}][\p{L}\p{N}'’.,%-]*/gu)?.length ?? 0
      if (change === 'added' && author !== null) by.add(author)
    }
    inside?.forEach(walk)
  }
  content.forEach(walk)
  return { wordsAdded: sums.added, wordsRemoved: sums.removed, by: [...by] }
}
