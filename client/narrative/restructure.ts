import type { Desk } from './context.ts'

/** Are titles, order and number of the sections held as they are? Then whoever holds them has said why. */
export function areHeld({ held }: Pick<Desk, 'held'>): boolean {
  const refuse = held.get()
  refuse?.()
  return refuse !== null
}

/** Changes titles, order or number of sections as one step of undo; false when they are held, which is said. */
export function restructure(desk: Pick<Desk, 'held' | 'session'>, change: () => void): boolean {
  if (areHeld(desk)) return false
  const { undo } = desk.session
  undo.newStep()
  change()
  undo.newStep()
  return true
}
