import type { KeyboardEvent } from 'react'
import { sayItem } from '../../../shared/board/said.ts'
import {
  current,
  duplicate,
  focusThing,
  group,
  lock,
  removeSelected,
  reorder,
  select,
  selectAll,
  stopWriting,
  ungroup,
  write,
} from './acts.ts'
import type { Canvas } from './canvas.ts'
import { carry, pickUp, putAway, whyNotMoved } from './dragging.ts'
import { zoomBy, zoomTo } from './view.ts'
import { goToThing, walk } from './walking.ts'
import { sayThings } from './said.ts'

const ARROWS: Readonly<Record<string, { x: number; y: number }>> = {
  ArrowLeft: { x: -1, y: 0 },
  ArrowRight: { x: 1, y: 0 },
  ArrowUp: { x: 0, y: -1 },
  ArrowDown: { x: 0, y: 1 },
}

const MODIFIERS: ReadonlySet<string> = new Set(['Shift', 'Control', 'Alt', 'Meta'])

/** Keys that only look, besides those: what is carried stays in hand. */
const LOOKS: ReadonlySet<string> = new Set(['Tab', '+', '=', '-', '0', '1', '?'])

/** Steps of what is carried by keys, px. */
const STEP = 10
const LONG_STEP = 40

/** What keys of the canvas do that is not the canvas's own. */
export interface PageKeys {
  help(): void
  list(): void
  menu(): void
  find(): void
  /** Chooses a tool by its key; false when it is no tool's. */
  tool(key: string): boolean
}

/** What the keys of the canvas do; true when the key meant something. */
export function press(canvas: Canvas, event: KeyboardEvent, page: PageKeys): boolean {
  const { key, shiftKey } = event
  const mod = event.ctrlKey || event.metaKey
  if (key === ' ' && !mod) {
    if (canvas.space.get() === 'up') canvas.space.set('held')
    return true
  }
  // Who types fast is at the next key before Space is up.
  if (!MODIFIERS.has(key)) releaseSpace(canvas)
  const held = canvas.wall.held.get() !== null
  const arrow = ARROWS[key]
  if (arrow !== undefined && held) return nudge(canvas, arrow, shiftKey)
  if (held && key === 'Enter') return drop(canvas)
  if (held && key === 'Escape') return putBack(canvas)
  if (held && !LOOKS.has(key) && !MODIFIERS.has(key)) drop(canvas)
  if (arrow !== undefined) {
    walk(canvas, key === 'ArrowDown' || key === 'ArrowRight' ? 1 : -1, mod)
    return true
  }
  if (mod && key.toLowerCase() === 'f') {
    page.find()
    return true
  }
  if (mod) return pressWithMod(canvas, key.toLowerCase(), shiftKey)
  if (event.altKey) return false
  return pressPlain(canvas, key, shiftKey, page)
}

function pressWithMod(canvas: Canvas, key: string, shift: boolean): boolean {
  const { undo } = canvas.session
  switch (key) {
    case 'a':
      selectAll(canvas)
      return true
    case 'z':
      if (shift) undo.redo()
      else undo.undo()
      return true
    case 'y':
      undo.redo()
      return true
    case 'd':
      duplicate(canvas)
      return true
    case 'g':
      if (shift) ungroup(canvas)
      else group(canvas)
      return true
    case 'l':
      if (!shift) return false
      toggleLock(canvas)
      return true
    case ' ':
      toggle(canvas)
      return true
    default:
      return false
  }
}

function pressPlain(canvas: Canvas, key: string, shift: boolean, page: PageKeys): boolean {
  switch (key) {
    case 'Enter':
    case 'F2': {
      const at = current(canvas)
      if (at !== null) write(canvas, at)
      return at !== null
    }
    case 'Delete':
    case 'Backspace':
      removeSelected(canvas)
      return true
    case 'Escape':
      escape(canvas)
      return true
    case ']':
    case '[':
      reorder(canvas, key === ']' ? 'front' : 'back')
      return true
    case '+':
    case '=':
      zoomBy(canvas, 1.25)
      return true
    case '-':
      zoomBy(canvas, 0.8)
      return true
    case '0':
      zoomTo(canvas, 1)
      return true
    case '1':
      zoomTo(canvas, 'all')
      return true
    case '?':
      page.help()
      return true
    case 'F6':
      page.list()
      return true
    case 'ContextMenu':
      page.menu()
      return true
    case 'F10':
      if (!shift) return false
      page.menu()
      return true
    case 'Home':
    case 'End':
      walk(canvas, key === 'Home' ? 'first' : 'last', false)
      return true
    default:
      return !shift && page.tool(key)
  }
}

