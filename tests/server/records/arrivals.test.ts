import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import type { LiveEvent } from '../../../shared/protocol/live.ts'
import { createArrivals } from '../../../server/records/arrivals.ts'
import type { Ledger } from '../../../server/storage/ledger.ts'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

function arrivals() {
  const told: [string, LiveEvent][] = []
  const arrived: string[] = []
  const ledger = {
    now: () => 1,
    tell: (workspace, event) => void told.push([workspace, event]),
  } as Partial<Ledger>
  const made = createArrivals({
    here: () => [{ id: 'm', name: 'M', partner: 'council', role: 'NL', section: null, doing: 'reading' }],
    projections: {
      arrived: ({ room, member }: { room: string; member: string }) => void arrived.push(`${room} ${member}`),
      left: () => undefined,
    } as never,
    ledger: ledger as Ledger,
  })
  return { ...made, told, arrived }
}

test('a storm of presence is told at once and then once each half second, the last of it too', () => {
  const { presenceChanged, told } = arrivals()
  for (let n = 0; n < 100; n += 1) {
    presenceChanged('a/narrative/1')
    vi.advanceTimersByTime(20)
  }
  expect(told.length).toBeGreaterThanOrEqual(4)
  expect(told.length).toBeLessThanOrEqual(6)
  const before = told.length
  presenceChanged('a/narrative/1')
  vi.advanceTimersByTime(2_000)
  expect(told.length - before).toBeLessThanOrEqual(2)
  expect(told.length).toBeGreaterThan(before)
  vi.advanceTimersByTime(10_000)
  const quiet = told.length
  vi.advanceTimersByTime(10_000)
  expect(told.length).toBe(quiet)
})

test('workspaces do not wait for each other; who is in a room has arrived', () => {
  const { presenceChanged, told, arrived } = arrivals()
  presenceChanged('a/narrative/1')
  presenceChanged('b/narrative/1')
  presenceChanged('a/narrative/1')
  expect(told.map(([workspace]) => workspace)).toEqual(['a', 'b'])
  expect(arrived).toContain('a/narrative/1 m')
})
