import type { Ledger } from '../storage/ledger.ts'
import { tellOfBoard } from './board-rows.ts'

/** What many do at once is told together, after this long, ms: an event for each would say who did it when. */
const GATHER_MS = 3_000

/** Tells the pages of a board that its counts have changed, of many changes at once and of nobody in particular. */
export interface Bell {
  soon(workspace: string, board: string): void
  close(): void
}

export function createBell(ledger: Ledger, gatherMs = GATHER_MS): Bell {
  const waiting = new Map<string, ReturnType<typeof setTimeout>>()
  return {
    soon(workspace, board) {
      const key = `${workspace} ${board}`
      if (waiting.has(key)) return
      const ring = (): void => {
        waiting.delete(key)
        tellOfBoard(ledger, workspace, board)
      }
      waiting.set(key, setTimeout(ring, gatherMs).unref())
    },
    close() {
      for (const timer of waiting.values()) clearTimeout(timer)
      waiting.clear()
    },
  }
}
