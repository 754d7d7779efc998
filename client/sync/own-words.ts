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
  return wordsBeyond(mine, (client) => known.get(client) ?? 0)
}

/** Which clock of a Yjs client is the first that counts. */
type From = (client: number) => number

/** The words in a document from a clock on, for each client, in the order they stand, by section. */
export function wordsBeyond(mine: Y.Doc, known: From): SectionWords[] {
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

function collect(node: Y.XmlFragment, known: From, lines: string[]): void {
  for (const child of node.toArray()) {
    if (child instanceof Y.XmlText) {
      const line = unknownRuns(child, known)
      if (line.trim() !== '') lines.push(line.trim())
    } else if (child instanceof Y.XmlElement) collect(child, known, lines)
  }
}

// A run ends where somebody else's letters stand between; the gap is shown, so that nothing is misread as one sentence.
function unknownRuns(text: Y.XmlText, known: From): string {
  const runs: string[] = []
  let open = false
  for (let item = text._start; item !== null; item = item.right) {
    if (item.deleted || !item.countable) continue
    if (!(item.content instanceof Y.ContentString)) {
      open = false
      continue
    }
    // One item can hold letters from before and after the line the server knows.
    const before = Math.max(0, known(item.id.client) - item.id.clock)
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

/** The words of an update that stands on what is not here: in the order they were typed, nobody knows where. */
export function wordsOfUpdate(update: Uint8Array, known: From = () => 0): SectionWords[] {
  const runs: string[] = []
  let next = { client: -1, clock: 0 }
  for (const struct of Y.decodeUpdate(update).structs) {
    if (!(struct instanceof Y.Item) || !(struct.content instanceof Y.ContentString)) continue
    const { client, clock } = struct.id
    const words = struct.content.str.slice(Math.max(0, known(client) - clock))
    if (words === '') continue
    if (next.client === client && next.clock === clock) runs[runs.length - 1] += words
    else runs.push(words)
    next = { client, clock: clock + struct.length }
  }
  const text = runs.join(' … ').trim()
  return text === '' ? [] : [{ section: '', number: '', title: '', text }]
}
