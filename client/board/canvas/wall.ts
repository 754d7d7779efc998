import type { Node } from '@xyflow/react'
import { boxOf, lineOf } from '../../../shared/board/connect.ts'
import type { Point, Rect } from '../../../shared/board/geometry.ts'
import { type Item, placeOnBoard } from '../../../shared/board/items.ts'
import type { Store } from '../../sync/narrative-slots.ts'
import { createStore, type WritableStore } from '../../sync/store.ts'
import type { BoardSession } from '../session.ts'
import { drawingOrder } from './carry.ts'
import { GROWS } from './grows.ts'
import type { Other } from './others.ts'
import { createTheirs, type Marks, marksOf, NO_MARKS } from './theirs.ts'

export type BoardNode = Node<{ item: Item }, 'thing'>

/** What this hand holds: it goes where the hand goes and nowhere else until it is let go. */
interface Held {
  all: ReadonlySet<string>
  by: Point
  /** Where each stood when it was picked up. */
  from: ReadonlyMap<string, Point>
}

/** What is drawn on the canvas, outside React: a thing that did not change is the same node as before. */
export interface Wall {
  nodes: Store<readonly BoardNode[]>
  byId: Store<ReadonlyMap<string, Item>>
  held: WritableStore<Held | null>
  /** A thing this hand is making larger or smaller, and where it is meanwhile. */
  sizing: WritableStore<{ id: string; rect: Rect } | null>
  /** The thing the keyboard is at; it stays drawn when it is out of view. */
  active: WritableStore<string | null>
  /** How tall a thing turned out when it was drawn. */
  measured(id: string, size: { width: number; height: number }): void
  /** Where a thing is now, as it is drawn; null for what is not there. */
  rectOf(id: string): Rect | null
  /** Things from the lowest to the highest. */
  order(): readonly string[]
  marksOf(id: string): Marks
  onMarks(listener: () => void): () => void
  /** These are held by this hand and have moved on, or were let go. */
  onStep(listener: (ids: ReadonlySet<string>) => void): () => void
  end(): void
}

/** More than there are things on a board. */
const ABOVE_FRAMES = 20_000

