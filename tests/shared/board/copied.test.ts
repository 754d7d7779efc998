import { nanoid } from 'nanoid'
import { describe, expect, it } from 'vitest'
import * as Y from 'yjs'
import { copyOf, putCopied, readCopied } from '../../../shared/board/copied.ts'
import { addItems, keysAbove } from '../../../shared/board/edit.ts'
import { readItems, wordsOf } from '../../../shared/board/items.ts'
import { OWN } from '../../../shared/narrative/sections.ts'

function wall(): Y.Doc {
  const doc = new Y.Doc()
  addItems(doc, [
    { id: 'frame', kind: 'frame', x: 100, y: 100, z: 'a0', words: 'One way in' },
    {
      id: 'note',
      kind: 'note',
      x: 20,
      y: 60,
      z: 'a1',
      parent: 'frame',
      partner: 'parents',
      words: 'Five people',
    },
    { id: 'other', kind: 'note', x: 900, y: 100, z: 'a2', locked: true, words: 'Elsewhere' },
    {
      id: 'line',
      kind: 'connector',
      x: 0,
      y: 0,
      z: 'a3',
      from: { item: 'note', side: null },
      to: { item: 'other', side: 'left' },
    },
  ])
  const paragraph = wordsOf(doc, 'note').get(0)
  if (paragraph instanceof Y.XmlElement && paragraph.get(0) instanceof Y.XmlText)
    (paragraph.get(0) as Y.XmlText).format(0, 4, { bold: {} })
  return doc
}

const put = (doc: Y.Doc, copied: NonNullable<ReturnType<typeof readCopied>>) =>
  putCopied(
    doc,
    copied,
    { x: 0, y: 0 },
    {
      author: 'me',
      newId: nanoid,
      keys: keysAbove(readItems(doc), copied.things.length),
    },
  )

describe('things on the clipboard', () => {
  it('come back with their words and marks, in their frame, joined among themselves', () => {
    const doc = wall()
    const text = JSON.stringify(copyOf(doc, readItems(doc), new Set(['frame', 'other'])))
    const tops = put(doc, readCopied(text)!)
    const items = new Map(readItems(doc).map((item) => [item.id, item]))
    const made = [...items.values()].filter(({ author }) => author === 'me')
    expect(made.map(({ kind }) => kind)).toEqual(['frame', 'note', 'note', 'connector'])
    const [frame, note, other, line] = made
    expect(note).toMatchObject({ parent: frame!.id, x: 20, y: 60, partner: 'parents' })
    expect(other).toMatchObject({ x: 800, y: 0, locked: false })
    expect(line).toMatchObject({
      from: { item: note!.id, side: null },
      to: { item: other!.id, side: 'left' },
    })
    expect(wordsOf(doc, note!.id).toString()).toBe(wordsOf(doc, 'note').toString())
    expect(wordsOf(doc, note!.id).toString()).toContain('<bold>Five</bold>')
    expect(tops).toEqual([frame!.id, other!.id, line!.id])
  })

  it('leave a connector behind when one end of it is', () => {
    const doc = wall()
    const { things } = copyOf(doc, readItems(doc), new Set(['note', 'line']))!
    expect(things.map(({ id }) => id)).toEqual(['note'])
  })

  it('keep the free end of a connector where it is beside them', () => {
    const doc = wall()
    const loose = { kind: 'connector', x: 0, y: 0 } as const
    addItems(doc, [
      { ...loose, id: 'out', z: 'a4', from: { item: 'other', side: null }, to: { x: 1000, y: 300 } },
      { ...loose, id: 'alone', z: 'a5', from: { x: 900, y: 400 }, to: { x: 950, y: 420 } },
    ])
    const copied = copyOf(doc, readItems(doc), new Set(['other', 'out', 'alone']))!
    expect(copied.at).toEqual({ x: 900, y: 100 })
    put(doc, readCopied(JSON.stringify(copied))!)
    const [note, out, alone] = readItems(doc).filter(({ author }) => author === 'me')
    expect(out).toMatchObject({ from: { item: note!.id, side: null }, to: { x: 100, y: 200 } })
    expect(alone).toMatchObject({ from: { x: 0, y: 300 }, to: { x: 50, y: 320 } })
    expect(copyOf(doc, readItems(doc), new Set(['other']))!.things).toHaveLength(1)
  })

  it('are all of them or none: too many at once are refused, not cut short', () => {
    const doc = new Y.Doc()
    const ids = Array.from({ length: 501 }, (_, n) => `n${n}`)
    addItems(
      doc,
      ids.map((id) => ({ id, kind: 'note', x: 0, y: 0, z: 'a0' })),
    )
    expect(copyOf(doc, readItems(doc), new Set(ids))).toBeNull()
    expect(copyOf(doc, readItems(doc), new Set(ids.slice(1)))?.things).toHaveLength(500)
  })

  it('are put by one step that undo takes back', () => {
    const doc = wall()
    const undo = new Y.UndoManager(doc, { trackedOrigins: new Set([OWN]) })
    put(doc, copyOf(doc, readItems(doc), new Set(['frame', 'other']))!)
    expect(readItems(doc)).toHaveLength(8)
    undo.undo()
    expect(readItems(doc)).toHaveLength(4)
  })

  it('that somebody else wrote are no harm: nonsense is nothing, words of unknown shapes are words', () => {
    const doc = wall()
    for (const text of [
      '',
      '{',
      '[]',
      '{"throughline":"board"}',
      '{"throughline":"board","things":[{"id":1}]}',
    ])
      expect(readCopied(text)).toBeNull()
    const foreign = {
      throughline: 'board',
      things: [
        { id: 'x', x: 1, y: 2, values: { kind: 'bomb' }, words: [] },
        {
          id: 'y',
          x: 1e308,
          y: 2,
          values: { kind: 'note', w: 'wide', partner: 'nobody', href: 'javascript:1' },
          words: [
            {
              name: 'script',
              attrs: { src: 'x' },
              children: [
                {
                  name: 'paragraph',
                  attrs: {},
                  children: [{ text: [{ insert: 'kept', marks: { evil: {} } }] }],
                },
              ],
            },
            { name: 'script', attrs: {}, children: [{ text: [{ insert: 'bare' }] }] },
          ],
        },
      ],
    }
    const [id] = put(doc, readCopied(JSON.stringify(foreign))!)
    const made = readItems(doc).filter(({ author }) => author === 'me')
    expect(made).toHaveLength(1)
    expect(made[0]).toMatchObject({ kind: 'note', w: 168, partner: null, href: null, x: 1_000_000 })
    expect(wordsOf(doc, id!).toString()).toBe('<paragraph>kept</paragraph><paragraph>bare</paragraph>')
  })
})
