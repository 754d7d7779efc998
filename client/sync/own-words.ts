import * as Y from 'yjs'
import { sectionOfRoot, sections } from '../../shared/narrative/sections.ts'

/** Words of one section, a line for each block they stand in. */
export interface SectionWords {
  section: string
  number: string
  title: string
  text: string
}

/**
 * The words in `mine` that the server does not have, in the order they stand, by section: exact, since every
 * letter carries who wrote it and when. Deleted words are not among them.
 */
export function ownWords(mine: Y.Doc, server: Y.Doc): SectionWords[] {
  const known = Y.decodeStateVector(Y.encodeStateVector(server))
  const named = new Map(sections(mine).map((section) => [section.id, section]))
  const found: SectionWords[] = []
  const roots = [...mine.share.keys()].filter((name) => sectionOfRoot(name) !== null)
  const order = new Map([...named.keys()].map((id, index) => [id, index]))
  const rank = (name: string): number => order.get(sectionOfRoot(name) ?? '') ?? Infinity
  for (const name of roots.toSorted((a, b) => rank(a) - rank(b))) {
    const lines: string[] = []
    collect(mine.getXmlFragment(name), known, lines)
    if (lines.length === 0) continue
    const id = sectionOfRoot(name) ?? ''
    const section = named.get(id)
    found.push({
      section: id,
      number: section?.number ?? '',
      title: section?.title ?? '',
      text: lines.join('\n'),
    })
  }
  return found
}

function collect(node: Y.XmlFragment, known: Map<number, number>, lines: string[]): void {
  for (const child of node.toArray()) {
    if (child instanceof Y.XmlText) {
      const line = unknownRuns(child, known)
      if (line.trim() !== '') lines.push(line.trim())
    } else if (child instanceof Y.XmlElement) collect(child, known, lines)
  }
}

// A run ends where somebody else's letters stand between; the gap is shown, so that nothing is misread as one sentence.
function unknownRuns(text: Y.XmlText, known: Map<number, number>): string {
  const runs: string[] = []
  let open = false
  for (let item = text._start; item !== null; item = item.right) {
    if (item.deleted || !item.countable) continue
    if (!(item.content instanceof Y.ContentString)) {
      open = false
      continue
    }
    // One item can hold letters from before and after the line the server knows.
    const before = Math.max(0, (known.get(item.id.client) ?? 0) - item.id.clock)
    const words = item.content.str.slice(before)
    if (words === '') {
      open = false
      continue
    }
    if (open && before === 0) runs[runs.length - 1] += words
    else runs.push(words)
    open = true
  }
  return runs.join(' … ')
}
