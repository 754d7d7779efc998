import { assert, integer, property, string } from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Item } from '../../../shared/board/items.ts'
import { type Naming, sayContent, sayItem, shorten } from '../../../shared/board/said.ts'
import { itemOf } from './support.ts'

const naming = (words: Record<string, string>, ...items: Item[]): Naming => ({
  words: (id) => words[id] ?? '',
  partner: (kind) => (kind === 'parents' ? 'Parents' : kind),
  items: new Map(items.map((item) => [item.id, item])),
})

const ends = (item: string) => ({ from: { item, side: null }, to: { item, side: null } })

describe('a thing on a board, in words', () => {
  it('is its kind, whose it is, what it says, where it stands and that it is locked', () => {
    const frame = itemOf({ id: 'f', kind: 'frame', look: 'cluster' })
    const note = itemOf({ id: 'n', partner: 'parents', parent: 'f', locked: true })
    const known = naming({ f: 'One way in', n: 'We told our story\nto five people.' }, frame, note)
    expect(sayItem(note, known)).toBe(
      'Note, Parents: We told our story to five people., in One way in, locked',
    )
    expect(sayItem(note, known, 20)).toBe('Note, Parents: We told our story to…, in One way in, locked')
    expect(sayItem(frame, known)).toBe('Cluster: One way in')
  })

  it('is what a connector joins, also when one end is gone', () => {
    const note = itemOf({ id: 'n' })
    const line = itemOf({
      id: 'c',
      kind: 'connector',
      from: { item: 'n', side: null },
      to: { item: 'gone', side: null },
    })
    const known = naming({ n: 'Wait and see' }, note, line)
    expect(sayItem(line, known)).toBe('Connector from “Wait and see” to something that is gone')
    expect(sayItem({ ...line, to: { x: 1, y: 1 } }, naming({ n: 'Wait', c: 'leads to' }, note, line))).toBe(
      'Connector from “Wait” to an empty place: leads to',
    )
  })

  it('is what an image shows, where a link goes, what a stamp says, and that nothing is there', () => {
    const none = naming({})
    expect(sayItem(itemOf({ id: 'i', kind: 'image', alt: 'A form' }), none)).toBe('Image: A form')
    expect(sayItem(itemOf({ id: 'i', kind: 'image' }), none)).toBe('Image: no description')
    expect(sayItem(itemOf({ id: 'l', kind: 'link', href: 'https://example.org/' }), none)).toBe(
      'Link: https://example.org/',
    )
    expect(sayItem(itemOf({ id: 's', kind: 'stamp', stamp: 'risk' }), none)).toBe('Stamp: Risk')
    expect(sayItem(itemOf({ id: 'n' }), none)).toBe('Note: empty')
    expect(sayItem(itemOf({ id: 'u', kind: 'unknown' }), none)).toBe(
      'Something this page does not know: empty',
    )
  })

  it('ends for connectors that join each other', () => {
    const one = itemOf({ id: 'a', kind: 'connector', ...ends('b') })
    const other = itemOf({ id: 'b', kind: 'connector', ...ends('a') })
    expect(sayContent(one, naming({}, one, other))).toBe('from a connector to a connector')
  })

  it('is never longer than asked, and never ends within a character', () => {
    assert(
      property(string({ unit: 'grapheme' }), integer({ min: 4, max: 30 }), (words, most) => {
        const short = shorten(words, most)
        expect(short.length).toBeLessThanOrEqual(most + 1)
        if (words.length <= most) expect(short).toBe(words)
        else {
          expect(short.endsWith('…')).toBe(true)
          expect(short).not.toMatch(/[\ud800-\udbff]…$/)
        }
      }),
    )
  })
})
