import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { serverNow, timed } from '../../../client/sync/server-clock.ts'

beforeEach(() => vi.useFakeTimers({ now: 1_000_000_000 }))
afterEach(() => vi.useRealTimers())

/** Asks a server that is so far ahead; the question takes so long. */
const ask = (ahead: number, trip: number) =>
  timed(async () => {
    vi.setSystemTime(Date.now() + trip / 2)
    const now = Date.now() + ahead
    vi.setSystemTime(Date.now() + trip / 2)
    return { now }
  })

it('the quickest question tells what the server’s clock shows; one over which the device slept tells nothing', async () => {
  await ask(5_000, 40)
  expect(serverNow() - Date.now()).toBe(5_000)
  // A slower one, soon after, is no better.
  await ask(9_000, 400)
  expect(serverNow() - Date.now()).toBe(5_000)
  // An hour in a closed laptop, between asking and hearing.
  await ask(1_800_000, 3_600_000)
  expect(serverNow() - Date.now()).toBe(5_000)
  // After minutes a slower one counts again: clocks drift.
  vi.setSystemTime(Date.now() + 180_000)
  await ask(6_000, 400)
  expect(serverNow() - Date.now()).toBe(6_000)
})
