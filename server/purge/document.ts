import * as Y from 'yjs'
import { sectionOfRoot } from '../../shared/narrative/sections.ts'
import { indexSpans, type SpanIndex } from '../history/authorship.ts'
import type { Span } from '../storage/update-log.ts'
import { lineOf, struckObject, struckValue } from './content.ts'
import { struckOfEntry } from './entries.ts'
import type { Cuts } from './cuts.ts'
import { createScribe, type Scribe, type Writer } from './scribe.ts'
import { type Finder, REMOVED, type Stretch } from './words.ts'

/** A document without the words: its own Yjs clients, nothing of what was ever deleted, each run still its author's. */
export interface Clean {
  doc: Y.Doc
  spans: Span[]
  /** Every Yjs client of the old one. */
  retired: number[]
  /** What went, by section, in the old flat text. */
  cuts: ReadonlyMap<string, Cuts>
  /** How often the words stood there, titles and attributes included. */
  count: number
}

interface Work {
  find: Finder
  scribe: Scribe
  index: SpanIndex
  count: number
}

/** Writes the document anew; the old one is only read. `spans` say who wrote it. */
export function cleanDocument(old: Y.Doc, spans: readonly Span[], find: Finder): Clean {
  const retired = new Set([...old.store.clients.keys(), ...spans.map(({ client }) => client)])
  const work: Work = { find, scribe: createScribe(retired), index: indexSpans(spans), count: 0 }
  const { doc } = work.scribe
  const cuts = new Map<string, Cuts>()
  doc.transact(() => {
    copySections(old, work)
    for (const name of old.share.keys()) {
      const section = sectionOfRoot(name)
      if (section === null) continue
      const gone: Stretch[] = []
      copyNodes(old.getXmlFragment(name), doc.getXmlFragment(name), work, { gone, at: 0 })
      if (gone.length > 0) cuts.set(section, gone)
      work.count += gone.length
    }
  })
  return { doc, spans: work.scribe.spans(), retired: [...retired], cuts, count: work.count }
}

function copySections(old: Y.Doc, work: Work): void {
  const map = old.getMap<Y.Map<unknown>>('sections')
  const clean = work.scribe.doc.getMap<Y.Map<unknown>>('sections')
  const ids = new Set(map.keys())
  for (const [id, entry] of map) {
    if (!(entry instanceof Y.Map)) continue
    work.scribe.as(writerOf(entry._item, work), () => {
      const copy = new Y.Map<unknown>()
      clean.set(id, copy)
      for (const [key, value] of entry) {
        if (value instanceof Y.AbstractType) continue
        copy.set(key, counted(work, key, value, ids))
      }
    })
  }
}

/** A value of an entry without the words; whether they stood in it is counted. */
function counted(work: Work, key: string, value: unknown, ids: ReadonlySet<string>): unknown {
  const struck = struckOfEntry(work.find, key, value, ids)
  if (struck === value || JSON.stringify(struck) === JSON.stringify(value)) return value
  work.count += 1
  return struck
}

/** `line.gone` gets what goes, `line.at` is how much of the flat text is behind us. */
interface Line {
  gone: Stretch[]
  at: number
}

function copyNodes(from: Y.XmlFragment, to: Y.XmlFragment, work: Work, line: Line): void {
  let words: (Y.XmlText | Y.XmlElement)[] = []
  const endLine = (): void => {
    if (words.length > 0) copyLine(words, to, work, line)
    words = []
  }
  for (const child of from.toArray()) {
    if (child instanceof Y.XmlText || (child instanceof Y.XmlElement && lineOf(child.nodeName) !== null))
      words.push(child)
    else if (child instanceof Y.XmlElement) {
      endLine()
      copyNodes(child, copyElement(child, to, work), work, line)
    }
  }
  endLine()
}

function copyElement(child: Y.XmlElement, to: Y.XmlFragment, work: Work): Y.XmlElement {
  const copy = new Y.XmlElement(child.nodeName)
  work.scribe.as(writerOf(child._item, work), () => {
    to.insert(to.length, [copy])
    const attrs: Record<string, unknown> = child.getAttributes()
    const struck = struckObject(work.find, attrs)
    for (const [name, value] of Object.entries(struck)) copy.setAttribute(name, value as string)
    if (JSON.stringify(attrs) !== JSON.stringify(struck)) work.count += 1
  })
  return copy
}

