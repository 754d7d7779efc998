import { array, assert, double, integer, property, record } from 'fast-check'
import { expect, it } from 'vitest'
import { placeOfName, sideFor } from '../../../client/board/canvas/pointer-side.ts'
import { overlaps } from '../../../shared/board/geometry.ts'

it('a name stands at the right of its pointer, and aside where words are', () => {
  expect(sideFor([], { x: 0, y: 0 }, 80, 1)).toBe('right')
  expect(sideFor([{ x: 10, y: 10, w: 100, h: 100 }], { x: 0, y: 0 }, 80, 1)).toBe('left')
  expect(sideFor([{ x: -500, y: -500, w: 1_000, h: 1_000 }], { x: 0, y: 0 }, 80, 1)).toBeNull()
})

it('a name never lies on words, wherever notes stand and however near one looks', () => {
  const rects = array(
    record({
      x: integer({ min: -300, max: 300 }),
      y: integer({ min: -300, max: 300 }),
      w: integer({ min: 8, max: 200 }),
      h: integer({ min: 8, max: 200 }),
    }),
    { maxLength: 12 },
  )
  assert(
    property(rects, double({ min: 0.2, max: 4, noNaN: true }), (notes, zoom) => {
      const side = sideFor(notes, { x: 0, y: 0 }, 90, zoom)
      if (side === null) return
      const { x, y, w, h } = placeOfName(side, 90)
      const name = { x: x / zoom, y: y / zoom, w: w / zoom, h: h / zoom }
      expect(notes.some((note) => overlaps(note, name))).toBe(false)
    }),
  )
})
