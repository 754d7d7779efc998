import { getViewportForBounds } from '@xyflow/react'
import { boundsOf, holds, overlaps, type Rect, worthSeeing } from '../../../shared/board/geometry.ts'
import { type Canvas, follow } from './canvas.ts'

export const LEAST_ZOOM = 0.05
export const MOST_ZOOM = 4

/** Around what is brought into view, px of the window. */
const MARGIN = 48

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

/** Narrower than this, px, the tools lie below the canvas, and zoom and what is selected have rows of their own. */
export const DOCKS = 620

/** What the tools cover of the window, px: what is shown is shown beside them. The map in its corner is passed on either side. */
const BESIDE_TOOLS = { top: '24px', left: '92px' } as const
const COVERED = [
  { ...BESIDE_TOOLS, right: '32px', bottom: '132px' },
  { ...BESIDE_TOOLS, right: '186px', bottom: '84px' },
] as const
const COVERED_ON_PHONE = [{ top: '64px', right: '16px', bottom: '76px', left: '16px' }] as const

/** Smaller than this, words cannot be read on a phone. */
const READ_ON_PHONE = 0.75

/** Shows a part of the board beside the tools, no larger than real size. */
function show(canvas: Canvas, part: Rect | null, to: 'all' | 'its beginning' = 'all'): void {
  const element = canvas.stage.get()
  if (part === null || element === null) return
  const { clientWidth, clientHeight } = element
  const narrow = clientWidth < DOCKS
  const bounds = { x: part.x, y: part.y, width: part.w, height: part.h }
  const views = (narrow ? COVERED_ON_PHONE : COVERED).map((covered) =>
    getViewportForBounds(bounds, clientWidth, clientHeight, LEAST_ZOOM, 1, covered),
  )
  const fit = views.reduce((best, view) => (view.zoom > best.zoom ? view : best))
  const view =
    narrow && to === 'its beginning' && fit.zoom < READ_ON_PHONE
      ? { x: 16 - part.x * READ_ON_PHONE, y: 64 - part.y * READ_ON_PHONE, zoom: READ_ON_PHONE }
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
  void canvas.flow.get()?.setViewport(view, { duration: calm() })
}

/** Goes to a part of the board, or to things and selects none: what is far away is centred. */
export function goTo(canvas: Canvas, to: Rect | readonly string[]): void {
  follow(canvas, null)
  show(canvas, 'x' in to ? to : boundsOf(rects(canvas, to)))
}

/** Moves the view as little as is needed to have this in it. */
export function bring(canvas: Canvas, rect: Rect): void {
  const { flow, stage } = canvas
  const element = stage.get()
  const view = flow.get()?.getViewport()
  if (element === null || view === undefined) return
  const { zoom } = view
  const left = rect.x * zoom + view.x
  const top = rect.y * zoom + view.y
  const dx = needed(left, rect.w * zoom, element.clientWidth)
  const dy = needed(top, rect.h * zoom, element.clientHeight)
  if (dx === 0 && dy === 0) return
  follow(canvas, null)
  void flow.get()?.setViewport({ x: view.x + dx, y: view.y + dy, zoom })
}

/** How far to move so that a length from a place fits between 0 and `room`; what is larger is shown from its beginning. */
export function needed(from: number, length: number, room: number): number {
  if (from < MARGIN) return MARGIN - from
  const over = from + length - (room - MARGIN)
  return over <= 0 ? 0 : -Math.min(over, from - MARGIN)
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
