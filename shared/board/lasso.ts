import { middleOf, type Point, type Rect } from './geometry.ts'

/**
 * What a line drawn round things takes: a thing when its middle is inside, a frame only when all of it is, as its
 * middle is where everything else stands.
 */
export const lassoed = <T extends Rect & { whole: boolean }>(
  line: readonly Point[],
  things: readonly T[],
): T[] =>
  line.length < 3
    ? []
    : things.filter((thing) =>
        thing.whole
          ? cornersOf(thing).every((corner) => inside(line, corner))
          : inside(line, middleOf(thing)),
      )

const cornersOf = ({ x, y, w, h }: Rect): Point[] => [
  { x, y },
  { x: x + w, y },
  { x: x + w, y: y + h },
  { x, y: y + h },
]

/** Even-odd: how often a ray to the right crosses the line, which is closed from its last point to its first. */
function inside(line: readonly Point[], { x, y }: Point): boolean {
  let odd = false
  let last = line.at(-1)!
  for (const point of line) {
    if (point.y > y !== last.y > y && x < ((last.x - point.x) * (y - point.y)) / (last.y - point.y) + point.x)
      odd = !odd
    last = point
  }
  return odd
}
