import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Board, Stage, StageKind, Tally } from '../../../shared/board/boards.ts'
import type { Item } from '../../../shared/board/items.ts'
import { PARTNER_KINDS } from '../../../shared/domain/partners.ts'
import {
  clockWords,
  leftOf,
  nextOf,
  passed,
  spokenTime,
  stepsOf,
} from '../../../client/board/facilitate/steps.ts'
import {
  dots,
  leftToGive,
  resultOf,
  summed,
  votersWords,
  votesWords,
} from '../../../client/board/facilitate/votes.ts'

const SHORT = {
  council: 'Council',
  ccgs: 'CCGs',
  providers: 'Providers',
  parents: 'Parents',
  schools: 'Schools',
}
const KINDS: readonly StageKind[] = ['write', 'reveal', 'group', 'vote', 'send']
const STAGES: Stage[] = KINDS.map((kind) => ({
  id: kind,
  kind,
  title: kind,
  minutes: 5,
  anonymity: 'named',
  votes: 3,
}))

const at = (stage: string | null, more: Partial<Pick<Board, 'writing' | 'ballot'>> = {}) => ({
  stages: STAGES,
  stage,
  writing: null,
  ballot: null,
  ...more,
})
const writing = (notes: number): Board['writing'] => ({
  id: 'round',
  state: 'open',
  anonymity: 'named',
  mine: [],
  counts: [
    { partner: null, notes: 0, writers: 0 },
    { partner: 'council', notes, writers: 3 },
  ],
})
const ballot = (state: 'open' | 'shown'): NonNullable<Board['ballot']> => ({
  id: 'ballot',
  state,
  votes: 3,
  mine: [{ item: 'a', votes: 2 }],
  voters: 1,
  tally: null,
  partners: null,
})

describe('the steps of a workshop', () => {
  it('are done before the one under way and to come behind it', () => {
    expect(stepsOf(at('group')).map(({ state }) => state)).toEqual([
      'done',
      'done',
      'now',
      'to come',
      'to come',
    ])
    expect(stepsOf(at(null)).every(({ state }) => state === 'to come')).toBe(true)
  })

  it('the button says what it does: how many notes it reveals, that it shows the result', () => {
    const words = (board: ReturnType<typeof at>) => nextOf(board)?.words ?? null
    expect(words(at(null))).toBe('Begin: write privately')
    expect(words(at('write', { writing: writing(14) }))).toBe('Reveal 14 notes')
    expect(words(at('write', { writing: writing(1) }))).toBe('Reveal 1 note')
    expect(words(at('write', { writing: writing(0) }))).toBe('End private writing')
    expect(words(at('reveal'))).toBe('Go on to group')
    expect(words(at('group'))).toBe('Start the vote')
    expect(words(at('vote', { ballot: ballot('open') }))).toBe('Show the result')
    expect(words(at('vote', { ballot: ballot('shown') }))).toBe('Go on to send')
    expect(words(at('send', { ballot: ballot('shown') }))).toBeNull()
  })

  it('only what cannot be taken back is asked about first', () => {
    for (const stage of KINDS) {
      const next = nextOf(at(stage, { writing: writing(2), ballot: ballot('open') }))
      expect(next?.reveals !== null && next !== null).toBe(next?.words.startsWith('Reveal') ?? false)
    }
  })

  it('a round that is open behind the last step is still ended', () => {
    expect(nextOf(at('send', { writing: writing(3) }))).toEqual({
      words: 'Reveal 3 notes',
      to: null,
      reveals: { notes: 3 },
    })
    expect(nextOf(at('send', { ballot: ballot('open') }))).toEqual({
      words: 'Show the result',
      to: null,
      reveals: null,
    })
  })
})

