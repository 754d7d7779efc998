import { getViewportForBounds, type Viewport } from '@xyflow/react'
import { boundsOf, holds, overlaps, type Rect, worthSeeing } from '../../../shared/board/geometry.ts'
import { DOCKS } from '../use-narrow.ts'
import { type Canvas, follow } from './canvas.ts'
import { LEAST_ZOOM, viewOf, whole } from './fit.ts'

export const MOST_ZOOM = 4

/** Around what is brought into view, px of the window, and around the caret. */
const MARGIN = 48
const AT_CARET = 16

const calm = (): number => (matchMedia('(prefers-reduced-motion: reduce)').matches ? 0 : 200)

export function zoomBy(canvas: Canvas, times: number): void {
  const { flow } = canvas
  const zoom = flow.get()?.getZoom()
  follow(canvas, null)
  if (zoom !== undefined) void flow.get()?.zoomTo(zoom * times, { duration: calm() / 2 })
}

/** To real size, or until all that is worth seeing is in view. */
export function zoomTo(canvas: Canvas, to: 1 | 'all'): void {
  follow(canvas, null)
  if (to === 1) void canvas.flow.get()?.zoomTo(1, { duration: calm() })
  else show(canvas, everything(canvas))
}

const rects = ({ wall }: Canvas, ids: Iterable<string>): Rect[] =>
  [...ids].flatMap((id) => wall.rectOf(id) ?? [])

const everything = (canvas: Canvas): Rect | null => worthSeeing(rects(canvas, canvas.wall.byId.get().keys()))

/** Smaller than this, words cannot be read on a phone. */
const READ_ON_PHONE = 0.75

/** Shows a part of the board beside the tools, no larger than real size. */
function show(canvas: Canvas, part: Rect | null, to: 'all' | 'its beginning' = 'all'): void {
  const element = canvas.stage.get()
  if (part === null || element === null) return
  const docked = matchMedia(DOCKS).matches
  const fit = viewOf(part, { w: element.clientWidth, h: element.clientHeight }, docked)
  const view =
    docked && to === 'its beginning' && fit.zoom < READ_ON_PHONE
      ? whole({ x: 16 - part.x * READ_ON_PHONE, y: 64 - part.y * READ_ON_PHONE, zoom: READ_ON_PHONE })
      : fit
  void canvas.flow.get()?.setViewport(view, { duration: calm() })
}

/** The first view: all of the board, or on a phone its beginning, large enough to be read. */
export const openView = (canvas: Canvas): void => show(canvas, everything(canvas), 'its beginning')

/** Sees what somebody else sees, as near as the window allows. */
export function seeAs(canvas: Canvas, { x, y, w, h }: Rect): void {
  const element = canvas.stage.get()
  if (element === null) return
  const { clientWidth, clientHeight } = element
  const bounds = { x, y, width: w, height: h }
  const view = getViewportForBounds(bounds, clientWidth, clientHeight, LEAST_ZOOM, MOST_ZOOM, 0)
  void canvas.flow.get()?.setViewport(whole(view), { duration: calm() })
}

/** Goes to a part of the board, or to things and selects none: what is far away is centred. */
export function goTo(canvas: Canvas, to: Rect | readonly string[]): void {
  follow(canvas, null)
  show(canvas, 'x' in to ? to : boundsOf(rects(canvas, to)))
}

/** Moves the view as little as is needed to have this in it. */
export function bring(canvas: Canvas, rect: Rect): void {
  const view = canvas.flow.get()?.getViewport()
  if (view === undefined) return
  const { zoom } = view
  pan(
    canvas,
    { x: rect.x * zoom + view.x, y: rect.y * zoom + view.y, w: rect.w * zoom, h: rect.h * zoom },
    MARGIN,
  )
}

/** The same for the caret, by its place in the window. */
export function bringCaret(
  canvas: Canvas,
  { left, top, bottom }: Record<'left' | 'top' | 'bottom', number>,
): void {
  const stage = canvas.stage.get()?.getBoundingClientRect()
  if (stage !== undefined)
    pan(canvas, { x: left - stage.left, y: top - stage.top, w: 0, h: bottom - top }, AT_CARET)
}

/** Moves the view so that a part of the canvas, px of the window from its corner, is in it. */
function pan(canvas: Canvas, { x, y, w, h }: Rect, margin: number): void {
  const { flow, stage } = canvas
  const element = stage.get()
  const view = flow.get()?.getViewport()
  if (element === null || view === undefined) return
  const dx = needed(x, w, element.clientWidth, margin)
  const dy = needed(y, h, element.clientHeight, margin)
  if (dx === 0 && dy === 0) return
  follow(canvas, null)
  void flow.get()?.setViewport(whole({ x: view.x + dx, y: view.y + dy, zoom: view.zoom }))
}

/** How far to move so that a length from a place fits between 0 and `room`; what is larger is shown from its beginning. */
export function needed(from: number, length: number, room: number, margin = MARGIN): number {
  if (from < margin) return margin - from
  const over = from + length - (room - margin)
  return over <= 0 ? 0 : -Math.min(over, from - margin)
}

/** At rest the view is at whole px: between them letters are soft. */
export function rest({ flow, wall }: Canvas, view: Viewport): void {
  // The end of a move is told a little later: by then the next may be under way.
  const now = flow.get()?.getViewport()
  if (now?.x !== view.x || now.y !== view.y || now.zoom !== view.zoom) return
  const sharp = whole(view)
  if (wall.held.get() === null && (sharp.x !== view.x || sharp.y !== view.y))
    void flow.get()?.setViewport(sharp)
}

/** Whether nothing of what stands on the board is in view. */
export function isAstray({ session, wall }: Canvas): boolean {
  const seen = session.seen.get()
  const ids = wall.order()
  if (ids.length === 0) return false
  return !ids.some((id) => {
    const rect = wall.rectOf(id)
    return rect !== null && (overlaps(rect, seen) || holds(rect, seen))
  })
}
