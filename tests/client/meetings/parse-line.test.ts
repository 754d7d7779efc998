import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { dueIn, isCall, ownerIn, parseLine } from '../../../client/meetings/parse-line.ts'
import { DEFAULT_PARTNERS } from '../../../shared/domain/partners.ts'

const DO = { id: 'm-do', name: 'Data officer', partner: 'council', role: 'DO' } as const
const NL = { id: 'm-nl', name: 'Nominated lead', partner: 'council', role: 'NL' } as const
const WL1 = { id: 'm-wl1', name: 'Workstream lead', partner: 'council', role: 'WL' } as const
const WL2 = { id: 'm-wl2', name: 'Workstream lead', partner: 'ccgs', role: 'WL' } as const
const FACTS = {
  members: [DO, NL, WL1, WL2],
  partners: DEFAULT_PARTNERS,
  /** A Tuesday. */
  now: Date.UTC(2026, 10, 24, 10, 44),
}

describe('a line that asks to become a record', () => {
  it('says who and by when where its words do (A4)', () => {
    expect(parseLine('/action DO check IHA source by Friday', FACTS)).toMatchObject({
      kind: 'action',
      words: 'DO check IHA source by Friday',
      owner: { member: 'm-do', name: 'Data officer', partner: 'council' },
      due: { day: '2026-11-27', time: null },
    })
    expect(parseLine("/decision Use 90% (February 2019), not 'about 90%'", FACTS)).toMatchObject({
      kind: 'decision',
      words: "Use 90% (February 2019), not 'about 90%'",
      owner: null,
      due: null,
    })
    expect(parseLine('/position Parents on the conclusions of theme 3', FACTS)).toMatchObject({
      theme: '3',
      on: 'conclusions',
      partner: 'parents',
    })
    expect(parseLine('/phone', FACTS)).toMatchObject({ kind: 'phone', words: '', partner: null })
  })

  it('is no other line', () => {
    for (const line of ['', 'a /decision', '/decisions taken', '/table', 'decision', '/ decision'])
      expect(isCall(line), line).toBe(false)
    for (const line of ['/decision', ' /Action x ', '/PHONE said']) expect(isCall(line), line).toBe(true)
  })

  it('names nobody when two could be meant', () => {
    expect(ownerIn('WL send the figures', FACTS.members)).toBeNull()
    expect(ownerIn('WL send the figures', [DO, WL2])?.member).toBe('m-wl2')
    expect(ownerIn('Data officer checks it', FACTS.members)?.member).toBe('m-do')
    expect(ownerIn('Do it', FACTS.members)).toBeNull()
  })

  it.each([
    ['by Tuesday', '2026-12-01'],
    ['by next Monday', '2026-11-30'],
    ['tomorrow', '2026-11-25'],
    ['by 3 December', '2026-12-03'],
    ['by 3/12', '2026-12-03'],
    ['by 2nd January', '2027-01-02'],
    ['by 24 November', '2026-11-24'],
  ])('reads "%s" as a day to come', (words, day) => {
    expect(dueIn(words, FACTS.now)).toEqual({ day, time: null })
  })

  it('asks which day is meant where today is such a day too, and reads it as the next one', () => {
    const asks = (words: string): boolean | undefined => parseLine(`/action ${words}`, FACTS)?.asksWhichDay
    expect(asks('DO check IHA source by Tuesday')).toBe(true)
    expect(dueIn('by Tuesday', FACTS.now)).toEqual({ day: '2026-12-01', time: null })
    for (const words of ['DO check it by Friday', 'DO check it today', 'DO check Tuesday’s figures'])
      expect(asks(words), words).toBe(false)
  })

  it('counts days in the United Kingdom: half past midnight in June is the next day there', () => {
    expect(dueIn('today', Date.UTC(2026, 5, 29, 23, 30))).toEqual({ day: '2026-06-30', time: null })
    expect(dueIn('by Wednesday', Date.UTC(2026, 5, 29, 23, 30))).toEqual({ day: '2026-07-01', time: null })
  })

  it('reads the hour too, and no day that there is not', () => {
    expect(dueIn('today 16:00', FACTS.now)).toEqual({ day: '2026-11-24', time: '16:00' })
    expect(dueIn('by tomorrow 9.30', FACTS.now)).toEqual({ day: '2026-11-25', time: '09:30' })
    for (const words of ['by 31 February', 'by 45/99', 'check 90% of 24', 'Friday meeting notes'])
      expect(dueIn(words, FACTS.now), words).toBeNull()
  })

  it('never makes a day before today, and never changes the words', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 60 }), fc.integer({ min: 1, max: 31 }), (words, day) => {
        const line = `/action ${words} by ${day} December`
        const draft = parseLine(line, FACTS)
        expect(draft?.words).toBe(line.trim().slice('/action'.length).trim())
        const due = dueIn(`by ${day} March`, FACTS.now)
        expect(due === null || due.day > '2026-11-24').toBe(true)
      }),
    )
  })
})