describe('the timer', () => {
  it('is never less than nothing, and stands while it is halted', () => {
    expect(leftOf({ state: 'running', endsAt: 5_000, of: 9_000 }, 2_000)).toBe(3_000)
    expect(leftOf({ state: 'running', endsAt: 5_000, of: 9_000 }, 9_000)).toBe(0)
    // A device whose clock is a little behind does not show 5:01 of five minutes.
    expect(leftOf({ state: 'running', endsAt: 5_000, of: 3_000 }, 1_900)).toBe(3_000)
    expect(leftOf({ state: 'halted', left: 4_000, of: 9_000 }, 999_999)).toBe(4_000)
  })

  it('is read and said in minutes and seconds', () => {
    expect(clockWords(160_000)).toBe('2:40')
    expect(clockWords(500)).toBe('0:01')
    expect(spokenTime(160_000)).toBe('2 minutes 40 seconds')
    expect(spokenTime(61_000)).toBe('1 minute 1 second')
    expect(spokenTime(0)).toBe('no time')
  })

  it('says each mark once, however often it is looked at', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 1, max: 9_000 }), { minLength: 30, maxLength: 200 }),
        (looks) => {
          let left = 125_000
          const said: string[] = []
          for (const step of [...looks, 200_000]) {
            const next = Math.max(0, left - step)
            const words = passed(left, next)
            if (words !== null) said.push(words)
            left = next
          }
          expect(said.filter((words) => words === 'The time is up.')).toHaveLength(1)
          expect(said.filter((words) => words === 'One minute left.').length).toBeLessThanOrEqual(1)
        },
      ),
    )
    expect(passed(61_000, 60_000)).toBe('One minute left.')
    expect(passed(90_000, 0)).toBe('The time is up.')
  })
})

const tally = (item: string, partners: Tally['partners'], others = 0): Tally => ({
  item,
  total: partners.reduce((sum, { votes }) => sum + votes, others),
  partners,
  others,
})
const thing = (id: string, more: Partial<Item>): Item =>
  ({ id, kind: 'note', look: 'frame', parent: null, ...more }) as Item

describe('votes', () => {
  it('what is left to give is what was not given', () => {
    expect(leftToGive({ votes: 3, mine: [{ item: 'a', votes: 2 }] })).toBe(1)
    expect(leftToGive({ votes: 3, mine: [] })).toBe(3)
  })

  it('a cluster has the votes of what stands in it; nothing is told before the result is shown', () => {
    const items = [
      thing('cluster', { kind: 'frame', look: 'cluster' }),
      thing('one', { parent: 'cluster' }),
      thing('two', { parent: 'cluster' }),
      thing('apart', {}),
    ]
    const shown = {
      ...ballot('shown'),
      tally: [
        tally('cluster', [], 1),
        tally('one', [{ partner: 'parents', votes: 3 }], 1),
        tally('two', [
          { partner: 'council', votes: 1 },
          { partner: 'parents', votes: 1 },
        ]),
        tally('apart', [{ partner: 'council', votes: 2 }]),
      ],
    }
    const result = resultOf({ ballot: shown }, items)
    const cluster = result.get('cluster')
    expect(cluster?.total).toBe(7)
    expect(cluster === undefined ? '' : votesWords(cluster, SHORT)).toBe(
      '7 votes: Parents 4, Council 1, others 2',
    )
    expect(resultOf({ ballot: ballot('open') }, items).size).toBe(0)
  })

  it('sums add up, whatever is summed', () => {
    const votes = fc.array(
      fc.record({
        partners: fc.uniqueArray(
          fc.record({ partner: fc.constantFrom(...PARTNER_KINDS), votes: fc.integer({ min: 1, max: 9 }) }),
          {
            selector: ({ partner }) => partner,
          },
        ),
        others: fc.nat(9),
      }),
    )
    fc.assert(
      fc.property(votes, (all) => {
        const sum = summed(all.map(({ partners, others }) => tally('x', partners, others)))
        expect(sum.partners.reduce((n, one) => n + one.votes, sum.others)).toBe(sum.total)
        expect(dots(sum, 200)).toHaveLength(Math.min(200, sum.total))
      }),
    )
  })

  it('says who is not shown apart, and why', () => {
    const words = votersWords({ voters: 12, partners: [{ partner: 'council', voters: 5 }] }, SHORT)
    expect(words).toContain('12 people voted: Council 5, others 7.')
    expect(words).toContain('fewer than three')
    expect(votersWords({ voters: 0, partners: [] }, SHORT)).toBe('Nobody voted.')
    expect(votersWords({ voters: 2, partners: [] }, SHORT)).toContain('No partner is shown apart')
  })
})
