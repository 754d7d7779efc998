import type { NodeJson, VersionContent } from './version.ts'

/** Kinds of node that hold words themselves, not further blocks. */
const TEXTBLOCKS: ReadonlySet<string> = new Set(['paragraph', 'heading', 'figcaption'])

/**
 * The words of each paragraph that stands, title and heading included, as people compare them: capitals,
 * punctuation and form do not count, so that a change of them alone is not a material one. The sign before a figure
 * counts, and so does which image stands there.
 */
export function paragraphsOf({ sections }: Pick<VersionContent, 'sections'>): string[] {
  return sections
    .filter(({ removed }) => !removed)
    .flatMap(({ title, content }) => [title, ...content.flatMap(wordsIn)])
    .map(materialWords)
    .filter((words) => words !== '')
}

/** The plain text of a node. */
export const textIn = ({ text, content }: NodeJson): string => text ?? (content ?? []).map(textIn).join('')

const materialWords = (text: string): string =>
  (
    text
      .normalize('NFKC')
      .toLowerCase()
      .replaceAll('\u2212', '-')
      .match(/(?:(?<![\p{L}\p{N}])[-<>≤≥±](?=\p{N}))?[\p{L}\p{N}]+(?:[.,][\p{N}]+)*%?/gu) ?? []
  ).join(' ')

function wordsIn(node: NodeJson): string[] {
  if (TEXTBLOCKS.has(node.type)) return [textIn(node)]
  if (node.type === 'image') return [`image ${String(node.attrs?.['src'])}`]
  return (node.content ?? []).flatMap(wordsIn)
}

/** How many paragraphs changed between two states, given the words (or digests of them) of each. */
export function changedParagraphs(before: readonly string[], now: readonly string[]): number {
  const left = new Map<string, number>()
  for (const words of before) left.set(words, (left.get(words) ?? 0) + 1)
  let added = 0
  for (const words of now) {
    const count = left.get(words) ?? 0
    if (count === 0) added += 1
    else left.set(words, count - 1)
  }
  const removed = [...left.values()].reduce((sum, count) => sum + count, 0)
  return Math.max(added, removed) // a paragraph reworded is one gone and one come
}
