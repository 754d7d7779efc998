import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { facing, lineOf, nearestSide } from '../../../shared/board/connect.ts'
import { found } from '../../../shared/board/find.ts'
import type { Rect } from '../../../shared/board/geometry.ts'
import { outline, simplified, strokePath, strokesOf, touches } from '../../../shared/board/pen.ts'

describe('a connector', () => {
  const a: Rect = { x: 0, y: 0, w: 100, h: 100 }
  const places = new Map([
    ['a', a],
    ['b', { x: 300, y: 20, w: 100, h: 100 }],
  ])
  const find = (id: string) => places.get(id) ?? null

  it('leaves by the side that faces the other thing, and follows it round', () => {
    const line = lineOf({ from: { item: 'a', side: null }, to: { item: 'b', side: null } }, find)
    expect(line?.from).toEqual({ x: 104, y: 50, side: 'right' })
    expect(line?.to).toEqual({ x: 296, y: 70, side: 'left' })
    expect(facing(a, { x: 20, y: 400, w: 10, h: 10 })).toBe('bottom')
    expect(facing(a, { x: 20, y: -400, w: 10, h: 10 })).toBe('top')
    expect(facing(a, { x: -400, y: 0, w: 10, h: 10 })).toBe('left')
  })

  it('keeps to a side that was chosen, and may end at an empty place', () => {
    const line = lineOf({ from: { item: 'a', side: 'top' }, to: { x: 500, y: 500 } }, find)
    expect(line?.from).toEqual({ x: 50, y: -4, side: 'top' })
    expect(line?.to).toMatchObject({ x: 500, y: 500 })
  })

  it('does not loop between things that stand close', () => {
    const places = new Map([
      ['a', a],
      ['b', { x: 70, y: 116, w: 100, h: 100 }],
    ])
    const between = { from: { item: 'a', side: null }, to: { item: 'b', side: null } }
    const line = lineOf(between, (id) => places.get(id) ?? null)
    const ys = [...(line?.d.matchAll(/-?[\d.]+ (-?[\d.]+)/g) ?? [])].map(([, y]) => Number(y))
    expect(line?.from.side).toBe('bottom')
    expect(Math.max(...ys)).toBeLessThanOrEqual(116)
    expect(Math.min(...ys)).toBeGreaterThanOrEqual(100)
  })

  it('is not drawn while one of its things is gone', () => {
    expect(lineOf({ from: { item: 'a', side: null }, to: { item: 'gone', side: null } }, find)).toBeNull()
    expect(lineOf({ from: null, to: { item: 'a', side: null } }, find)).toBeNull()
  })

  it('meets the side it is let go nearest to', () => {
    expect(nearestSide(a, { x: 104, y: 60 }).side).toBe('right')
    expect(nearestSide(a, { x: 50, y: -20 })).toEqual({ side: 'top', far: 20 })
  })
})

const dot = fc.record({
  x: fc.double({ min: -3_000, max: 3_000, noNaN: true }),
  y: fc.double({ min: -3_000, max: 3_000, noNaN: true }),
  pressure: fc.double({ min: 0, max: 1, noNaN: true }),
})

const line = (pressure: number) => [0, 40, 80, 120].map((x) => ({ x, y: 50, pressure }))
const high = (path: string): number => {
  const ys = [...path.matchAll(/-?[\d.]+ (-?[\d.]+)/g)].map((match) => Number(match[1]))
  return Math.max(...ys) - Math.min(...ys)
}

describe('a pen stroke', () => {
  it('keeps its ends, and no point strays farther from the line than it may', () => {
    fc.assert(
      fc.property(fc.array(dot, { minLength: 2, maxLength: 60 }), (dots) => {
        const kept = simplified(dots, 2)
        expect(kept[0]).toBe(dots[0])
        expect(kept.at(-1)).toBe(dots.at(-1))
        expect(kept.length).toBeLessThanOrEqual(dots.length)
      }),
    )
    const straight = Array.from({ length: 50 }, (_, n) => ({ x: n, y: n * 2, pressure: 0.5 }))
    expect(simplified(straight, 0.4)).toHaveLength(2)
  })

  it('holds its points within its own bounds, rounded to a tenth', () => {
    fc.assert(
      fc.property(fc.array(dot, { minLength: 1, maxLength: 60 }), (dots) => {
        for (const { points, w, h } of strokesOf(dots)) {
          expect(points.length % 3).toBe(0)
          for (let n = 0; n < points.length; n += 3) {
            expect(points[n]).toBeGreaterThanOrEqual(0)
            expect(points[n]).toBeLessThanOrEqual(w)
            expect(points[n + 1]).toBeLessThanOrEqual(h)
            expect(Math.abs(points[n]! * 10 - Math.round(points[n]! * 10))).toBeLessThan(1e-6)
          }
        }
      }),
    )
  })

  it('that is very long becomes several that join, none with more points than a thing may hold', () => {
    const spiral = Array.from({ length: 5_000 }, (_, n) => ({
      x: Math.cos(n) * n,
      y: Math.sin(n) * n,
      pressure: 0.5,
    }))
    const strokes = strokesOf(spiral)
    expect(strokes.length).toBeGreaterThan(1)
    for (const { points } of strokes) expect(points.length).toBeLessThanOrEqual(6_000)
    const [first, second] = strokes
    expect(first!.points.at(-3)! + first!.x).toBeCloseTo(second!.points[0]! + second!.x)
  })

  it('is drawn wider where it was pressed harder, and larger when it was made larger', () => {
    expect(high(outline(line(0.9)))).toBeGreaterThan(high(outline(line(0.1))) + 1)
    const [stroke] = strokesOf([0, 40, 80].map((x) => ({ x, y: x, pressure: 0.6 })))
    const large = strokePath({ ...stroke!, w: stroke!.w * 2, h: stroke!.h * 2 })
    expect(high(large)).toBeGreaterThan(high(strokePath(stroke!)) * 1.6)
    expect(outline([])).toBe('')
    expect(outline([{ x: 3, y: 3, pressure: 0.5 }])).toMatch(/^M.*Z$/)
  })

  it('is rubbed out where the eraser touches it, and nowhere else', () => {
    const points = [0, 0, 0.5, 100, 0, 0.5]
    expect(touches(points, { x: 10, y: 10 }, { x: 60, y: 14 }, 6)).toBe(true)
    expect(touches(points, { x: 10, y: 10 }, { x: 60, y: 30 }, 6)).toBe(false)
    expect(touches([], { x: 0, y: 0 }, { x: 0, y: 0 }, 6)).toBe(false)
  })
})

describe('finding', () => {
  const things = [
    { id: 'a', words: 'We told our story to five people' },
    { id: 'b', words: 'The café’s “graduated response”' },
    { id: 'c', words: '' },
  ]
  it('does not mind capitals, accents, curly quotes and several spaces', () => {
    expect(found(things, 'CAFE\'s  "graduated').map(({ id }) => id)).toEqual(['b'])
    expect(found(things, 'story').map(({ id }) => id)).toEqual(['a'])
    expect(found(things, '  ')).toEqual([])
  })
})
