import type { Here } from '../../../shared/presence/state.ts'
import { describe, expect, it } from 'vitest'
import * as Y from 'yjs'
import { sayKey } from '../../../client/narrative/commands.ts'
import { emptyTable } from '../../../client/narrative/figure-dialog.tsx'
import { refuseImage } from '../../../client/sync/images.ts'
import { moveBy, moveTo, sayMoved } from '../../../client/narrative/move.ts'
import { isNumber, numberColumns } from '../../../client/narrative/numbers-in-tables.ts'
import { bySection } from '../../../client/narrative/since.tsx'
import { matching } from '../../../client/narrative/slash-list.tsx'
import { sayMinutes } from '../../../client/narrative/word-count.tsx'
import { sayChange } from '../../../client/narrative/use-announce-others.ts'
import { addSection, sections } from '../../../shared/narrative/sections.ts'
import { schema } from './support.ts'

const narrative = () => {
  const doc = new Y.Doc()
  for (const [index, id] of ['a', 'b', 'c', 'd'].entries())
    addSection(doc, { id, title: id.toUpperCase(), after: index === 0 ? null : 'abcd'.charAt(index - 1) })
  return doc
}

const order = (doc: Y.Doc) =>
  sections(doc)
    .map(({ id }) => id)
    .join('')

const person = (id: string, name: string) =>
  ({ id, name, partner: 'ccgs', role: 'WL', section: null, doing: 'reading' }) as const

const heads = (side: boolean) => {
  const table = schema.nodeFromJSON(emptyTable(2, 2, side))
  table.check()
  const names: string[] = []
  table.descendants((node) => {
    if (node.type.name.startsWith('table') && node.type.name !== 'tableRow') names.push(node.type.name)
  })
  return names.map((name) => (name === 'tableHeader' ? 'h' : 'c')).join('')
}

describe('numbers in tables', () => {
  it.each(['11.70', '-0.4', '1,204', '12%', '£3.5m', '2016', '< 5', '12 %'])('%s is a number', (text) =>
    expect(isNumber(text)).toBe(true),
  )
  it.each(['', 'Surrey', 'Autumn 2018', '3 pupils', 'n/a', '-'])('%s is none', (text) =>
    expect(isNumber(text)).toBe(false),
  )
  it('are columns of which most cells are numbers; the first names its row', () => {
    expect(
      numberColumns([
        ['Code', 'Area', '2016', 'Note'],
        ['936', 'Surrey', '11.00', 'a'],
        ['989', 'South East', '11.20', '3'],
        ['', 'England', 'not available', 'b'],
      ]),
    ).toEqual([false, false, true, false])
  })
})

describe('moving sections', () => {
  it('goes one place up or down, and no further than the ends', () => {
    const doc = narrative()
    moveBy(doc, 'b', 1)
    expect(order(doc)).toBe('acbd')
    moveBy(doc, 'a', -1)
    moveBy(doc, 'd', 1)
    expect(order(doc)).toBe('acbd')
    moveBy(doc, 'd', -1)
    expect(order(doc)).toBe('acdb')
    expect(sayMoved(doc, 'd')).toBe('D is now 3.0, of 4 sections.')
  })

  it('goes to any place', () => {
    for (const [place, expected] of ['dabc', 'adbc', 'abdc', 'abcd'].entries()) {
      const doc = narrative()
      moveTo(doc, 'd', place)
      expect(order(doc)).toBe(expected)
    }
  })
})

const say = (before: readonly Here[], now: readonly Here[]): string | null =>
  sayChange(
    before,
    now,
    ({ name }) => name,
    (id) => (id === 'overview' ? '1.0' : undefined),
  )

describe('what is said', () => {
  it('of what changed since: a line a section, each partner once', () => {
    const change = { section: 's', number: '1.0', title: 'T', at: 1 }
    expect(
      bySection([
        { ...change, partner: 'ccgs' },
        { ...change, partner: 'schools' },
        { ...change, partner: 'ccgs' },
        { ...change, section: 'z', number: '2.0', partner: 'council' },
      ]).map(({ number, partners }) => [number, partners]),
    ).toEqual([
      ['1.0', ['ccgs', 'schools']],
      ['2.0', ['council']],
    ])
  })
  it('of who came and went, and nothing when nobody did', () => {
    const [a, b] = [person('1', 'Workstream lead'), person('2', 'SENCO')]
    expect(say([a], [b])).toBe('SENCO, is here. Workstream lead, has left.')
    expect(say([a, b], [b, a])).toBeNull()
    const writing: Here = { ...a, section: 'overview', doing: 'typing' }
    expect(say([a, b], [writing, b])).toBe('Workstream lead, is writing in 1.0.')
    expect(say([writing, b], [writing, b])).toBeNull()
    expect(say([writing], [{ ...writing, doing: 'reading' }])).toBeNull()
  })
  it('of minutes', () => {
    expect(sayMinutes(40)).toBe('less than a minute')
    expect(sayMinutes(230)).toBe('about a minute')
    expect(sayMinutes(30_000)).toBe('about 130 minutes')
  })
  it('of keys', () => {
    expect(sayKey('Mod-Alt-t', false)).toBe('Ctrl+Alt+T')
    expect(sayKey('Mod-Alt-ArrowDown', true)).toBe('⌘+⌥+↓')
  })
})

describe('the slash menu', () => {
  it('finds by label, by word and by other names, best first', () => {
    expect(matching('').length).toBeGreaterThan(10)
    expect(matching('head').map(({ id }) => id)).toEqual(['heading', 'small-heading'])
    expect(matching('pict').map(({ id }) => id)).toEqual(['image'])
    expect(matching('quo')[0]?.id).toBe('quote')
    expect(matching('zzz')).toEqual([])
  })
})

describe('figures to be put in', () => {
  it('have header cells in the first row, and in the first column when wanted', () => {
    expect(heads(true)).toBe('hhhc')
    expect(heads(false)).toBe('hhcc')
  })
  it('are images of four kinds and up to 8 MB', () => {
    expect(refuseImage({ type: 'image/png', size: 1_000 })).toBeUndefined()
    expect(refuseImage({ type: 'image/svg+xml', size: 1_000 })).toMatch(/PNG/)
    expect(refuseImage({ type: 'image/png', size: 9 * 1024 * 1024 })).toMatch(/8 MB/)
  })
})
