import { describe, expect, it } from 'vitest'
import * as Y from 'yjs'
import { addItems, changeItems, show } from '../../../shared/board/edit.ts'
import { itemsOf, readItems, wordsOf } from '../../../shared/board/items.ts'
import { textOf } from '../../../shared/narrative/sections.ts'
import { contentOf } from '../../../server/history/content.ts'
import { struckContent } from '../../../server/purge/content.ts'
import { cleanDocument } from '../../../server/purge/document.ts'
import { finderOf } from '../../../server/purge/words.ts'

const find = finderOf('Ann Smith')
const IMAGE = `${'ab'.repeat(32)}.png`

/** A board on which somebody is named wherever words can stand. */
function boardWithAName(): Y.Doc {
  const doc = new Y.Doc()
  addItems(doc, [
    { id: 'frame', kind: 'frame', look: 'column', x: 0, y: 0, z: 'a0', words: 'About Ann Smith' },
    {
      id: 'n1',
      kind: 'note',
      x: 5,
      y: 6,
      z: 'a1',
      parent: 'frame',
      partner: 'parents',
      words: 'Ann Smith waits.',
    },
    { id: 'img', kind: 'image', x: 0, y: 200, z: 'a2', image: IMAGE, alt: 'A letter to Ann  Smith' },
    { id: 'url', kind: 'link', x: 0, y: 300, z: 'a3', href: 'https://example.org/Ann%20Smith/1' },
    { id: 'gone', kind: 'note', x: 0, y: 400, z: 'a4', words: 'Also Ann Smith' },
    {
      id: 'line',
      kind: 'connector',
      x: 0,
      y: 0,
      z: 'a5',
      from: { item: 'n1', side: 'left' },
      to: { item: 'img', side: null },
    },
    { id: 'bare', kind: 'note', x: 1, y: 2, z: 'a6', words: 'Nobody is named.' },
  ])
  show(doc, ['gone'], false)
  changeItems(doc, new Map([['bare', { group: 'Ann-Smith' }]]))
  const odd = itemsOf(doc).get('bare') as Y.Map<unknown>
  odd.set('whatever', { deep: ['Ann Smith', 3], 'Ann Smith': true })
  return doc
}

const shape = (doc: Y.Doc) => readItems(doc).map(({ alt: _alt, href: _href, group: _group, ...rest }) => rest)

describe('a board without the words', () => {
  it('has them nowhere, in notes, names, descriptions, addresses or what a hand-made client wrote', () => {
    const doc = boardWithAName()
    const clean = cleanDocument(doc, [], find)
    expect(clean.count).toBeGreaterThanOrEqual(7)
    const all = Buffer.from(Y.encodeStateAsUpdate(clean.doc)).toString('latin1')
    expect(all).not.toMatch(/Ann[\s%0-9-]*Smith/)
    expect(textOf(wordsOf(clean.doc, 'n1'))).toBe('[removed] waits.\n')
    const [alt, href] = ['img', 'url'].map((id) => (itemsOf(clean.doc).get(id) as Y.Map<unknown>).toJSON())
    expect(alt).toMatchObject({ alt: 'A letter to [removed]', image: IMAGE })
    expect(href?.['href']).toBe('https://example.org/[removed]/1')
    // Everything else is where and what it was.
    expect(shape(clean.doc)).toEqual(shape(doc))
  })

  it('leaves what the program itself calls its things, also when the words are its names', () => {
    const doc = boardWithAName()
    for (const word of ['note', 'parents', 'frame', 'column', 'left']) {
      const clean = cleanDocument(doc, [], finderOf(word))
      expect(readItems(clean.doc)).toEqual(readItems(doc))
    }
  })

  it('is the same in every version of its history', async () => {
    const doc = boardWithAName()
    const struck = struckContent(await contentOf(doc, [], () => null, true), find)
    expect(JSON.stringify(struck.content)).not.toMatch(/Ann[\s%0-9-]*Smith/)
    const clean = cleanDocument(doc, [], find)
    const same = await contentOf(clean.doc, [], () => null, true)
    expect(struck.content.sections.map(({ written: _written, ...rest }) => rest)).toEqual(
      same.sections.map(({ written: _written, ...rest }) => rest),
    )
    expect(struck.count).toBeGreaterThan(0)
  })
})
