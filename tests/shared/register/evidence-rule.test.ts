import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { ACTION_STATUSES, linesOf, sayEvidence } from '../../../shared/domain/actions.ts'
import { dayInLondon, daysBetween, isDay } from '../../../shared/domain/days.ts'
import { THEME_IDS } from '../../../shared/domain/themes.ts'
import { isOverdue, judge, restsOn, type Said, type Shown } from '../../../shared/register/evidence-rule.ts'
import { type Counted, progressOf } from '../../../shared/register/progress.ts'

const TODAY = '2026-11-24'
const [NOT_STARTED, BEHIND, ON_TARGET, COMPLETED] = ACTION_STATUSES
const NOTHING: Said = {
  status: COMPLETED,
  statusNote: null,
  startDate: null,
  recoveryNote: null,
  revisedDue: null,
}
const shown = (more: Partial<Shown> = {}): Shown => ({
  date: TODAY,
  whatChanged: 'Waiting fell from 1875 to 24.',
  verified: false,
  ...more,
})
const missing = (said: Said, evidence: Shown[] = [], due: string | null = null): string => {
  const verdict = judge(said, evidence, due, TODAY)
  return verdict.may === 'not' ? verdict.missing.join(' ') : ''
}

describe('days', () => {
  it('are those of the calendar, leap years too', () => {
    expect(['2024-02-29', '2000-02-29', '2026-12-31'].map(isDay)).toEqual([true, true, true])
    expect(
      ['2026-02-29', '1900-02-29', '2026-04-31', '2026-13-01', '2026-00-10', '24-01-01'].map(isDay),
    ).toEqual(Array.from({ length: 6 }, () => false))
  })

  it('are those of London, also around midnight in summer', () => {
    expect(dayInLondon(Date.parse('2026-07-01T23:30:00Z'))).toBe('2026-07-02')
    expect(dayInLondon(Date.parse('2026-12-01T23:30:00Z'))).toBe('2026-12-01')
    expect(dayInLondon(Date.parse('2026-03-29T00:59:59Z'))).toBe('2026-03-29')
  })

  it('are counted as the clock of the world counts them', () => {
    const day = fc
      .date({ min: new Date('1900-01-01'), max: new Date('2199-12-31'), noInvalidDate: true })
      .map((date) => date.toISOString().slice(0, 10))
    fc.assert(
      fc.property(day, day, (from, to) => {
        expect(daysBetween(from, to)).toBe((Date.parse(to) - Date.parse(from)) / 86_400_000)
      }),
    )
  })
})

