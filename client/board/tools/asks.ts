import type { Point } from '../../../shared/board/geometry.ts'
import type { Pasted } from '../../../shared/board/pasted.ts'
import { createStore, type WritableStore } from '../../sync/store.ts'
import type { Canvas } from '../canvas/canvas.ts'

/** What a dialog asks before something is put on the board; `at` is where, null for the middle of what is in view. */
export type Ask =
  | { for: 'paste'; pasted: Extract<Pasted, { kind: 'list' | 'table' }>; at: Point | null }
  | { for: 'images'; files: readonly File[]; at: Point | null }
  | { for: 'link' }
  | { for: 'connector'; from: string }
  | { for: 'alt'; item: string }

const asks = new WeakMap<Canvas, WritableStore<Ask | null>>()

/** The dialog that is open on a canvas; null when none is. */
export function asksOf(canvas: Canvas): WritableStore<Ask | null> {
  const known = asks.get(canvas) ?? createStore<Ask | null>(null)
  asks.set(canvas, known)
  return known
}
