import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type Alignment, aligned, distributed, unitsOf } from '../../../shared/board/align.ts'
import { astray, boundsOf, broughtBack, worthSeeing } from '../../../shared/board/geometry.ts'
import { lassoed } from '../../../shared/board/lasso.ts'
import { snapped } from '../../../shared/board/snap.ts'

const px = fc.integer({ min: -5_000, max: 5_000 })
const size = fc.integer({ min: 8, max: 600 })
const box = fc.record({ x: px, y: px, w: size, h: size })
const things = (least: number) =>
  fc
    .array(fc.tuple(box, fc.constantFrom(null, null, null, 'g1', 'g2')), { minLength: least, maxLength: 12 })
    .map((boxes) => boxes.map(([rect, group], n) => ({ ...rect, id: `t${n}`, group })))

const put = <T extends { id: string; x: number; y: number }>(
  all: readonly T[],
  places: ReadonlyMap<string, { x: number; y: number }>,
): T[] => all.map((each) => ({ ...each, ...places.get(each.id) }))

const ALIGNMENTS: readonly Alignment[] = ['left', 'centre', 'right', 'top', 'middle', 'bottom']

describe('aligning', () => {
  it('leaves nothing to be aligned a second time, and moves along one axis only', () => {
    fc.assert(
      fc.property(things(1), fc.constantFrom(...ALIGNMENTS), (all, to) => {
        const once = put(all, aligned(unitsOf(all), to))
        expect(aligned(unitsOf(once), to).size).toBe(0)
        const still = ['left', 'centre', 'right'].includes(to) ? 'y' : 'x'
        expect(once.map((each) => each[still])).toEqual(all.map((each) => each[still]))
      }),
    )
  })

  it('moves a group as one thing', () => {
    const all = [
      { id: 'a', x: 0, y: 0, w: 10, h: 10, group: null },
      { id: 'b', x: 40, y: 50, w: 10, h: 10, group: 'g' },
      { id: 'c', x: 70, y: 90, w: 10, h: 10, group: 'g' },
    ]
    expect([...aligned(unitsOf(all), 'left')]).toEqual([
      ['b', { x: 0, y: 50 }],
      ['c', { x: 30, y: 90 }],
    ])
  })
})

describe('distributing', () => {
  it('makes all gaps equal and leaves the first and the last where they are', () => {
    fc.assert(
      fc.property(things(3), fc.constantFrom('x' as const, 'y' as const), (given, along) => {
        const all = given.map((each) => ({ ...each, group: null }))
        const length = along === 'x' ? 'w' : 'h'
        const order = all.toSorted((a, b) => a[along] - b[along]).map(({ id }) => id)
        const after = new Map(put(all, distributed(unitsOf(all), along)).map((each) => [each.id, each]))
        const sorted = order.map((id) => after.get(id)!)
        const gaps = sorted.slice(1).map((each, n) => each[along] - sorted[n]![along] - sorted[n]![length])
        for (const gap of gaps) expect(Math.abs(gap - gaps[0]!)).toBeLessThan(0.1)
        const before = new Map(all.map((each) => [each.id, each]))
        for (const id of [order[0]!, order.at(-1)!])
          expect(Math.abs(after.get(id)![along] - before.get(id)![along])).toBeLessThan(0.1)
      }),
    )
  })
})

describe('snapping', () => {
  const still = { x: 100, y: 100, w: 160, h: 100 }

  it('draws an edge to a neighbour’s edge and shows the line they share', () => {
    const { by, guides } = snapped({ x: 103, y: 400, w: 70, h: 40 }, [still], { within: 6 })
    expect(by).toEqual({ x: -3, y: 0 })
    expect(guides).toEqual([{ axis: 'x', at: 100, from: 100, to: 440 }])
  })

  it('leaves alone what is not near, unless there is a grid', () => {
    const far = { x: 347, y: 415, w: 80, h: 40 }
    expect(snapped(far, [still], { within: 6 })).toEqual({ by: { x: 0, y: 0 }, guides: [] })
    expect(snapped(far, [still], { within: 6, grid: 24 }).by).toEqual({ x: -11, y: -7 })
  })

  it('never moves farther than it may, and once snapped stays', () => {
    fc.assert(
      fc.property(box, fc.array(box, { maxLength: 8 }), (moving, others) => {
        const { by } = snapped(moving, others, { within: 8 })
        expect(Math.max(Math.abs(by.x), Math.abs(by.y))).toBeLessThanOrEqual(8)
        const there = { ...moving, x: moving.x + by.x, y: moving.y + by.y }
        const again = snapped(there, others, { within: 8 }).by
        expect(Math.hypot(again.x, again.y)).toBeCloseTo(0)
      }),
    )
  })
})

const thing = (id: string, x: number, whole = false) => ({ id, x, y: 100, w: 100, h: 100, whole })

describe('the lasso', () => {
  const line = [
    { x: 0, y: 0 },
    { x: 300, y: 0 },
    { x: 300, y: 300 },
    { x: 0, y: 300 },
  ]

  it('takes what has its middle inside, and a frame only when all of it is', () => {
    const taken = lassoed(line, [
      thing('in', 10),
      thing('over the edge', 240),
      thing('more out than in', 260),
      thing('frame in', 20, true),
      thing('frame over the edge', 240, true),
    ])
    expect(taken.map(({ id }) => id)).toEqual(['in', 'over the edge', 'frame in'])
  })

  it('takes nothing with a line that goes round nothing', () => {
    expect(lassoed(line.slice(0, 2), [thing('in', 10)])).toEqual([])
  })
})

describe('things at absurd places', () => {
  const near = [0, 200, 400].map((x) => ({ x, y: 0, w: 168, h: 112 }))
  const far = { x: 900_000, y: -900_000, w: 168, h: 112 }

  it('do not make everything else too small to see, and can be brought back', () => {
    expect(worthSeeing([...near, far])).toEqual({ x: 0, y: 0, w: 568, h: 112 })
    expect(astray([...near, far])).toEqual([far])
    expect(astray(near)).toEqual([])
    expect(broughtBack([far], boundsOf(near)!)).toEqual([{ x: 0, y: 136 }])
  })

  it('an empty board has nothing worth seeing', () => {
    expect(worthSeeing([])).toBeNull()
    expect(astray([])).toEqual([])
  })
})
