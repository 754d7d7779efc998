import { getStroke } from 'perfect-freehand'
import { boundsOf, type Rect } from './geometry.ts'
import type { Item } from './items.ts'

/** One point of a stroke as the pointer gave it: place on the board, and pressure from 0 to 1. */
export interface Dot {
  x: number
  y: number
  pressure: number
}

/** A stroke as it is kept: where it stands, and its points from there. */
export interface Stroke extends Rect {
  points: number[]
}

/** The pen's width at full pressure, px. */
const WIDTH = 5
/** Points nearer to the line through their neighbours than this, px, are left out. */
const TOLERANCE = 0.4
/** Points of one kept stroke; a longer line is several. */
const MOST = 1_900

/** What a hand drew, as it is kept: without points that say nothing, places rounded to a tenth of a px. */
export function strokesOf(dots: readonly Dot[]): Stroke[] {
  const kept = simplified(dots, TOLERANCE)
  const strokes: Stroke[] = []
  // A further stroke begins where the last one ends, so that no gap shows.
  for (let from = 0; from < kept.length && (from === 0 || from < kept.length - 1); from += MOST - 1)
    strokes.push(strokeOf(kept.slice(from, from + MOST)))
  return strokes
}

function strokeOf(dots: readonly Dot[]): Stroke {
  const bounds = boundsOf(dots.map(({ x, y }) => ({ x, y, w: 0, h: 0 })))!
  const corner = { x: Math.floor(bounds.x - WIDTH), y: Math.floor(bounds.y - WIDTH) }
  return {
    ...corner,
    w: Math.ceil(bounds.x + bounds.w + WIDTH) - corner.x,
    h: Math.ceil(bounds.y + bounds.h + WIDTH) - corner.y,
    points: dots.flatMap(({ x, y, pressure }) => [
      Math.round((x - corner.x) * 10) / 10,
      Math.round((y - corner.y) * 10) / 10,
      Math.round(Math.min(1, Math.max(0, pressure)) * 100) / 100,
    ]),
  }
}

/** The outline of a kept stroke as an SVG path, from its corner; stretched when it has been made larger. */
export function strokePath({ points, w, h }: Pick<Item, 'points' | 'w' | 'h'>): string {
  const dots: Dot[] = []
  for (let n = 0; n + 2 < points.length; n += 3)
    dots.push({ x: points[n]!, y: points[n + 1]!, pressure: points[n + 2]! })
  const natural = boundsOf(dots.map(({ x, y }) => ({ x, y, w: 0, h: 0 })))
  if (natural === null) return ''
  const across = stretch(w, natural.x + natural.w + WIDTH)
  const down = stretch(h, natural.y + natural.h + WIDTH)
  return outline(dots.map(({ x, y, pressure }) => ({ x: x * across, y: y * down, pressure })))
}

/** A stroke that was never resized differs from its points by rounding alone. */
const stretch = (size: number, natural: number): number =>
  Math.abs(size - natural) <= 1 ? 1 : size / natural

/** The outline of a line while it is being drawn, as an SVG path. */
export function outline(dots: readonly Dot[]): string {
  if (dots.length === 0) return ''
  // A mouse says 0.5 or nothing throughout: then the width comes from the speed.
  const simulatePressure = dots.every(({ pressure }) => pressure === 0.5 || pressure === 0)
  const edge = getStroke(
    dots.map(({ x, y, pressure }) => [x, y, pressure]),
    { size: WIDTH, thinning: 0.5, smoothing: 0.5, streamline: 0.4, simulatePressure, last: true },
  )
  const first = edge[0]
  if (first === undefined) return ''
  // Curves through the middles between points are smooth without being computed.
  const parts = [`M${n(first[0])} ${n(first[1])}Q`]
  edge.forEach(([x, y], at) => {
    const [nextX, nextY] = edge[(at + 1) % edge.length]!
    parts.push(`${n(x)} ${n(y)} ${n((x + nextX) / 2)} ${n((y + nextY) / 2)} `)
  })
  return `${parts.join('').trimEnd()}Z`
}

/** Points that are looked at together: a long scribble would otherwise take the square of its length. */
const STRETCH = 400

/** Leaves out points that are on the line between their neighbours (Douglas and Peucker); the ends stay. */
export function simplified(dots: readonly Dot[], tolerance: number): Dot[] {
  const keep = new Set([0])
  const parts: [number, number][] = []
  for (let from = 0; from < dots.length - 1; from += STRETCH) {
    const to = Math.min(from + STRETCH, dots.length - 1)
    keep.add(to)
    parts.push([from, to])
  }
  for (let part = parts.pop(); part !== undefined; part = parts.pop()) {
    const [from, to] = part
    let worst = -1
    let most = tolerance
    for (let n = from + 1; n < to; n++) {
      const far = off(dots[n]!, dots[from]!, dots[to]!)
      if (far > most) [worst, most] = [n, far]
    }
    if (worst === -1) continue
    keep.add(worst)
    parts.push([from, worst], [worst, to])
  }
  return dots.filter((_, n) => keep.has(n))
}

/** How far a point is from the line between two others; pressure counts as a width. */
function off(dot: Dot, a: Dot, b: Dot): number {
  const length = Math.hypot(b.x - a.x, b.y - a.y)
  const along =
    length === 0 ? 0 : ((dot.x - a.x) * (b.x - a.x) + (dot.y - a.y) * (b.y - a.y)) / (length * length)
  const t = Math.min(1, Math.max(0, along))
  return (
    Math.hypot(dot.x - (a.x + (b.x - a.x) * t), dot.y - (a.y + (b.y - a.y) * t)) +
    (Math.abs(dot.pressure - (a.pressure + (b.pressure - a.pressure) * t)) * WIDTH) / 4
  )
}

/** Whether an eraser at a place, so many px wide, touches a stroke that stands at `corner`. */
export function touches(
  points: readonly number[],
  corner: { x: number; y: number },
  at: { x: number; y: number },
  reach: number,
): boolean {
  for (let n = 0; n + 2 < points.length; n += 3) {
    const a = { x: corner.x + points[n]!, y: corner.y + points[n + 1]!, pressure: 0 }
    const next = Math.min(n + 3, points.length - 3)
    const b = { x: corner.x + points[next]!, y: corner.y + points[next + 1]!, pressure: 0 }
    if (off({ ...at, pressure: 0 }, a, b) <= reach) return true
  }
  return false
}

/** A number of a path: a tenth of a px is finer than anybody sees. */
const n = (value: number): string => String(Math.round(value * 10) / 10)
