import * as fc from 'fast-check'
import { expect, it } from 'vitest'
import * as Y from 'yjs'
import { addItems } from '../../../shared/board/edit.ts'
import { overlaps, rectOf } from '../../../shared/board/geometry.ts'
import { type Item, readItems } from '../../../shared/board/items.ts'
import { laidIn } from '../../../shared/board/rounds.ts'

/** A board with frames of these widths beside each other, and notes that stand in them somewhere. */
function board(
  widths: readonly number[],
  standing: readonly { frame: number; x: number; y: number }[],
): Item[] {
  const doc = new Y.Doc()
  let x = 0
  const frames = widths.map((w, n) => {
    const frame = { id: `f${n}`, kind: 'frame' as const, x, y: 0, w, h: 400, z: `a${n}` }
    x += w + 40
    return frame
  })
  const notes = standing.map(({ frame, x, y }, n) => ({
    id: `n${n}`,
    kind: 'note' as const,
    x,
    y,
    z: `b${n}`,
    ...(frame < widths.length ? { parent: `f${frame}` } : {}),
  }))
  addItems(doc, [...frames, ...notes])
  return readItems(doc)
}

it('lays every note in its frame once, clear of what stands and of each other, and the frame holds it', () => {
  fc.assert(
    fc.property(
      fc.array(fc.integer({ min: 100, max: 700 }), { minLength: 1, maxLength: 3 }),
      fc.array(
        fc.record({
          frame: fc.integer({ min: 0, max: 3 }),
          x: fc.integer({ min: 0, max: 300 }),
          y: fc.integer({ min: 0, max: 900 }),
        }),
        { maxLength: 8 },
      ),
      fc.array(
        fc.record({ frame: fc.constantFrom('f0', 'f1', 'gone', null), words: fc.string({ maxLength: 400 }) }),
        {
          maxLength: 20,
        },
      ),
      (widths, standing, notes) => {
        const items = board(widths, standing)
        const all = new Map(items.map((item) => [item.id, item]))
        const { notes: laid, heights } = laidIn(
          items,
          notes.map((note, n) => ({ ...note, id: `new${n}` })),
        )
        expect(laid.map(({ id }) => id).toSorted()).toEqual(notes.map((_, n) => `new${n}`).toSorted())
        const rects = laid.map(({ frame, x, y, w, h }) => {
          const corner = frame === null ? { x: 0, y: 0 } : rectOf(all.get(frame) as Item, all)
          if (frame !== null)
            expect(y + h).toBeLessThanOrEqual(heights.get(frame) ?? (all.get(frame) as Item).h)
          return { x: x + corner.x, y: y + corner.y, w, h }
        })
        const solid = items.filter(({ kind }) => kind === 'note').map((item) => rectOf(item, all))
        for (const [n, rect] of rects.entries()) {
          for (const other of solid) expect(overlaps(rect, other)).toBe(false)
          for (const other of rects.slice(n + 1))
            // Frames too narrow for a note let it stick out, over whatever is beside them.
            if (widths.every((w) => w >= 200)) expect(overlaps(rect, other)).toBe(false)
        }
      },
    ),
    { numRuns: 60 },
  )
})