describe('F4: a status needs its evidence', () => {
  it('Completed: says everything that is missing and how to give it', () => {
    const said = missing(NOTHING)
    expect(said).toContain('Evidence: add a link or a file name')
    expect(said).toContain('What changed: say')
    expect(said).toContain('A second person')
    expect(missing(NOTHING, [shown({ whatChanged: null, verified: true })])).toBe(
      'What changed: say in the evidence what is different since, for children and families.',
    )
  })

  it('Completed: waits for a second person, then stands; what changed and the look are of the same evidence', () => {
    expect(judge(NOTHING, [shown()], null, TODAY).may).toBe('wait')
    expect(judge(NOTHING, [shown({ verified: true })], null, TODAY).may).toBe('stand')
    const apart = [shown(), shown({ whatChanged: null, verified: true })]
    expect(judge(NOTHING, apart, null, TODAY).may).toBe('wait')
  })

  it('on target: evidence of 92 days, not of 93, and not of tomorrow', () => {
    const said = { ...NOTHING, status: ON_TARGET }
    expect(judge(said, [shown({ date: '2026-08-24' })], null, TODAY).may).toBe('stand') // 92 days
    expect(missing(said, [shown({ date: '2026-08-23' })])).toContain('the newest is of 23 August 2026')
    expect(judge(said, [shown({ date: TODAY })], null, TODAY).may).toBe('stand')
    expect(missing(said, [shown({ date: '2026-11-25' })])).toContain('Evidence of the last 92 days: add')
    // Over a 29 February.
    expect(judge(said, [shown({ date: '2023-12-01' })], null, '2024-03-02').may).toBe('stand')
    expect(judge(said, [shown({ date: '2023-12-01' })], null, '2024-03-03').may).toBe('not')
  })

  it('behind: a recovery note and a new date, later than the first and still to come', () => {
    const said = { ...NOTHING, status: BEHIND, recoveryNote: 'Two more staff.', revisedDue: '2027-01-31' }
    expect(judge(said, [], '2026-10-31', TODAY).may).toBe('stand')
    expect(missing({ ...said, recoveryNote: null, revisedDue: null })).toMatch(/A recovery note.*A new date/)
    expect(missing({ ...said, revisedDue: '2026-11-23' })).toContain('23 November 2026 has passed')
    expect(judge({ ...said, revisedDue: TODAY }, [], null, TODAY).may).toBe('stand')
    expect(missing({ ...said, revisedDue: '2026-12-01' }, [], '2026-12-01')).toContain('later than the first')
  })

  it('not started: a reason and a start date', () => {
    const said = { ...NOTHING, status: NOT_STARTED }
    expect(missing(said)).toMatch(/A reason.*A start date/)
    expect(judge({ ...said, statusNote: 'No budget.', startDate: '2027-01-04' }, [], null, TODAY).may).toBe(
      'stand',
    )
  })

  it('says when a status rests on nothing any more', () => {
    const set = { status: COMPLETED, imported: false }
    expect(restsOn(set, [shown({ verified: true })], TODAY)).toBe('evidence')
    expect(restsOn(set, [shown()], TODAY)).toBe('nothing')
    expect(restsOn({ ...set, imported: true }, [], TODAY)).toBe('imported')
    expect(restsOn({ status: ON_TARGET, imported: false }, [shown({ date: '2026-08-23' })], TODAY)).toBe(
      'old evidence',
    )
  })

  it('is overdue the day after it was due, unless it is completed', () => {
    const action = { status: ON_TARGET, due: '2026-11-23', revisedDue: null }
    expect(isOverdue(action, TODAY)).toBe(true)
    expect(isOverdue({ ...action, due: TODAY }, TODAY)).toBe(false)
    expect(isOverdue({ ...action, revisedDue: '2026-12-01' }, TODAY)).toBe(false)
    expect(isOverdue({ ...action, status: COMPLETED }, TODAY)).toBe(false)
  })
})

/** An action that rests on this evidence. */
const rested = (evidence: Shown[]): Counted => ({
  theme: '3',
  status: NOT_STARTED,
  imported: false,
  due: null,
  revisedDue: null,
  evidence,
})

describe('the progress summary', () => {
  const counted: fc.Arbitrary<Counted> = fc.record({
    theme: fc.constantFrom(...THEME_IDS),
    status: fc.constantFrom(...ACTION_STATUSES),
    imported: fc.boolean(),
    due: fc.constantFrom(null, '2026-01-01', TODAY, '2027-01-01'),
    revisedDue: fc.constantFrom(null, '2026-06-01', '2027-06-01'),
    evidence: fc.array(
      fc.record({
        date: fc.constantFrom('2026-01-01', '2026-08-23', '2026-08-24', TODAY),
        whatChanged: fc.constantFrom(null, 'x'),
        verified: fc.boolean(),
      }),
      { maxLength: 3 },
    ),
  })

  it('is always what a recount gives, and its themes add up to the whole', () => {
    fc.assert(
      fc.property(fc.array(counted, { maxLength: 40 }), (actions) => {
        const { themes, overall } = progressOf(actions, TODAY)
        for (const { status, count } of linesOf(overall)) {
          let recount = 0
          for (const action of actions) if (action.status === status) recount++
          expect(count).toBe(recount)
        }
        for (const key of Object.keys(overall) as (keyof typeof overall)[])
          expect(THEME_IDS.reduce((sum, theme) => sum + themes[theme][key], 0)).toBe(overall[key])
        expect(overall.notStarted + overall.behind + overall.onTarget + overall.completed).toBe(overall.total)
        expect(overall.total).toBe(actions.length)
      }),
    )
  })

  it('evidence counts once a second person has verified it; until then it is said to wait', () => {
    const { overall } = progressOf(
      [rested([]), rested([shown()]), rested([shown(), shown({ verified: true })])],
      TODAY,
    )
    expect(sayEvidence(overall)).toBe('evidence 1 of 3 verified, 1 waiting')
  })
})
