import { describe, expect, it } from 'vitest'
import { DEFAULT_PARTNERS } from '../../../shared/domain/partners.ts'
import { readPasted } from '../../../shared/register/paste.ts'

const read = (text: string, taken: string[] = []) => readPasted(text, { partners: DEFAULT_PARTNERS, taken })

describe('rows pasted from a spreadsheet', () => {
  it('are read by the names of their columns, in any order', () => {
    const { good, bad, columns } = read(
      'Status\tRef\tNotes\tAction\tDeadline\tLead\tAgency\r\nOn target\t3.1\tx\tHire two therapists\t27/11/2026\tA. Lead\tCCGs\r\n',
    )
    expect(bad).toEqual([])
    expect(columns).toEqual(['Status', 'Reference', null, 'Action', 'Due', 'Owner', 'Partner'])
    expect(good).toEqual([
      {
        line: 2,
        ref: '3.1',
        title: 'Hire two therapists',
        theme: '3',
        owner: { member: null, name: 'A. Lead' },
        partner: 'ccgs',
        due: '2026-11-27',
        status: 'Action Underway (on target)',
      },
    ])
  })

  it('may have no names: then they stand in the order of the register', () => {
    expect(read('2.4\tWrite the plan\tPriority 2\n').good).toMatchObject([
      { line: 1, ref: '2.4', theme: '2', due: null, partner: null, status: 'Action not started' },
    ])
  })

  it('may be separated by commas, with commas, quotes and line ends in a cell', () => {
    expect(read('Ref,Action\n3.1,"Plan, then ""do""\nit"\n').good).toMatchObject([
      { title: 'Plan, then "do" it' },
    ])
  })

  it.each([
    ['\tNo reference', 'Reference', ''],
    ['3.1\tTwice', 'Reference', '3.1'],
    ['4.1\t', 'Action', ''],
    ['4.1\tx\tTheme 7', 'Theme', 'Theme 7'],
    ['4.1\tx\t4\t\tPolice', 'Partner', 'Police'],
    ['4.1\tx\t4\t\t\t30/02/2026', 'Due', '30/02/2026'],
    ['4.1\tx\t4\t\t\t27/11/26', 'Due', '27/11/26'],
    ['4.1\tx\t4\t\t\t\tGreen', 'Status', 'Green'],
  ])('%j: names the line, the cell and what to do', (row, cell, found) => {
    const { good, bad } = read(`5.1\tA good one\t5\n${row}`, ['3.1'])
    expect(good).toHaveLength(1)
    expect(bad).toEqual([{ line: 2, cell, found, say: expect.stringMatching(/^(Give|Write|Use|There is)/) }])
  })

  it.each([
    ['27 November 2026', '2026-11-27'],
    ['1st Mar 2027', '2027-03-01'],
    ['2026-02-28', '2026-02-28'],
    ['29/02/2028', '2028-02-29'],
  ])('reads the day %s', (said, day) => {
    expect(read(`4.1\tx\t4\t\t\t${said}`).good[0]?.due).toBe(day)
  })

  it('names a reference that stands twice in what was pasted', () => {
    expect(read('4.1\tx\n4.1\ty').bad).toMatchObject([{ line: 2, cell: 'Reference' }])
  })
})
