import * as fc from 'fast-check'
import * as Y from 'yjs'
import { describe, expect, it } from 'vitest'
import { flatten } from '../../../shared/annotations/flat.ts'
import { textIn } from '../../../shared/history/paragraphs.ts'
import { addSection, fragmentOf, removeSection, sections } from '../../../shared/narrative/sections.ts'
import { indexSpans, writtenBy } from '../../../server/history/authorship.ts'
import { contentOf } from '../../../server/history/content.ts'
import { struckContent } from '../../../server/purge/content.ts'
import { cleanDocument } from '../../../server/purge/document.ts'
import { finderOf, REMOVED } from '../../../server/purge/words.ts'
import { spansOf } from '../../../server/sync/spans.ts'
import type { Entry } from '../../../server/storage/update-log.ts'

const NUMBER = '999 000 0018'
const find = finderOf(NUMBER)

/** A document that several people write, and its log. */
function desk() {
  const entries: Entry[] = []
  const doc = new Y.Doc()
  const as = (author: string, write: (doc: Y.Doc) => void): void => {
    const theirs = new Y.Doc()
    Y.applyUpdate(theirs, Y.encodeStateAsUpdate(doc))
    theirs.on('update', (update: Uint8Array) => {
      entries.push({ room: 'r', author, at: entries.length * 1_000, update })
      Y.applyUpdate(doc, update)
    })
    write(theirs)
  }
  return { doc, as, spans: () => spansOf(entries) }
}

const paragraph = (doc: Y.Doc, section: string, words: string, marks = {}): void => {
  const node = new Y.XmlElement('paragraph')
  const text = new Y.XmlText()
  const fragment = fragmentOf(doc, section)
  fragment.insert(fragment.length, [node])
  node.insert(0, [text])
  text.insert(0, words, marks)
}

const authorsOf = (doc: Y.Doc, section: string, spans: ReturnType<typeof spansOf>): (string | null)[] =>
  writtenBy(fragmentOf(doc, section), indexSpans(spans)).flatMap(({ length, author }) =>
    Array.from({ length }, () => author),
  )

const marksOf = (d: Y.Doc): string[] =>
  (
    ((fragmentOf(d, 'a').get(0) as Y.XmlElement).get(0) as Y.XmlText).toDelta() as {
      insert: string
      attributes?: object
    }[]
  ).flatMap(({ insert, attributes }) => Array.from(insert, () => JSON.stringify(attributes ?? {})))

const name = (id: string) => ({ id, name: id, partner: 'council', role: 'NL' }) as const

const holds = async (edits: Edit[]): Promise<void> => {
  const { doc, as, spans } = desk()
  as('lead', (d) => {
    addSection(d, { id: 'a', title: 'A', after: null })
    paragraph(d, 'a', 'Families wait. ')
  })
  for (const { who, at, words, bold, cut } of edits)
    as(who, (d) => {
      const text = (fragmentOf(d, 'a').get(0) as Y.XmlElement).get(0) as Y.XmlText
      text.insert(at % (text.length + 1), words, bold ? { bold: {} } : {})
      const from = (at * 7) % (text.length + 1)
      text.delete(from, Math.min(cut, text.length - from))
    })
  const clean = cleanDocument(doc, spans(), find)
  const before = flatten(fragmentOf(doc, 'a')).text
  expect(flatten(fragmentOf(clean.doc, 'a')).text).toBe(find.strike(before))

  // Letter by letter: author and marks of all that was not removed.
  const gone = find.in(before)
  const kept = <T>(all: readonly T[]): T[] =>
    all.filter((_, i) => !gone.some(({ from, to }) => i >= from && i < to))
  const put = find.in(before).map(({ from }, i) => {
    const shift = gone.slice(0, i).reduce((sum, one) => sum + REMOVED.length - (one.to - one.from), 0)
    return { from: from + shift, to: from + shift + REMOVED.length }
  })
  const others = <T>(all: readonly T[]): T[] =>
    all.filter((_, i) => !put.some(({ from, to }) => i >= from && i < to))
  expect(others(authorsOf(clean.doc, 'a', clean.spans))).toEqual(kept(authorsOf(doc, 'a', spans())))
  expect(others(marksOf(clean.doc))).toEqual(kept(marksOf(doc)))

  const version = struckContent(await contentOf(doc, spans(), name), find).content
  const same = await contentOf(clean.doc, clean.spans, name)
  const text = (content: typeof same) =>
    content.sections.map((section) => section.content.map(textIn).join('\n'))
  expect(text(version)).toEqual(text(same))
  const runs = (content: typeof same) =>
    content.sections[0]?.written.flatMap(({ length, author }) =>
      Array.from({ length }, () => (author === -1 ? null : content.authors[author]?.id)),
    )
  expect(runs(version)).toEqual(runs(same))
}

