import type { Point } from '../../../shared/board/geometry.ts'

/** A line through points, as an SVG path; one point is a dot. */
export const lineThrough = (points: readonly Point[], closed = false): string =>
  points.length === 0
    ? ''
    : `M${points.map(({ x, y }) => `${Math.round(x * 10) / 10} ${Math.round(y * 10) / 10}`).join('L')}${closed ? 'Z' : ''}`
