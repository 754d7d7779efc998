import { describe, expect, it } from 'vitest'
import { when } from '../../../client/ui/when.ts'

const at = new Date(2026, 10, 24, 9, 15).getTime()
const MINUTE = 60_000

describe('a moment as people say it', () => {
  it('is just now, then a time, then yesterday, then a date', () => {
    expect(when(at, at + MINUTE / 2)).toBe('just now')
    expect(when(at, at + 5 * MINUTE)).toBe('at 09:15')
    expect(when(at, at + 24 * 60 * MINUTE)).toBe('yesterday, 09:15')
    expect(when(at, at + 72 * 60 * MINUTE)).toBe('24 Nov, 09:15')
  })
  it('is the true time also where the device’s clock is behind', () => {
    expect(when(at, at - MINUTE / 2)).toBe('just now')
    expect(when(at, at - 5 * MINUTE)).toBe('at 09:15')
    expect(when(at, at - 48 * 60 * MINUTE)).toBe('24 Nov, 09:15')
  })
})