describe('a document written anew', () => {
  it('keeps sections, order, leads, removed ones, marks, attributes; loses the words wherever they stand', () => {
    const { doc, as, spans } = desk()
    as('lead', (d) => {
      addSection(d, { id: 'a', title: `About ${NUMBER}`, after: null })
      addSection(d, { id: 'b', title: 'Second', after: 'a' })
      paragraph(d, 'a', 'before ')
      d.getMap<Y.Map<unknown>>('sections').get('a')?.set('lead', 'member-1')
    })
    as('parent', (d) => {
      paragraph(d, 'b', 'removed section 9990000018')
      removeSection(d, 'b')
      const text = (fragmentOf(d, 'a').get(0) as Y.XmlElement).get(0) as Y.XmlText
      text.insert(7, '999 000', { bold: {} })
      text.insert(14, ' 0018 after', { link: { href: 'https://x.example/9990000018' } })
    })
    const clean = cleanDocument(doc, spans(), find)
    expect(sections(clean.doc)).toEqual([{ ...sections(doc)[0], title: 'About [removed]' }])
    expect(clean.doc.getMap<Y.Map<unknown>>('sections').get('b')?.get('removed')).toBe(true)
    expect(fragmentOf(clean.doc, 'b').toString()).toBe('<paragraph>removed section [removed]</paragraph>')
    const text = (fragmentOf(clean.doc, 'a').get(0) as Y.XmlElement).get(0) as Y.XmlText
    expect(text.toDelta()).toEqual([
      { insert: `before ${REMOVED}` },
      { insert: ' after', attributes: { link: { href: 'https://x.example/[removed]' } } },
    ])
    expect(authorsOf(clean.doc, 'a', clean.spans)).toEqual([
      ...Array.from({ length: 7 }, () => 'lead'),
      ...Array.from({ length: REMOVED.length }, () => null),
      ...Array.from({ length: 6 }, () => 'parent'),
    ])
    expect(Buffer.from(Y.encodeStateAsUpdate(clean.doc)).includes('0018')).toBe(false)
    expect([...clean.doc.store.clients.keys()].filter((id) => doc.store.clients.has(id))).toEqual([])
    expect(new Set(clean.retired)).toEqual(new Set(doc.store.clients.keys()))
  })

  it('a hard break inside the words goes with them; nothing else of the line does', () => {
    const { doc, as, spans } = desk()
    as('lead', (d) => {
      addSection(d, { id: 'a', title: 'A', after: null })
      const node = new Y.XmlElement('paragraph')
      fragmentOf(d, 'a').insert(0, [node])
      const [one, two] = [new Y.XmlText(), new Y.XmlText()]
      node.insert(0, [one, new Y.XmlElement('hardBreak'), two, new Y.XmlElement('hardBreak')])
      one.insert(0, 'No 999')
      two.insert(0, '000 0018 end')
    })
    const clean = cleanDocument(doc, spans(), find)
    expect(flatten(fragmentOf(clean.doc, 'a')).text).toBe('No [removed] end\ufffc')
  })

  it('what is called an id and holds words is no id', () => {
    const { doc, as, spans } = desk()
    as('lead', (d) => {
      addSection(d, { id: 'a', title: 'A', after: null })
      const entry = new Y.XmlElement('entry')
      fragmentOf(d, 'a').insert(0, [entry])
      for (const name of ['id', 'kind', 'words']) entry.setAttribute(name, `Ring ${NUMBER}`)
    })
    const clean = cleanDocument(doc, spans(), find)
    expect((fragmentOf(clean.doc, 'a').get(0) as Y.XmlElement).getAttributes()).toEqual({
      id: `Ring ${REMOVED}`,
      kind: `Ring ${REMOVED}`,
      words: `Ring ${REMOVED}`,
    })
  })

  const people = fc.constantFrom('lead', 'parent', 'health')
  const edit = fc.record({
    who: people,
    at: fc.nat(200),
    words: fc.constantFrom('wait ', 'of 18 weeks ', ` ${NUMBER} `, '999 ', '000 0018 ', 'ab'),
    bold: fc.boolean(),
    cut: fc.nat(6),
  })
  it('is what the old one is without the words: text, marks and authors, and so is a version of it', async () => {
    await fc.assert(fc.asyncProperty(fc.array(edit, { minLength: 1, maxLength: 25 }), holds))
  })
})

interface Edit {
  who: string
  at: number
  words: string
  bold: boolean
  cut: number
}
