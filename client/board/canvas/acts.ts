import { nanoid } from 'nanoid'
import { putCopied, type Copied, copyOf } from '../../../shared/board/copied.ts'
import { addItems, type Change, changeItems, keysAbove, keysBelow, show } from '../../../shared/board/edit.ts'
import {
  holds,
  onTheBoard,
  overlaps,
  type Point,
  type Rect,
  rounded,
} from '../../../shared/board/geometry.ts'
import { type Item, type ItemKind, placeOnBoard, SIZES, wordsOf } from '../../../shared/board/items.ts'
import { takeAway } from '../../../shared/board/take-away.ts'
import { textOf } from '../../../shared/narrative/sections.ts'
import type { Canvas } from './canvas.ts'
import { frameAt } from './carry.ts'
import { sayThings } from './said.ts'

/** Between a note and the one made beside it, px. */
const GAP = 24

/** Puts a new thing at a place of the board, in the frame that is there; its words are begun, if it has any. Null when that is not allowed. */
export function put(
  canvas: Canvas,
  kind: ItemKind,
  rect: Rect,
  { write = true, ...more }: Partial<Pick<Item, 'partner' | 'look' | 'fill'>> & { write?: boolean } = {},
): string | null {
  if (!canvas.allowed()) return null
  const { session, wall, me } = canvas
  const items = session.items.get()
  const there = { ...rect, ...onTheBoard(rect) }
  const parent = frameAt(there, framesOf(canvas), kind)
  const frame = parent === null ? { x: 0, y: 0 } : placeOnBoard(wall.byId.get().get(parent)!, wall.byId.get())
  const id = nanoid()
  session.undo.newStep()
  addItems(session.doc, [
    {
      id,
      kind,
      x: rounded(there.x - frame.x),
      y: rounded(there.y - frame.y),
      w: rect.w,
      h: rect.h,
      z: keysAbove(items, 1)[0]!,
      author: me.id,
      ...(parent === null ? {} : { parent }),
      ...(kind === 'note' ? { partner: me.partner } : {}),
      ...more,
    },
  ])
  if (kind === 'frame') takeIn(canvas, id, { ...there, w: rect.w, h: rect.h }, parent)
  session.undo.newStep()
  select(canvas, [id])
  if (write) session.writing.set(id)
  return id
}

/** A frame that is drawn around things holds them from then on. */
function takeIn({ session, wall }: Canvas, frame: string, rect: Rect, parent: string | null): void {
  const inside = new Map<string, Change>()
  for (const item of wall.byId.get().values()) {
    const place = item.id === frame || item.locked || item.parent !== parent ? null : wall.rectOf(item.id)
    if (place === null || item.kind === 'connector' || !holds(rect, place)) continue
    inside.set(item.id, {
      pos: { x: rounded(place.x - rect.x), y: rounded(place.y - rect.y) },
      parent: frame,
    })
  }
  changeItems(session.doc, inside)
}

/** A new note of this person's partner with its middle at a place. */
export function putNote(canvas: Canvas, at: Point): string | null {
  const { w, h } = SIZES.note
  return put(canvas, 'note', { x: at.x - w / 2, y: at.y - h / 2, w, h })
}

/** The next note, beside the one that was being written: as one writes down one thought after another. */
export function noteBeside(canvas: Canvas, id: string): boolean {
  const rect = canvas.wall.rectOf(id)
  if (rect === null || canvas.wall.byId.get().get(id)?.kind !== 'note') return false
  const others = [...canvas.wall.order()].flatMap((each) => {
    const item = canvas.wall.byId.get().get(each)
    return each === id || item?.kind === 'frame' ? [] : (canvas.wall.rectOf(each) ?? [])
  })
  const place = freeBeside({ ...rect, ...SIZES.note }, rect, others)
  put(canvas, 'note', place)
  return true
}

/** The first free place to the right, else below; far along a row that is full, the last one is taken all the same. */
export function freeBeside(size: Pick<Rect, 'w' | 'h'>, beside: Rect, others: readonly Rect[]): Rect {
  let place = { x: beside.x + beside.w + GAP, y: beside.y, w: size.w, h: size.h }
  for (let tries = 0; tries < 50; tries++) {
    const inTheWay = others.find((other) => overlaps(other, place))
    if (inTheWay === undefined) break
    place = { ...place, x: inTheWay.x + inTheWay.w + GAP }
  }
  return place
}

const framesOf = ({ wall }: Canvas): (Rect & { id: string })[] =>
  wall.order().flatMap((id) => {
    const rect = wall.byId.get().get(id)?.kind === 'frame' ? wall.rectOf(id) : null
    return rect === null ? [] : [{ id, ...rect }]
  })

/** Selects these and what is grouped with them. */
export function select({ session, wall }: Canvas, ids: Iterable<string>): void {
  const wanted = new Set(ids)
  const items = wall.byId.get()
  const groups = new Set([...wanted].flatMap((id) => items.get(id)?.group ?? []))
  if (groups.size > 0)
    for (const { id, group } of items.values()) if (group !== null && groups.has(group)) wanted.add(id)
  const before = session.selection.get()
  if (before.size === wanted.size && [...wanted].every((id) => before.has(id))) return
  session.selection.set(wanted)
}

export const selectAll = (canvas: Canvas): void => {
  select(canvas, canvas.wall.byId.get().keys())
  canvas.say(`${canvas.session.selection.get().size} things selected.`)
}

/** What is selected and may be changed: not what is locked. */
const unlocked = ({ session, wall }: Canvas): Item[] =>
  [...session.selection.get()].flatMap((id) => {
    const item = wall.byId.get().get(id)
    return item === undefined || item.locked ? [] : [item]
  })

