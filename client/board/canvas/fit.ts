import { getViewportForBounds, type Viewport } from '@xyflow/react'
import type { Rect } from '../../../shared/board/geometry.ts'

export const LEAST_ZOOM = 0.05

/** What is kept free around what is shown, px of the window: what lies over the canvas there, and a margin. */
type Free = Readonly<Record<'top' | 'left' | 'right' | 'bottom', `${number}px`>>

/** The tools at the left; the map in its corner is passed on either side of it. */
const BESIDE_TOOLS = { top: '24px', left: '92px' } as const
const BESIDE: readonly Free[] = [
  { ...BESIDE_TOOLS, right: '32px', bottom: '132px' },
  { ...BESIDE_TOOLS, right: '186px', bottom: '84px' },
]
/** The same with hardly a margin: where all fits at real size, that is worth more, as letters are sharp there. */
const CLOSE_TOOLS = { top: '8px', left: '88px' } as const
const CLOSE: readonly Free[] = [
  { ...CLOSE_TOOLS, right: '8px', bottom: '124px' },
  { ...CLOSE_TOOLS, right: '174px', bottom: '60px' },
]
/** Where the tools have a row of their own only the zoom is over the canvas. */
const DOCKED: readonly Free[] = [{ top: '64px', right: '16px', bottom: '16px', left: '16px' }]

/** In a very low window, such as over a keyboard, margins would leave nothing. */
const LOW: readonly Free[] = [{ top: '8px', right: '8px', bottom: '8px', left: '8px' }]

/** From here on it is worth looking whether all fits at real size. */
const NEARLY = 0.9

/** The view that shows a part of the board beside the tools, no larger than real size, in whole px. */
export function viewOf(part: Rect, room: { w: number; h: number }, docked: boolean): Viewport {
  const best = (frees: readonly Free[]): Viewport =>
    frees
      .map((free) =>
        getViewportForBounds(
          { x: part.x, y: part.y, width: part.w, height: part.h },
          room.w,
          room.h,
          LEAST_ZOOM,
          1,
          free,
        ),
      )
      .reduce((found, view) => (view.zoom > found.zoom ? view : found))
  const fit = best(!docked ? BESIDE : room.h < 160 ? LOW : DOCKED)
  if (docked || fit.zoom === 1 || fit.zoom < NEARLY) return whole(fit)
  const close = best(CLOSE)
  return whole(close.zoom === 1 ? close : fit)
}

/** The same view in whole px: between them letters are soft. */
export const whole = ({ x, y, zoom }: Viewport): Viewport => ({ x: Math.round(x), y: Math.round(y), zoom })
