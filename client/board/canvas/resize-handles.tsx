import { type PointerEvent, useEffect, useRef } from 'react'
import { type Change, changeItems } from '../../../shared/board/edit.ts'
import { type Rect, rounded } from '../../../shared/board/geometry.ts'
import { type Item, LARGEST } from '../../../shared/board/items.ts'
import { type Canvas, toBoard, useCanvas } from './canvas.ts'

const CORNERS = ['top left', 'top right', 'bottom left', 'bottom right'] as const
type Corner = (typeof CORNERS)[number]

/** Nothing is made smaller than can be seen and taken hold of, px. */
const LEAST = 24

/** The corners of what is selected; by keyboard its size is changed in its menu. */
export function ResizeHandles({ item }: { item: Item }) {
  const canvas = useCanvas()
  const pull = useRef<{ rect: Rect; x: number; y: number } | null>(null)
  const begin = (event: PointerEvent): void => {
    const rect = canvas.wall.rectOf(item.id)
    if (rect === null || !event.isPrimary) return
    event.stopPropagation()
    event.currentTarget.setPointerCapture(event.pointerId)
    pull.current = { rect, ...toBoard(canvas, event.clientX, event.clientY) }
  }
  const pulled = (corner: Corner, event: PointerEvent): Rect | null => {
    if (pull.current === null) return null
    const { x, y } = toBoard(canvas, event.clientX, event.clientY)
    return resized(
      pull.current.rect,
      corner,
      { x: x - pull.current.x, y: y - pull.current.y },
      event.shiftKey,
    )
  }
  const end = (rect: Rect | null): void => {
    pull.current = null
    canvas.wall.sizing.set(null)
    if (rect !== null) resize(canvas, item, rect)
    canvas.tellNow({ size: null })
  }
  // Others take it away or lock it, or Escape leaves it, while it is pulled.
  useEffect(
    () => () => {
      if (pull.current === null) return
      pull.current = null
      canvas.wall.sizing.set(null)
      canvas.tellNow({ size: null })
    },
    [canvas, pull],
  )
  return CORNERS.map((corner) => (
    <span
      key={corner}
      className={`handle nodrag nopan is-${corner.replace(' ', '-')}`}
      aria-hidden
      onPointerDown={begin}
      onPointerMove={(event) => {
        const rect = pulled(corner, event)
        if (rect === null) return
        canvas.wall.sizing.set({ id: item.id, rect })
        canvas.tell({ size: [rect.x, rect.y, rect.w, rect.h] })
      }}
      onPointerUp={(event) => {
        // A press that pulls nothing changes nothing.
        if (pull.current !== null) end(canvas.wall.sizing.get() === null ? null : pulled(corner, event))
      }}
      onPointerCancel={() => end(null)}
    />
  ))
}

const within = (size: number): number => Math.min(LARGEST, Math.max(LEAST, size))

/** A place pulled at one corner; the one across stays. `even`: its proportions stay too. */
export function resized(rect: Rect, corner: Corner, by: { x: number; y: number }, even: boolean): Rect {
  const left = corner.endsWith('left')
  const top = corner.startsWith('top')
  let w = within(rect.w + (left ? -by.x : by.x))
  let h = within(rect.h + (top ? -by.y : by.y))
  if (even && rect.w > 0 && rect.h > 0) {
    const times = Math.max(w / rect.w, h / rect.h)
    w = within(rect.w * times)
    h = within(rect.h * times)
  }
  return {
    x: rounded(left ? rect.x + rect.w - w : rect.x),
    y: rounded(top ? rect.y + rect.h - h : rect.y),
    w: rounded(w),
    h: rounded(h),
  }
}

/** Writes a new place and size at once; what stands in a frame stays where it is on the board. */
export function resize({ session, wall }: Canvas, item: Item, rect: Rect): void {
  const before = wall.rectOf(item.id)
  if (before === null) return
  const by = { x: rounded(rect.x - before.x), y: rounded(rect.y - before.y) }
  const changes = new Map<string, Change>([
    [
      item.id,
      {
        pos: { x: rounded(item.x + by.x), y: rounded(item.y + by.y) },
        size: { w: rect.w, h: rect.h },
      },
    ],
  ])
  if (by.x !== 0 || by.y !== 0)
    for (const child of session.items.get())
      if (child.parent === item.id)
        changes.set(child.id, { pos: { x: rounded(child.x - by.x), y: rounded(child.y - by.y) } })
  session.undo.newStep()
  changeItems(session.doc, changes)
  session.undo.newStep()
}
