import { nanoid } from 'nanoid'
import { putCopied, type Copied, copyOf, MOST_COPIED } from '../../../shared/board/copied.ts'
import { type Change, changeItems, keysAbove, keysBelow, show } from '../../../shared/board/edit.ts'
import type { Point, Rect } from '../../../shared/board/geometry.ts'
import { type Item, itemsOf, wordsOf } from '../../../shared/board/items.ts'
import { takeAway } from '../../../shared/board/take-away.ts'
import { textOf } from '../../../shared/narrative/sections.ts'
import { LIMITS } from '../../../shared/protocol/limits.ts'
import { asksOf } from '../tools/asks.ts'
import type { Canvas } from './canvas.ts'
import { frameAt } from './carry.ts'
import { sayThings } from './said.ts'

/** A copy stands so far from what it is of, px. */
const ASIDE = 24

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
  if (items.length === 0 && session.selection.get().size > 0) canvas.say('It is locked. Unlock it first.')
  if (changes.size === 0) return false
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

/** What is selected, to be put elsewhere, and where its corner is; null when that is nothing or too much, and said. */
export function copied({ session, say }: Canvas): ReturnType<typeof copyOf> {
  const things = copyOf(session.doc, session.items.get(), session.selection.get())
  if (things?.things.length === 0) {
    if (session.selection.get().size > 0)
      say('A connector is copied together with what it joins. Select that too.')
    return null
  }
  if (things === null) say(`More than ${MOST_COPIED} things at once cannot be copied. Select some of them.`)
  return things
}

/** Frames as they stand on the board, lowest first. */
export const framesOf = ({ wall }: Canvas): (Rect & { id: string })[] =>
  wall.order().flatMap((id) => {
    const rect = wall.byId.get().get(id)?.kind === 'frame' ? wall.rectOf(id) : null
    return rect === null ? [] : [{ id, ...rect }]
  })

/** Whether a board has room for so many more; else says how many. */
export function roomFor({ session, say }: Canvas, count: number): boolean {
  const left = LIMITS.items - itemsOf(session.doc).size
  if (count <= left) return true
  say(
    left <= 0
      ? `A board holds ${LIMITS.items.toLocaleString('en-GB')} things, removed ones too, and this one is full. Begin a further board.`
      : `There is room for ${left} more things on this board.`,
  )
  return false
}

/** Puts copied things with their corner at a place, and selects them. */
export function putDown(canvas: Canvas, things: Copied, at: Point): void {
  if (!canvas.allowed() || !roomFor(canvas, things.things.length)) return
  const { session, me } = canvas
  const frames = framesOf(canvas)
  session.undo.newStep()
  const tops = putCopied(session.doc, things, at, {
    author: me.id,
    newId: nanoid,
    frameAt: (place, kind) => {
      const id = frameAt(place, frames, kind)
      return frames.find((frame) => frame.id === id) ?? null
    },
    keys: keysAbove(session.items.get(), things.things.length),
  })
  session.undo.newStep()
  select(canvas, tops)
  canvas.say(`Put: ${sayThings(tops, canvas.naming)}.`)
}

export function duplicate(canvas: Canvas): void {
  const things = copied(canvas)
  if (things !== null) putDown(canvas, things, { x: things.at.x + ASIDE, y: things.at.y + ASIDE })
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

/** What has words of its own, and not only a description. */
export const hasWords = ({ kind }: Pick<Item, 'kind'>): boolean =>
  !isShown(kind) && kind !== 'stamp' && kind !== 'unknown'

const isShown = (kind: Item['kind']): boolean => kind === 'image' || kind === 'pen'

/** Begins to write in a thing; of an image or a drawing, what it shows. */
export function write(canvas: Canvas, id: string): void {
  if (!canvas.allowed()) return
  const item = canvas.wall.byId.get().get(id)
  if (item === undefined || item.kind === 'unknown' || item.kind === 'stamp') return
  if (item.locked) {
    canvas.say('It is locked. Unlock it first.')
    return
  }
  select(canvas, [id])
  if (isShown(item.kind)) asksOf(canvas).set({ for: 'alt', item: id })
  else canvas.session.writing.set(id)
}

/** Leaves the words of a thing and stays at it; a text without words is nothing and goes. */
export function stopWriting({ session, wall, stage }: Canvas): void {
  const id = session.writing.get()
  if (id === null) return
  session.writing.set(null)
  if (wall.byId.get().get(id)?.kind === 'text' && textOf(wordsOf(session.doc, id)).trim() === '') {
    show(session.doc, [id], false)
    stage.get()?.focus({ preventScroll: true })
  } else if (!focusThing(stage.get(), id)) stage.get()?.focus({ preventScroll: true })
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
  const selection = session.selection.get()
  const [only] = selection
  if (at === null || !wall.byId.get().has(at)) return only ?? null
  // What a hand or the lasso has selected since is meant, unless the keyboard is still at the thing itself.
  const isThere = document.activeElement?.closest<HTMLElement>('[data-thing]')?.dataset['thing'] === at
  return only === undefined || selection.has(at) || isThere ? at : only
}
