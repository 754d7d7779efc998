import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { laidOut, type Laid, type TableAs } from '../../../shared/board/laid-out.ts'
import { addressIn, MOST_PASTED, pastedTable, pastedText } from '../../../shared/board/pasted.ts'

describe('pasted text', () => {
  it('is a list when it has lines; bullets and numbers go, words stay', () => {
    expect(
      pastedText(
        [
          '• SEN support rose',
          '- from 11.00',
          '2. to 11.70',
          '',
          'b) in two years',
          'o\tsub point',
          '10.5 per cent',
          'A. Smith said',
          'O dear',
          '[x] done',
          '–',
        ].join('\r\n'),
      ),
    ).toEqual({
      kind: 'list',
      lines: [
        'SEN support rose',
        'from 11.00',
        'to 11.70',
        'in two years',
        'sub point',
        '10.5 per cent',
        'A. Smith said',
        'O dear',
        'done',
      ],
    })
  })

  it('is a table when a spreadsheet copied it, with line ends and quotes inside a cell', () => {
    expect(pastedText('Area\tRate\nSurrey\t"11.70\n(was ""11.00"")"\n')).toEqual({
      kind: 'table',
      rows: [
        ['Area', 'Rate'],
        ['Surrey', '11.70 (was "11.00")'],
      ],
    })
    expect(pastedText('one\t\ntwo\t\n')).toMatchObject({ kind: 'table' })
  })

  it('is a link when it is an address and nothing else', () => {
    expect(pastedText(' https://www.gov.uk/send \n')).toEqual({
      kind: 'link',
      href: 'https://www.gov.uk/send',
    })
    expect(addressIn('javascript:alert(1)')).toBeNull()
    expect(addressIn('see https://www.gov.uk/send')).toBeNull()
  })

  it('is one note when it is one line, several when that is too long, nothing when it is nothing', () => {
    expect(pastedText('  Therapists could train school staff  ')).toEqual({
      kind: 'words',
      words: 'Therapists could train school staff',
    })
    const long = 'word '.repeat(500).trim()
    const pasted = pastedText(long)
    expect(pasted?.kind === 'list' && pasted.lines.join(' ')).toBe(long)
    expect(pastedText(' \n\t\n • \n')).toBeNull()
  })

  it('a single column of cells is a list', () => {
    expect(pastedTable([['a'], ['b'], ['']])).toEqual({ kind: 'list', lines: ['a', 'b'] })
  })
})

const words = fc.stringMatching(/^[A-Za-z][a-z]{1,12}( [a-z]{2,9}){0,6}$/)
const overlapping = (things: readonly Laid[]): boolean =>
  things.some((a, n) =>
    things
      .slice(n + 1)
      .some(
        (b) =>
          a.frame === b.frame && a.x < b.x + b.w && b.x < a.x + a.w && a.y < b.y + b.h && b.y < a.y + a.h,
      ),
  )

describe('laid out', () => {
  it('never loses a line, never puts more at once than it may, and nothing stands on anything', () => {
    fc.assert(
      fc.property(fc.array(words, { minLength: 2, maxLength: 450 }), (lines) => {
        const pasted = pastedText(lines.map((line, n) => (n % 2 === 0 ? `• ${line}` : line)).join('\n'))
        if (pasted?.kind !== 'list') throw new Error('two lines are a list')
        const parts = laidOut(pasted, 'cells')
        expect(parts.flatMap(({ things }) => things.map((thing) => thing.words))).toEqual(lines)
        expect(parts.at(-1)!.last).toBe(lines.length)
        for (const { things } of parts) {
          expect(things.length).toBeLessThanOrEqual(MOST_PASTED)
          expect(overlapping(things)).toBe(false)
        }
      }),
      { numRuns: 30 },
    )
  })

  it('never loses a cell, whichever way the table is put', () => {
    const table = fc
      .tuple(fc.integer({ min: 2, max: 8 }), fc.integer({ min: 1, max: 60 }))
      .chain(([width, height]) =>
        fc.array(fc.array(fc.oneof(words, fc.constant('')), { minLength: width, maxLength: width }), {
          minLength: height,
          maxLength: height,
        }),
      )
    fc.assert(
      fc.property(table, fc.constantFrom<TableAs>('cells', 'columns', 'rows'), (rows, as) => {
        const pasted = pastedTable(rows)
        if (pasted?.kind !== 'table') return
        const parts = laidOut(pasted, as)
        const said = parts.flatMap(({ things }) => things.map((thing) => thing.words)).join('\n')
        // A heading whose column is empty says nothing of any row.
        const body = as === 'rows' && pasted.rows.length > 1 ? pasted.rows.slice(1) : pasted.rows
        for (const cell of body.flat()) expect(said).toContain(cell)
        for (const { things } of parts) {
          expect(overlapping(things)).toBe(false)
          for (const { frame } of things) if (frame !== null) expect(things[frame]?.kind).toBe('frame')
        }
      }),
      { numRuns: 60 },
    )
  })

  it('puts a frame for each column with its notes inside, or a note for each row with its headings', () => {
    const pasted = pastedText('Evidence\tGap\n11.70\tnot known why\n1875\t\n')
    if (pasted?.kind !== 'table') throw new Error('a table')
    const [columns] = laidOut(pasted, 'columns')
    expect(columns!.things.map(({ kind, words, frame }) => ({ kind, words, frame }))).toEqual([
      { kind: 'frame', words: 'Evidence', frame: null },
      { kind: 'frame', words: 'Gap', frame: null },
      { kind: 'note', words: '11.70', frame: 0 },
      { kind: 'note', words: '1875', frame: 0 },
      { kind: 'note', words: 'not known why', frame: 1 },
    ])
    const [rows] = laidOut(pasted, 'rows')
    expect(rows!.things.map((thing) => thing.words)).toEqual([
      'Evidence: 11.70\nGap: not known why',
      'Evidence: 1875',
    ])
  })
})
