import * as Y from 'yjs'
import { useEffect } from 'react'
import { itemsOf } from '../../../shared/board/items.ts'
import type { Canvas } from './canvas.ts'
import { sayThings } from './said.ts'

interface Popped {
  type: 'undo' | 'redo'
  changedParentTypes: Map<Y.AbstractType<never>, Y.YEvent<never>[]>
}

/** Says what was undone: one press can take back a step before the last one, where others have been since. */
export function useSayUndone(canvas: Canvas): void {
  useEffect(() => {
    const { manager } = canvas.session.undo
    const say = (event: unknown): void => canvas.say(sayUndone(canvas, event as Popped))
    manager.on('stack-item-popped', say)
    return () => manager.off('stack-item-popped', say)
  }, [canvas])
}

const DONE = { undo: 'Undone', redo: 'Done again' } as const

/** "Undone: moved Note, Parents: We told…". */
function sayUndone({ session, naming }: Pick<Canvas, 'session' | 'naming'>, popped: Popped): string {
  const map = itemsOf(session.doc)
  const changed = new Map<string, Set<string>>()
  let words = 0
  for (const [type, events] of popped.changedParentTypes) {
    if ((type.parent as unknown) === map && typeof type._item?.parentSub === 'string') {
      const keys = changed.get(type._item.parentSub) ?? new Set()
      for (const event of events)
        if ((event.target as unknown) === type) for (const key of keysOf(event)) keys.add(key)
      changed.set(type._item.parentSub, keys)
    } else if (type instanceof Y.XmlFragment) words++
  }
  const ids = [...changed].filter(([, keys]) => keys.size > 0).map(([id]) => id)
  const keys = new Set([...changed.values()].flatMap((each) => [...each]))
  const verb = DONE[popped.type]
  if (ids.length === 0) return words > 0 ? `${verb}: words.` : `${verb}.`
  if (keys.has('removed')) {
    const gone = ids.filter((id) => !naming.items.has(id)).length
    return gone === ids.length
      ? `${verb}: ${gone === 1 ? 'one thing is' : `${gone} things are`} off the board.`
      : `${verb}: ${sayThings(ids, naming)} ${ids.length === 1 ? 'is' : 'are'} back.`
  }
  const what = keys.has('size')
    ? 'size of'
    : keys.has('pos')
      ? 'moved'
      : keys.has('order')
        ? 'order of'
        : keys.has('group')
          ? 'grouping of'
          : keys.has('locked')
            ? 'lock of'
            : 'look of'
  return `${verb}: ${what} ${sayThings(ids, naming)}.`
}

/** By now Yjs computes no changes any more: which keys changed it has kept. */
const keysOf = (event: unknown): ReadonlySet<string> =>
  event instanceof Y.YMapEvent ? (event as Y.YMapEvent<unknown>).keysChanged : new Set()