/** Space is no longer held: unless it moved the view, it picks up what the keyboard is at or puts it down. */
export function releaseSpace(canvas: Canvas): void {
  const was = canvas.space.get()
  if (was !== 'held' && was !== 'moving') return
  canvas.space.set('up')
  if (was === 'moving') return
  if (canvas.wall.held.get() === null) take(canvas)
  else drop(canvas)
}

function take(canvas: Canvas): void {
  const { session } = canvas
  const at = current(canvas)
  if (at === null || !canvas.allowed()) return
  if (!session.selection.get().has(at)) select(canvas, [at])
  if (pickUp(canvas, session.selection.get()))
    canvas.say(
      `Picked up ${sayThings(session.selection.get(), canvas.naming)}. Arrow keys move it, Space puts it down, Escape puts it back.`,
    )
  else canvas.say(whyNotMoved(canvas))
}

function nudge(canvas: Canvas, arrow: { x: number; y: number }, far: boolean): boolean {
  const held = canvas.wall.held.get()
  if (held === null) return false
  const step = far ? LONG_STEP : STEP
  carry(canvas, { x: held.by.x + arrow.x * step, y: held.by.y + arrow.y * step })
  const at = current(canvas)
  if (at !== null) goToThing(canvas, at, { focus: false })
  canvas.say(nextTo(canvas))
  return true
}

/** Where what is carried is now, said by what is nearest to it. */
function nextTo(canvas: Canvas): string {
  const { wall, naming } = canvas
  const at = current(canvas)
  const held = wall.held.get()
  const rect = at === null ? null : wall.rectOf(at)
  if (rect === null || held === null) return ''
  let nearest: { id: string; far: number; where: string } | null = null
  for (const [id, item] of wall.byId.get()) {
    const other = held.all.has(id) || item.kind === 'connector' ? null : wall.rectOf(id)
    if (other === null) continue
    const dx = rect.x + rect.w / 2 - (other.x + other.w / 2)
    const dy = rect.y + rect.h / 2 - (other.y + other.h / 2)
    const inside = item.kind === 'frame' && Math.abs(dx) < other.w / 2 && Math.abs(dy) < other.h / 2
    if (item.kind === 'frame' && !inside) continue
    const far = inside ? Math.min(other.w, other.h) : Math.hypot(dx, dy)
    if (nearest !== null && far >= nearest.far) continue
    const where = inside
      ? 'In'
      : Math.abs(dx) > Math.abs(dy)
        ? dx > 0
          ? 'Right of'
          : 'Left of'
        : dy > 0
          ? 'Below'
          : 'Above'
    nearest = { id, far, where }
  }
  if (nearest === null) return 'Nothing else is near.'
  return `${nearest.where} ${sayItem(wall.byId.get().get(nearest.id)!, naming, 40)}.`
}

function drop(canvas: Canvas): boolean {
  const where = nextTo(canvas)
  const moved = putAway(canvas)
  canvas.say(moved === 0 ? 'Put down where it was.' : `Put down. ${where}`)
  return true
}

/** What is held goes back where it was; `why` when that is not this person's doing. */
export function putBack(canvas: Canvas, why = ''): boolean {
  putAway(canvas, false)
  canvas.say(`${why} Put back where it was.`.trimStart())
  return true
}

function escape(canvas: Canvas): void {
  const { session } = canvas
  if (session.tool.get() !== 'select') session.tool.set('select')
  else if (session.writing.get() !== null) stopWriting(canvas)
  else select(canvas, [])
}

function toggle(canvas: Canvas): void {
  const at = current(canvas)
  if (at === null) return
  const selection = new Set(canvas.session.selection.get())
  if (!selection.delete(at)) selection.add(at)
  canvas.session.selection.set(selection)
  canvas.say(
    selection.has(at) ? `Selected, ${selection.size} in all.` : `No longer selected, ${selection.size} left.`,
  )
}

function toggleLock(canvas: Canvas): void {
  const items = [...canvas.session.selection.get()].flatMap((id) => canvas.wall.byId.get().get(id) ?? [])
  if (items.length > 0)
    lock(
      canvas,
      items.some(({ locked }) => !locked),
    )
}

/** Puts the keyboard back at the canvas: at the thing it was at, else at the canvas itself. */
export function focusCanvas({ stage, wall }: Canvas): void {
  const at = wall.active.get()
  if (at === null || !focusThing(stage.get(), at)) stage.get()?.focus({ preventScroll: true })
}
