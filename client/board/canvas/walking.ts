import { inReadingOrder } from '../../../shared/board/order.ts'
import { sayItem } from '../../../shared/board/said.ts'
import { current, focusThing, select } from './acts.ts'
import type { Canvas } from './canvas.ts'
import { bring } from './view.ts'

/** Goes to the next or the last thing in the reading order, selects it unless only the focus is to go, and says it. */
export function walk(canvas: Canvas, to: 1 | -1 | 'first' | 'last', focusOnly: boolean): void {
  const order = inReadingOrder(canvas.session.items.get())
  if (order.length === 0) {
    canvas.say('Nothing on this board yet. Press N for a note.')
    return
  }
  const at = order.findIndex(({ id }) => id === current(canvas))
  const next =
    to === 'first'
      ? 0
      : to === 'last'
        ? order.length - 1
        : at === -1
          ? to === 1
            ? 0
            : order.length - 1
          : Math.min(order.length - 1, Math.max(0, at + to))
  const item = order[next]!
  if (next === at && to !== 'first' && to !== 'last') {
    canvas.say(to === 1 ? 'That is the last thing on the board.' : 'That is the first thing on the board.')
  }
  if (!focusOnly) select(canvas, [item.id])
  goToThing(canvas, item.id)
}

/** Brings a thing into view, draws it if it was not, and puts the keyboard at it. */
export function goToThing(canvas: Canvas, id: string, { focus = true } = {}): void {
  const { wall, stage } = canvas
  wall.active.set(id) // from now on it is drawn, wherever it is
  const rect = wall.rectOf(id)
  if (rect !== null) bring(canvas, rect)
  if (!focus || focusThing(stage.get(), id)) return
  requestAnimationFrame(() =>
    requestAnimationFrame(() => {
      // Who keeps an arrow pressed is further on by now.
      if (wall.active.get() !== id || focusThing(stage.get(), id)) return
      // What has the focus is read out by its name; what cannot be drawn is said: a connector to what is gone.
      const item = wall.byId.get().get(id)
      if (item !== undefined) canvas.say(sayItem(item, canvas.naming))
    }),
  )
}
