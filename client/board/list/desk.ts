import { createStore, type WritableStore } from '../../sync/store.ts'
import type { Sort } from './lines.ts'

/** What is asked about a thing in the list. */
export type Asking = 'move' | 'cluster' | 'connect' | 'partner' | 'stamp'

/** What the list is doing, outside React, so that a line is drawn anew only when it is about it. */
interface ListDesk {
  sort: WritableStore<Sort>
  /** The thing whose words are written in here. */
  editing: WritableStore<string | null>
  menu: WritableStore<{ item: string; button: HTMLElement } | null>
  asking: WritableStore<{ item: string; what: Asking } | null>
}

/** One list stands on a page. */
export const desk: ListDesk = {
  sort: createStore<Sort>('as it stands'),
  editing: createStore<string | null>(null),
  menu: createStore<{ item: string; button: HTMLElement } | null>(null),
  asking: createStore<{ item: string; what: Asking } | null>(null),
}

/** After a dialog about a thing: back to its line where the focus would be lost, as its menu is long closed. */
export function focusLine(item: string): void {
  requestAnimationFrame(() => {
    if (document.activeElement !== document.body) return
    document
      .querySelector<HTMLElement>(`#board-list [data-line="${CSS.escape(item)}"] [data-part="acts"]`)
      ?.focus({ preventScroll: true })
  })
}
