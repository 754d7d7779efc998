import { expect, it } from 'vitest'
import type { BoardNode } from '../../../client/board/canvas/wall.ts'
import { inksOfMap, onBoard, onMap, placeInMap } from '../../../client/board/tools/map-picture.ts'
import type { Item } from '../../../shared/board/items.ts'

const SIZE = { w: 150, h: 100 }
const node = (id: string, x: number, y: number, rest: Partial<BoardNode> = {}, item: Partial<Item> = {}) =>
  ({
    id,
    position: { x, y },
    width: 168,
    initialHeight: 112,
    data: { item: { id, kind: 'note', partner: null, ...item } },
    ...rest,
  }) as BoardNode

it('everything and what is in view lie on the map, in the middle, undistorted', () => {
  const nodes = [node('a', 0, 0), node('b', 8_000, 3_000)]
  const seen = { x: -2_000, y: 500, w: 1_280, h: 900 }
  const place = placeInMap(nodes, seen, SIZE)
  for (const rect of [seen, { x: 8_000, y: 3_000, w: 168, h: 112 }, { x: 0, y: 0, w: 168, h: 112 }]) {
    const { x, y, w, h } = onMap(place, rect)
    expect([x, y, SIZE.w - x - w, SIZE.h - y - h].every((gap) => gap >= 6 - 1e-9)).toBe(true)
    expect(w / h).toBeCloseTo(rect.w / rect.h)
  }
  // Its left and right edges are as far from the map's: 6 px.
  expect(onMap(place, seen).x).toBeCloseTo(6)
  const far = onMap(place, { x: 8_000, y: 3_000, w: 168, h: 112 })
  expect(SIZE.w - far.x - far.w).toBeCloseTo(6)
})

it('a place of the map is the place of the board that is drawn there', () => {
  const place = placeInMap([node('a', 40, 900)], { x: 0, y: 0, w: 1_280, h: 900 }, SIZE)
  const { x, y } = onMap(place, { x: 40, y: 900, w: 168, h: 112 })
  const back = onBoard(place, { x, y })
  expect(back.x).toBeCloseTo(40)
  expect(back.y).toBeCloseTo(900)
})

it('things are drawn in the ink of their partner, as tall as they turned out, and frames apart from them', () => {
  const place = { x: 0, y: 0, scale: 10 }
  const nodes = [
    node('a', 0, 0, { measured: { width: 168, height: 200 } }, { partner: 'parents' }),
    node('b', 100, 0, {}, { partner: 'parents' }),
    node('c', 200, 0),
    node('d', 0, 0, { height: 640 }, { kind: 'frame' }),
  ]
  const { frames, things } = inksOfMap(nodes, place)
  expect(frames).toEqual([{ x: 0, y: 0, w: 16.8, h: 64 }])
  expect(things.get('parents')).toEqual([
    { x: 0, y: 0, w: 16.8, h: 20 },
    { x: 10, y: 0, w: 16.8, h: 11.2 },
  ])
  expect(things.get(null)).toEqual([{ x: 20, y: 0, w: 16.8, h: 11.2 }])
})
