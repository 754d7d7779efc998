import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { viewOf } from '../../../client/board/canvas/fit.ts'

/** The wall of a window 1280 px wide, beside the list. */
const ROOM = { w: 968, h: 794 }

describe('the view that shows all of a part of the board', () => {
  it('is at real size, in whole px, where all but the margin fits: a little smaller the letters are soft', () => {
    const view = viewOf({ x: 0.5, y: 0, w: 861, h: 560 }, ROOM, false)
    expect(view.zoom).toBe(1)
    expect([view.x % 1, view.y % 1]).toEqual([0, 0])
    // Beside the tools all the same.
    expect(view.x).toBeGreaterThanOrEqual(87)
  })

  it('is smaller where that hides something, and never larger than real size', () => {
    const wide = { x: 0, y: 0, w: 1200, h: 400 }
    expect(viewOf(wide, ROOM, false).zoom).toBeLessThan(0.8)
    expect(viewOf({ ...wide, w: 200 }, ROOM, false).zoom).toBe(1)
  })

  it('has all of it beside the tools and over the zoom, wherever it stands', () => {
    const place = fc.integer({ min: -5_000, max: 5_000 })
    const size = fc.integer({ min: 10, max: 4_000 })
    fc.assert(
      fc.property(fc.record({ x: place, y: place, w: size, h: size }), (part) => {
        const { x, y, zoom } = viewOf(part, ROOM, false)
        const left = part.x * zoom + x
        const top = part.y * zoom + y
        expect(left).toBeGreaterThanOrEqual(87)
        expect(top).toBeGreaterThanOrEqual(7)
        expect(left + part.w * zoom).toBeLessThanOrEqual(ROOM.w - 7)
        expect(top + part.h * zoom).toBeLessThanOrEqual(ROOM.h - 59)
      }),
    )
  })

  it('has the zoom alone over it on a phone, where the tools have a row of their own', () => {
    const { x, y, zoom } = viewOf({ x: 0, y: 0, w: 656, h: 100 }, { w: 360, h: 500 }, true)
    expect(zoom).toBe(0.5)
    expect(x).toBe(16)
    expect(y).toBeGreaterThanOrEqual(64)
  })

  it('still has all of it in a window so low that margins would leave nothing', () => {
    const { y, zoom } = viewOf({ x: 0, y: 0, w: 900, h: 800 }, { w: 360, h: 70 }, true)
    expect(y).toBeGreaterThanOrEqual(0)
    expect(y + 800 * zoom).toBeLessThanOrEqual(70)
  })
})
