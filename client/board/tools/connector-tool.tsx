import { ViewportPortal } from '@xyflow/react'
import type { PointerEvent } from 'react'
import { useEffect, useRef, useState } from 'react'
import { type Line, lineOf, nearestSide, tipOf } from '../../../shared/board/connect.ts'
import { overlaps, type Point, type Rect } from '../../../shared/board/geometry.ts'
import { type End, SIDES, type Side } from '../../../shared/board/items.ts'
import { createStore, useStore } from '../../sync/store.ts'
import { type Canvas, toBoard, useCanvas } from '../canvas/canvas.ts'
import { joinedNote } from '../canvas/put-notes.ts'
import { thingAt } from '../canvas/hit.ts'
import { thingsInView } from '../canvas/in-view.ts'
import type { Press, ToolHandlers } from '../canvas/press.ts'
import { useHolds } from '../canvas/use-holds.ts'
import { putThings } from './put-things.ts'

/** The connector in hand: where it begins, and where the hand is. */
const inHand = createStore<{ from: End; to: End } | null>(null)

/** Nearer to the middle of a side than this, px of the window, that side is meant; else whichever faces the other thing. */
const AIM = 28

/** An end at a thing, where one can be: a frame takes an end only at its edge, as its middle is where others stand. */
function endAt(canvas: Canvas, at: Point, item: string | null): End {
  const found = item === null ? undefined : canvas.wall.byId.get().get(item)
  const rect = item === null ? null : canvas.wall.rectOf(item)
  const place = { x: Math.round(at.x), y: Math.round(at.y) }
  if (found === undefined || rect === null) return place
  const { side, far } = nearestSide(rect, at)
  const near = far * (canvas.flow.get()?.getZoom() ?? 1) <= AIM
  if (found.kind === 'frame' && !near) return place
  return { item: found.id, side: near ? side : null }
}

/** Joins two things, or a thing and a place, by a line with an arrow that follows them. Null when that is nothing. */
export function connect(canvas: Canvas, from: End, to: End): string | null {
  if ('item' in from && 'item' in to && from.item === to.item) return null
  const things = canvas.wall.byId.get()
  if ([from, to].some((end) => 'item' in end && !things.has(end.item))) return null // taken away meanwhile
  if (!('item' in from) && !('item' in to) && Math.hypot(from.x - to.x, from.y - to.y) < 16) return null
  return putThings(canvas, [{ kind: 'connector', x: 0, y: 0, from, to }])?.[0] ?? null
}

function drawFrom(canvas: Canvas, from: End) {
  return {
    move: (at: Press) => inHand.set({ from, to: endAt(canvas, at, at.item) }),
    release(at: Press) {
      inHand.set(null)
      canvas.session.tool.set('select')
      if (connect(canvas, from, endAt(canvas, at, at.item)) !== null) canvas.say('Connected.')
    },
    cancel: () => inHand.set(null),
  }
}

/** Drags a line from one thing to another. */
export const CONNECTOR: ToolHandlers = {
  cursor: 'crosshair',
  press: (canvas, at) => drawFrom(canvas, endAt(canvas, at, at.item)),
}

/** The line in hand. */
export function LineInHand() {
  const { wall, me } = useCanvas()
  const line = useStore(inHand)
  const drawn: Line | null = line === null ? null : lineOf(line, wall.rectOf)
  if (drawn === null) return null
  return (
    <ViewportPortal>
      <svg className={`draft lines p-${me.partner}`} aria-hidden>
        <path className="wire-line" d={drawn.d} />
        <path className="wire-line" d={drawn.head} />
      </svg>
    </ViewportPortal>
  )
}

/** How far off its side a handle stands, px of the board; on the frame of what is selected where the next thing is close. */
const OFF = 18
const CLOSE = 4
/** Of a handle as it is drawn. */
const RADIUS = 7

/** A hand that moves less than this, px of the window, presses a handle and drags nothing. */
const PRESS = 4

/** At the sides of the one thing that is selected: a connector is dragged from there; a press makes the next note. */
export function SideHandles() {
  const canvas = useCanvas()
  const selection = useStore(canvas.session.selection)
  const writing = useStore(canvas.session.writing)
  const tool = useStore(canvas.session.tool)
  const may = useStore(canvas.may)
  const holds = useHolds()
  const sizing = useStore(canvas.wall.sizing)
  useStore(canvas.wall.nodes)
  const [id] = selection
  const item = id === undefined || selection.size > 1 ? undefined : canvas.wall.byId.get().get(id)
  const rect = item === undefined ? null : canvas.wall.rectOf(item.id)
  if (item === undefined || rect === null || !may.edit || item.kind === 'connector' || item.kind === 'pen')
    return null
  if (writing !== null || tool !== 'select' || holds || sizing !== null) return null
  return (
    <ViewportPortal>
      {SIDES.map((side) => {
        const off = tipOf(rect, side, OFF)
        const close = thingsInView(canvas).some(
          ({ id, kind }) => id !== item.id && kind !== 'frame' && isNear(canvas.wall.rectOf(id), off),
        )
        const { x, y } = close ? tipOf(rect, side, CLOSE) : off
        return <SideHandle key={`${item.id} ${side}`} item={item.id} side={side} x={x} y={y} close={close} />
      })}
    </ViewportPortal>
  )
}

/** Whether a handle there would lie on this. */
const isNear = (rect: Rect | null, { x, y }: Point): boolean =>
  rect !== null && overlaps(rect, { x: x - RADIUS, y: y - RADIUS, w: 2 * RADIUS, h: 2 * RADIUS })

function SideHandle({
  item,
  side,
  x,
  y,
  close,
}: {
  item: string
  side: Side
  x: number
  y: number
  close: boolean
}) {
  const canvas = useCanvas()
  const began = useRef<Point>({ x: 0, y: 0 })
  const [hand] = useState(() => drawFrom(canvas, { item, side }))
  // Its thing may go, or be left, while the line is in hand.
  useEffect(() => hand.cancel, [hand])
  const at = (event: PointerEvent): Press => {
    const place = toBoard(canvas, event.clientX, event.clientY)
    return {
      ...place,
      clientX: event.clientX,
      clientY: event.clientY,
      pressure: 0.5,
      pointer: event.pointerType,
      shift: event.shiftKey,
      alt: event.altKey,
      item: thingAt(canvas, place),
    }
  }
  return (
    // Who uses keys connects by the menu: this is for a hand alone.
    <div
      className={`side-handle nodrag nopan nokey ${close ? 'is-close' : ''}`}
      data-side={side}
      style={{ transform: `translate(${x}px, ${y}px) translate(-50%, -50%)` }}
      aria-hidden
      onPointerDown={(event) => {
        if (event.button !== 0 || !canvas.allowed()) return
        event.stopPropagation()
        event.currentTarget.setPointerCapture(event.pointerId)
        began.current = { x: event.clientX, y: event.clientY }
      }}
      onPointerMove={(event) => {
        if (event.currentTarget.hasPointerCapture(event.pointerId)) hand.move(at(event))
      }}
      onPointerUp={(event) => {
        if (!event.currentTarget.hasPointerCapture(event.pointerId)) return
        event.currentTarget.releasePointerCapture(event.pointerId)
        const { x, y } = began.current
        if (Math.hypot(event.clientX - x, event.clientY - y) > PRESS) return hand.release(at(event))
        hand.cancel()
        joinedNote(canvas, item, side)
      }}
      onPointerCancel={hand.cancel}
    />
  )
}
