import { changeItems } from '../../../shared/board/edit.ts'
import { boundsOf, type Point } from '../../../shared/board/geometry.ts'
import { copied, putDown, select } from './acts.ts'
import type { Canvas } from './canvas.ts'
import { type Carried, carriedBy, letGo } from './carry.ts'
import { sayThings } from './said.ts'
import type { BoardNode } from './wall.ts'

/** What is being moved, by hand or by keys; one canvas has one hand. */
const hands = new WeakMap<Canvas, Hand>()

interface Hand extends Carried {
  copies?: boolean
  /** The thing the pointer is at; keys are at none of them. */
  at?: string
}

/** Picks up what is selected, or a thing that is not. False when there is nothing that may be moved. */
export function pickUp(canvas: Canvas, ids: ReadonlySet<string>): boolean {
  const { session, wall } = canvas
  const carried = carriedBy(session.items.get(), ids)
  if (carried.roots.length === 0) return false
  const from = new Map<string, Point>()
  for (const id of carried.all) {
    // Where a connector is follows from its ends.
    const rect = wall.byId.get().get(id)?.kind === 'connector' ? null : wall.rectOf(id)
    if (rect !== null) from.set(id, { x: rect.x, y: rect.y })
  }
  hands.set(canvas, carried)
  wall.held.set({ all: carried.all, by: { x: 0, y: 0 }, from })
  return true
}

/** Why nothing of what is selected can be picked up. */
export function whyNotMoved({ session, wall }: Canvas): string {
  const items = [...session.selection.get()].flatMap((id) => wall.byId.get().get(id) ?? [])
  return items.every(({ kind, locked }) => kind === 'connector' && !locked)
    ? 'A connector goes where the things it joins go. Move those.'
    : 'It is locked. Unlock it first.'
}

/** Whether others took away or locked all of what is held, or the very thing the pointer is at. */
export function isLost(canvas: Canvas): boolean {
  const hand = hands.get(canvas)
  if (hand === undefined) return false
  const isGone = (id: string): boolean => canvas.wall.byId.get().get(id)?.locked !== false
  return hand.at === undefined ? hand.roots.every(isGone) : isGone(hand.at)
}

/** Where what is held is now, from where it was picked up. */
export function carry(canvas: Canvas, by: Point): void {
  const held = canvas.wall.held.get()
  if (held === null) return
  canvas.wall.held.set({ ...held, by })
  // What is only copied stays where it is for everyone else.
  if (hands.get(canvas)?.copies === true) return
  canvas.tell({
    drag: [round(by.x), round(by.y)],
    selected: [...canvas.session.selection.get()].slice(0, 30),
  })
}

/** Lets go: one change for all of it, and then the others are told that the drag is over. */
export function putAway(canvas: Canvas, keep = true): number {
  const { session, wall } = canvas
  const held = wall.held.get()
  const hand = hands.get(canvas)
  hands.delete(canvas)
  if (held === null || hand === undefined) return 0
  const { by } = held
  let moved = 0
  if (keep && hand.copies !== true && (by.x !== 0 || by.y !== 0)) {
    const changes = letGo(session.items.get(), hand, held, wall.rectOf, wall.order())
    moved = changes.size
    session.undo.newStep()
    changeItems(session.doc, changes)
    session.undo.newStep()
  }
  wall.held.set(null)
  canvas.tellNow({ drag: null })
  return moved
}

const round = (n: number): number => Math.round(n * 10) / 10

/** A hand takes hold of a thing; with Alt of a copy of it, which stands where it is let go. */
export function beginDrag(canvas: Canvas, node: BoardNode, copies: boolean): void {
  const { session } = canvas
  const chosen = session.selection.get()
  if (!chosen.has(node.id)) select(canvas, [node.id])
  if (!pickUp(canvas, session.selection.get())) return canvas.say(whyNotMoved(canvas))
  const hand = hands.get(canvas)
  if (hand !== undefined) hands.set(canvas, { ...hand, copies, at: node.id })
}

export function drag(canvas: Canvas, node: BoardNode): void {
  const held = canvas.wall.held.get()
  const from = held?.from.get(node.id)
  if (held === null || from === undefined) return
  const by = { x: node.position.x - from.x, y: node.position.y - from.y }
  const bounds = boundsOf(
    [...held.from].map(([id, place]) => ({ ...(canvas.wall.rectOf(id) ?? { w: 0, h: 0 }), ...place })),
  )
  const adjust = canvas.adjust.get()
  carry(canvas, adjust === null || bounds === null ? by : adjust(held.all, bounds, by))
}

export function endDrag(canvas: Canvas): void {
  const by = canvas.wall.held.get()?.by
  if (hands.get(canvas)?.copies === true && by !== undefined) {
    putAway(canvas, false)
    const things = copied(canvas)
    if (things !== null) putDown(canvas, things, { x: things.at.x + by.x, y: things.at.y + by.y })
    return
  }
  const moved = putAway(canvas)
  if (moved > 0) canvas.say(`Moved: ${sayThings(canvas.session.selection.get(), canvas.naming)}.`)
}
