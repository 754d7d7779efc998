import { useCallback, useSyncExternalStore } from 'react'
import type { Item } from '../../../shared/board/items.ts'
import { type Naming, sayContent } from '../../../shared/board/said.ts'
import { type BoardHere, namingOf, wordsNow } from '../here.ts'
import type { BoardSession } from '../session.ts'

/** The words of one thing, live; drawn anew when these change and at no other. */
export function useWords(session: BoardSession, id: string): string {
  const subscribe = useCallback(
    (listener: () => void) =>
      session.words((ids) => {
        if (ids.has(id)) listener()
      }),
    [session, id],
  )
  return useSyncExternalStore(subscribe, () => wordsNow(session, id))
}

/** What a thing says, live: its words, what it shows, or what it joins. */
export function useSaid({ session, short }: Pick<BoardHere, 'session' | 'short'>, item: Item): string {
  const subscribe = useCallback(
    (listener: () => void) => {
      // A connector is said by what it joins.
      const joins = item.kind === 'connector'
      const stopWords = session.words((ids) => {
        if (joins || ids.has(item.id)) listener()
      })
      const stopItems = joins ? session.items.subscribe(listener) : () => {}
      return () => {
        stopWords()
        stopItems()
      }
    },
    [session, item],
  )
  return useSyncExternalStore(subscribe, () => sayContent(item, naming(session, short)).trim())
}

let last: { session: BoardSession; items: unknown; short: unknown; naming: Naming } | null = null

/** One naming for all lines until something else stands on the board. */
export function naming(session: BoardSession, short: BoardHere['short']): Naming {
  const items = session.items.get()
  if (last === null || last.session !== session || last.items !== items || last.short !== short)
    last = { session, items, short, naming: namingOf(session, short) }
  return last.naming
}