export function createWall(session: BoardSession, others: Store<ReadonlyMap<number, Other>>): Wall {
  const held = createStore<Held | null>(null)
  const sizing = createStore<{ id: string; rect: Rect } | null>(null)
  const active = createStore<string | null>(null)
  const byId = createStore<ReadonlyMap<string, Item>>(new Map())
  const nodes = createStore<readonly BoardNode[]>([])
  const heights = new Map<string, { width: number; height: number }>()
  const theirs = createTheirs()
  let moving = theirs(others.get(), session.items.get())
  let marks: ReadonlyMap<string, Marks> = marksOf(others.get(), new Map())
  const markListeners = new Set<() => void>()
  const stepListeners = new Set<(ids: ReadonlySet<string>) => void>()
  let known = new Map<string, BoardNode>()
  let places = new Map<string, Point>()
  let order: readonly string[] = []
  let frame = 0

  const readItems = (): void => {
    const items = session.items.get()
    const map = new Map(items.map((item) => [item.id, item]))
    byId.set(map)
    order = drawingOrder(items)
    places = new Map(items.map((item) => [item.id, placeOnBoard(item, map)]))
    moving = theirs(others.get(), items)
  }

  const rectOfItem = (item: Item): Rect => {
    const { id } = item
    const mine = sizing.get()
    if (mine?.id === id) return mine.rect
    const hand = held.get()
    const from = hand?.from.get(id)
    if (hand !== null && from !== undefined)
      return { x: from.x + hand.by.x, y: from.y + hand.by.y, w: item.w, h: item.h }
    const size = moving.sizes.get(id)
    if (size !== undefined) return size
    return { ...(moving.places.get(id) ?? places.get(id)!), w: item.w, h: item.h }
  }

  const draw = (): void => {
    cancelAnimationFrame(frame)
    frame = 0
    const next = new Map<string, BoardNode>()
    const selection = session.selection.get()
    const items = byId.get()
    const hand = held.get()
    const stays = new Set([active.get(), session.writing.get()])
    order.forEach((id, place) => {
      const item = items.get(id)!
      // Frames are the ground the others stand on, and lines go between the two (`tools.css`).
      const zIndex = item.kind === 'frame' ? place : place + ABOVE_FRAMES
      if (item.kind === 'connector') return // drawn as a line between things
      const { x, y, w, h } = rectOfItem(item)
      const last = known.get(id)
      const selected = selection.has(id)
      const kept = stays.has(id) || hand?.all.has(id) === true
      // What this hand holds follows it at once.
      const carried = hand?.all.has(id) !== true && (moving.places.has(id) || moving.sizes.has(id))
      const className = carried
        ? 'is-carried'
        : hand?.all.has(id) === true && item.kind !== 'frame'
          ? 'is-held'
          : ''
      const measured = heights.get(id)
      if (
        last !== undefined &&
        last.data.item === item &&
        last.position.x === x &&
        last.position.y === y &&
        last.width === w &&
        last.initialHeight === h &&
        last.zIndex === zIndex &&
        last.selected === selected &&
        last.dragging === kept &&
        last.className === className &&
        last.measured === measured
      ) {
        next.set(id, last)
        return
      }
      next.set(id, {
        id,
        type: 'thing',
        position: { x, y },
        width: w,
        initialHeight: h,
        ...(GROWS.has(item.kind) ? {} : { height: h }),
        ...(measured === undefined ? {} : { measured }),
        zIndex,
        selected,
        // Saying "yes" would hold even where the stage says that nothing is dragged.
        ...(item.locked ? { draggable: false } : {}),
        // A node that says it is dragged is never culled: nor is what is held, written in or focused.
        dragging: kept,
        className,
        // No handles to be measured, so that what is out of view need not be drawn once.
        handles: [],
        data: last?.data.item === item ? last.data : { item },
        domAttributes: { 'aria-roledescription': undefined },
      })
    })
    known = next
    nodes.set([...next.values()])
  }
  const soon = (): void => {
    if (frame === 0) frame = requestAnimationFrame(draw)
  }

  /**
   * While a hand moves on, only what it holds is moved on the page (`use-held.ts`): drawing the whole wall for each
   * step costs a frame among 2,000 things. What is picked up or let go is drawn anew.
   */
  let hand: Held | null = null
  const onHeld = (): void => {
    const before = hand
    hand = held.get()
    if (hand === null || hand.all !== before?.all) draw()
    const moved = hand ?? before
    if (moved !== null) for (const tell of stepListeners) tell(moved.all)
  }

  const stops = [
    session.items.subscribe(() => {
      readItems()
      draw()
    }),
    session.selection.subscribe(draw),
    session.writing.subscribe(draw),
    held.subscribe(onHeld),
    sizing.subscribe(draw),
    active.subscribe(draw),
    others.subscribe(() => {
      const before = moving
      moving = theirs(others.get(), session.items.get())
      if (before.places.size + before.sizes.size + moving.places.size + moving.sizes.size > 0) soon()
      const seen = marksOf(others.get(), marks)
      if (seen === marks) return // each thing that is drawn listens, and a pointer moves twenty times a second
      marks = seen
      for (const tell of markListeners) tell()
    }),
  ]
  readItems()
  draw()
  const isLine = (id: string): boolean => byId.get().get(id)?.kind === 'connector'
  const rectOf = (id: string): Rect | null => {
    const item = byId.get().get(id)
    if (item === undefined) return null
    // A connector is where its ends are; one that joins connectors (another client's) could join itself.
    if (item.kind === 'connector') return boxOf(lineOf(item, (end) => (isLine(end) ? null : rectOf(end))))
    const rect = rectOfItem(item)
    return GROWS.has(item.kind) ? { ...rect, h: Math.max(rect.h, heights.get(id)?.height ?? 0) } : rect
  }
  return {
    nodes,
    byId,
    held,
    sizing,
    active,
    measured(id, size) {
      const last = heights.get(id)
      if (last?.width === size.width && last.height === size.height) return
      heights.set(id, size)
      soon()
    },
    rectOf,
    order: () => order,
    marksOf: (id) => marks.get(id) ?? NO_MARKS,
    onMarks(listener) {
      markListeners.add(listener)
      return () => markListeners.delete(listener)
    },
    onStep(listener) {
      stepListeners.add(listener)
      return () => stepListeners.delete(listener)
    },
    end() {
      cancelAnimationFrame(frame)
      for (const stop of stops) stop()
    },
  }
}
