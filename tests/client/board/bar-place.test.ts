import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { placeOfBar } from '../../../client/board/canvas/bar-place.ts'
import { overlaps, type Rect } from '../../../shared/board/geometry.ts'

const ROOM: Rect = { x: 72, y: 0, w: 896, h: 720 }
const BAR = { long: 178, thick: 42 }
const boxOf = ({ x, y, upright }: ReturnType<typeof placeOfBar>): Rect => ({
  x,
  y,
  w: upright ? BAR.thick : BAR.long,
  h: upright ? BAR.long : BAR.thick,
})

describe('the bar of what is selected', () => {
  it('stands above what is selected where nothing is, and below it at the upper edge', () => {
    const note = { x: 400, y: 300, w: 168, h: 112 }
    expect(placeOfBar(note, BAR, ROOM, [note])).toEqual({ x: 395, y: 234, upright: false })
    expect(placeOfBar({ ...note, y: 20 }, BAR, ROOM, [])).toEqual({ x: 395, y: 156, upright: false })
  })

  it('hides neither the name of a cluster, nor the heading over it, nor the next note', () => {
    const note = { x: 316, y: 252, w: 168, h: 112 }
    const name = { x: 302, y: 205, w: 110, h: 36 }
    const next = { x: 378, y: 380, w: 168, h: 112 }
    const others = [note, name, next, { x: 608, y: 205, w: 168, h: 112 }, { x: 76, y: 333, w: 168, h: 112 }]
    const box = boxOf(placeOfBar(note, BAR, ROOM, others))
    for (const other of others) expect(overlaps(box, other)).toBe(false)
  })

  it('fits between a heading over it and the next note under it, where it stands level with neither', () => {
    const note = { x: 100, y: 224, w: 172, h: 100 }
    const others = [note, { x: 100, y: 100, w: 600, h: 96 }, { x: 160, y: 375, w: 600, h: 100 }]
    const box = boxOf(placeOfBar(note, BAR, ROOM, others))
    for (const other of others) expect(overlaps(box, other)).toBe(false)
    expect(box.y).toBeGreaterThanOrEqual(196)
  })

  it('is always in view and never on what is selected while there is room beside it', () => {
    const side = fc.integer({ min: -400, max: 1400 })
    const size = fc.integer({ min: 20, max: 300 })
    const rect = fc.record({ x: side, y: side, w: size, h: size })
    fc.assert(
      fc.property(rect, fc.array(rect, { maxLength: 30 }), (at, taken) => {
        const box = boxOf(placeOfBar(at, BAR, ROOM, taken))
        expect(box.x).toBeGreaterThanOrEqual(ROOM.x)
        expect(box.y).toBeGreaterThanOrEqual(ROOM.y)
        expect(box.x + box.w).toBeLessThanOrEqual(ROOM.x + ROOM.w)
        expect(box.y + box.h).toBeLessThanOrEqual(ROOM.y + ROOM.h)
        if (taken.length === 0) expect(overlaps(box, at)).toBe(false)
      }),
    )
  })
})