function copyLine(
  words: readonly (Y.XmlText | Y.XmlElement)[],
  to: Y.XmlFragment,
  work: Work,
  line: Line,
): void {
  const texts = words.map((node) =>
    node instanceof Y.XmlText ? plainOf(node) : (lineOf(node.nodeName) ?? ''),
  )
  const found = work.find.in(texts.join(''))
  let at = 0
  for (const [index, node] of words.entries()) {
    const end = at + (texts[index] ?? '').length
    if (node instanceof Y.XmlText) copyText(node, to, work, found, at)
    else if (!found.some((stretch) => stretch.from <= at && stretch.to >= end)) copyElement(node, to, work)
    at = end
  }
  line.gone.push(...found.map((one) => ({ from: one.from + line.at, to: one.to + line.at })))
  line.at += at
}

/** The words as `flatten` counts them: an embed is one. */
function plainOf(text: Y.XmlText): string {
  const parts: string[] = []
  for (let item = text._start; item !== null; item = item.right) {
    if (item.deleted || !item.countable) continue
    parts.push(item.content instanceof Y.ContentString ? item.content.str : '\ufffc'.repeat(item.length))
  }
  return parts.join('')
}

function copyText(
  from: Y.XmlText,
  to: Y.XmlFragment,
  work: Work,
  found: readonly Stretch[],
  start: number,
): void {
  const copy = new Y.XmlText()
  work.scribe.as(writerOf(from._item, work), () => to.insert(to.length, [copy]))
  const marks = new Map<string, unknown>()
  const put = (writer: Writer, words: string, attrs: Record<string, unknown>): void => {
    if (words !== '') work.scribe.as(writer, () => copy.insert(copy.length, words, attrs))
  }
  let at = start
  for (let item = from._start; item !== null; item = item.right) {
    if (item.deleted) continue
    const { content } = item
    if (content instanceof Y.ContentFormat) {
      if (content.value === null) marks.delete(content.key)
      else marks.set(content.key, content.value)
      continue
    }
    if (!item.countable) continue
    const attrs = struckObject(work.find, Object.fromEntries(marks))
    if (content instanceof Y.ContentString)
      for (const { words, done, removed } of keptOf(content.str, at, found)) {
        if (removed) put({ author: null, at: 0 }, REMOVED, {})
        else copyRun(item, words, done, (writer, run) => put(writer, run, attrs), work)
      }
    else if (content instanceof Y.ContentEmbed)
      work.scribe.as(writerOf(item, work), () =>
        copy.insertEmbed(copy.length, struckValue(work.find, '', content.embed) as object, attrs),
      )
    at += item.length
  }
}

interface Kept {
  words: string
  /** How much of the item is before it. */
  done: number
  removed: boolean
}

/** What is left of words that stand at `at`, piece by piece. */
function keptOf(words: string, at: number, found: readonly Stretch[]): Kept[] {
  const kept: Kept[] = []
  let from = 0
  for (const stretch of found) {
    if (stretch.to <= at || stretch.from >= at + words.length) continue
    const begins = Math.max(0, stretch.from - at)
    kept.push({ words: words.slice(from, begins), done: from, removed: false })
    if (stretch.from >= at) kept.push({ words: '', done: begins, removed: true })
    from = Math.min(words.length, stretch.to - at)
  }
  kept.push({ words: words.slice(from), done: from, removed: false })
  return kept
}

/** One item can hold words of several people: clients are reused by whoever forges them. */
function copyRun(
  item: Y.Item,
  words: string,
  done: number,
  put: (writer: Writer, words: string) => void,
  { index }: Work,
): void {
  const { client, clock } = item.id
  for (let at = 0; at < words.length;) {
    const { author, at: since, until } = index.at(client, clock + done + at)
    const length = Math.min(words.length - at, until - (clock + done + at))
    put({ author, at: since }, words.slice(at, at + length))
    at += length
  }
}

function writerOf(item: Y.Item | null, { index }: Work): Writer {
  if (item === null) return { author: null, at: 0 }
  const { author, at } = index.at(item.id.client, item.id.clock)
  return { author, at }
}
