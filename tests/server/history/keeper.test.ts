import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { createKeeper, type Keeper } from '../../../server/history/keeper.ts'
import { thinnedOut } from '../../../server/history/versions.ts'
import type { Version } from '../../../shared/history/version.ts'
import type { Here } from '../../../shared/presence/state.ts'

const ROOM = 'demo/narrative/4'
const who = (id: string): Here => ({
  id,
  name: id,
  partner: 'council',
  role: 'WL',
  section: null,
  doing: 'reading',
})
let here: Here[]
let kept: string[]
let errors: unknown[]
let keeper: Keeper
let fail: boolean

beforeEach(() => {
  vi.useFakeTimers()
  here = []
  kept = []
  errors = []
  fail = false
  keeper = createKeeper({
    here: () => here,
    onError: (error) => errors.push(error),
    versions: {
      take: async (workspace, document, { why, by }) => {
        if (fail) throw new Error('no disk')
        kept.push(`${why} ${by?.id ?? '-'} ${workspace}/${document}`)
        return {} as Version
      },
      thin: async () => {},
    },
  })
})
afterEach(async () => {
  await keeper.close()
  vi.useRealTimers()
})

const come = (...people: string[]): void => {
  here = people.map(who)
  keeper.presenceChanged(ROOM)
}
const pass = async (ms: number): Promise<void> => {
  await vi.advanceTimersByTimeAsync(ms)
  await keeper.settled()
}

it('keeps a version when the first comes to an empty room, not for those who join them', async () => {
  come('a')
  come('a', 'b')
  come('b')
  await keeper.settled()
  expect(kept).toEqual(['gathered a demo/4'])
  come()
  come('b')
  await keeper.settled()
  expect(kept).toEqual(['gathered a demo/4', 'gathered b demo/4'])
})

it('keeps one when somebody leaves after words changed, and none when nothing did', async () => {
  come('a', 'b')
  await keeper.settled()
  kept = []
  keeper.left({ room: ROOM, person: who('a') })
  await keeper.settled()
  expect(kept).toEqual([])
  keeper.stored({ room: ROOM })
  keeper.left({ room: ROOM, person: who('b') })
  keeper.left({ room: ROOM, person: who('a') })
  await keeper.settled()
  expect(kept).toEqual(['left b demo/4'])
})

it('keeps one in a quiet moment, two minutes after the last edit', async () => {
  keeper.stored({ room: ROOM })
  await pass(119_000)
  keeper.stored({ room: ROOM })
  await pass(119_000)
  expect(kept).toEqual([])
  await pass(1_000)
  expect(kept).toEqual(['quiet - demo/4'])
  await pass(3_600_000)
  expect(kept).toHaveLength(1)
})

it('keeps one every ten minutes while people write on and on', async () => {
  for (let minute = 0; minute < 31; minute++) {
    keeper.stored({ room: ROOM })
    await pass(60_000)
  }
  expect(kept).toHaveLength(3)
})

it('tries again at the next moment when a version could not be kept', async () => {
  keeper.stored({ room: ROOM })
  fail = true
  await pass(120_000)
  expect([kept, errors.length]).toEqual([[], 1])
  fail = false
  keeper.left({ room: ROOM, person: who('a') })
  await keeper.settled()
  expect(kept).toEqual(['left a demo/4'])
})

const at = (id: string, time: number, why: Version['why']) => ({ id, at: time, why })

it('thins automatic versions to each day’s last, and never one that somebody meant', () => {
  const day = 86_400_000
  expect(
    thinnedOut([
      at('1', day + 1, 'quiet'),
      at('2', day + 2, 'named'),
      at('3', day + 3, 'left'),
      at('4', day + 4, 'gathered'),
      at('5', day + 5, 'frozen'),
      at('6', 2 * day + 1, 'quiet'),
      at('7', 2 * day + 2, 'restored'),
    ]),
  ).toEqual(['1', '3'])
})

it('forgets a room whose last edit came with nobody there, once that is kept', async () => {
  keeper.stored({ room: ROOM })
  expect(keeper.watches()).toBe(1)
  await pass(2 * 60_000)
  expect(kept).toEqual(['quiet - demo/4'])
  expect(keeper.watches()).toBe(0)
})

it('thins versions kept before a restore that never came as it does automatic ones', () => {
  const why = 'before restore'
  const rows = [1, 2, 86_400_001].map((at) => ({ id: `v${at}`, at, why }) as const)
  expect(thinnedOut(rows)).toEqual(['v1'])
})
