import type { Point } from '../../../shared/board/geometry.ts'
import type { Canvas } from './canvas.ts'

/**
 * The topmost thing at a place of the board; frames are under all others, and a stroke of the pen hides nothing. Asked
 * of the board and not of the page: while a tool has the pointer, things hear nothing of it.
 */
export function thingAt({ wall }: Canvas, { x, y }: Point): string | null {
  let frame: string | null = null
  for (const id of wall.order().toReversed()) {
    const kind = wall.byId.get().get(id)?.kind
    const rect = kind === 'pen' || kind === 'connector' ? null : wall.rectOf(id)
    if (rect === null || x < rect.x || y < rect.y || x > rect.x + rect.w || y > rect.y + rect.h) continue
    if (kind !== 'frame') return id
    frame ??= id
  }
  return frame
}