/** Changes all that is selected at once, as a step of its own; false when nothing of it may be changed. */
export function change(
  canvas: Canvas,
  to: (item: Item, index: number) => Change | null,
  { locked = false } = {},
): boolean {
  if (!canvas.allowed()) return false
  const { session, wall } = canvas
  const items = locked
    ? [...session.selection.get()].flatMap((id) => wall.byId.get().get(id) ?? [])
    : unlocked(canvas)
  const changes = new Map(
    items.flatMap((item, index): [string, Change][] => {
      const each = to(item, index)
      return each === null ? [] : [[item.id, each]]
    }),
  )
  if (changes.size === 0) {
    if (session.selection.get().size > 0) canvas.say('It is locked. Unlock it first.')
    return false
  }
  session.undo.newStep()
  changeItems(session.doc, changes)
  session.undo.newStep()
  return true
}

/** Takes what is selected from the board; what stands in a frame that goes stays where it is. Undo brings it back. */
export function removeSelected(canvas: Canvas): void {
  if (!canvas.allowed()) return
  const { session } = canvas
  const items = unlocked(canvas)
  if (items.length === 0) {
    if (session.selection.get().size > 0) canvas.say('It is locked. Unlock it first.')
    return
  }
  const what = sayThings(
    items.map(({ id }) => id),
    canvas.naming,
  )
  session.undo.newStep()
  takeAway(
    session.doc,
    items.map(({ id }) => id),
  )
  session.undo.newStep()
  select(canvas, [])
  canvas.say(`Removed: ${what}. Ctrl+Z brings it back.`)
}

export const copied = ({ session }: Canvas): Copied =>
  copyOf(session.doc, session.items.get(), session.selection.get())

/** Puts copied things with their corner at a place, and selects them. */
export function putDown(canvas: Canvas, things: Copied, at: Point): void {
  if (!canvas.allowed() || things.things.length === 0) return
  const { session, me } = canvas
  session.undo.newStep()
  const tops = putCopied(session.doc, things, at, {
    author: me.id,
    newId: nanoid,
    keys: keysAbove(session.items.get(), things.things.length),
  })
  session.undo.newStep()
  select(canvas, tops)
  canvas.say(`Put: ${sayThings(tops, canvas.naming)}.`)
}

export function duplicate(canvas: Canvas): void {
  const rects = [...canvas.session.selection.get()].flatMap((id) => canvas.wall.rectOf(id) ?? [])
  if (rects.length === 0) return
  const corner = { x: Math.min(...rects.map(({ x }) => x)), y: Math.min(...rects.map(({ y }) => y)) }
  putDown(canvas, copied(canvas), { x: corner.x + GAP, y: corner.y + GAP })
}

/** Brings what is selected above everything, or under it. */
export function reorder(canvas: Canvas, to: 'front' | 'back'): void {
  const items = canvas.session.items.get()
  const chosen = unlocked(canvas).toSorted((a, b) => (a.z < b.z ? -1 : a.z > b.z ? 1 : a.id < b.id ? -1 : 1))
  const keys = to === 'front' ? keysAbove(items, chosen.length) : keysBelow(items, chosen.length)
  const places = new Map(chosen.map(({ id }, index) => [id, keys[index]!]))
  const done = change(canvas, ({ id }) => ({ z: places.get(id)! }))
  if (done) canvas.say(to === 'front' ? 'In front of everything.' : 'Behind everything.')
}

export function group(canvas: Canvas): void {
  const id = nanoid()
  if (canvas.session.selection.get().size < 2) return
  if (change(canvas, () => ({ group: id })))
    canvas.say(`Grouped ${canvas.session.selection.get().size} things.`)
}

export function ungroup(canvas: Canvas): void {
  if (change(canvas, ({ group }) => (group === null ? null : { group: null })))
    canvas.say('No longer a group.')
}

export function lock(canvas: Canvas, locked: boolean): void {
  if (change(canvas, () => ({ locked }), { locked: true })) canvas.say(locked ? 'Locked.' : 'Unlocked.')
}

/** Begins to write in a thing. */
export function write(canvas: Canvas, id: string): void {
  if (!canvas.allowed()) return
  const item = canvas.wall.byId.get().get(id)
  if (item === undefined || item.kind === 'unknown' || item.kind === 'stamp') return
  if (item.locked) {
    canvas.say('It is locked. Unlock it first.')
    return
  }
  select(canvas, [id])
  canvas.session.writing.set(id)
}

/** Leaves the words of a thing and stays at it; a text without words is nothing and goes. */
export function stopWriting({ session, wall, stage }: Canvas): void {
  const id = session.writing.get()
  if (id === null) return
  session.writing.set(null)
  if (wall.byId.get().get(id)?.kind === 'text' && textOf(wordsOf(session.doc, id)).trim() === '') {
    show(session.doc, [id], false)
    stage.get()?.focus({ preventScroll: true })
  } else focusThing(stage.get(), id)
}

/** Puts the keyboard at a thing; false when it is not drawn. */
export function focusThing(stage: HTMLElement | null, id: string): boolean {
  const element = stage?.querySelector<HTMLElement>(`[data-thing="${CSS.escape(id)}"]`)
  element?.focus({ preventScroll: true })
  return element != null
}

/** The thing the keyboard is at. */
export function current({ wall, session }: Canvas): string | null {
  const at = wall.active.get()
  const [only] = session.selection.get()
  const id = at !== null && wall.byId.get().has(at) ? at : only
  return id ?? null
}
