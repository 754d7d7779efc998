import { useSyncExternalStore } from 'react'
import { outbox, type Waiting } from './outbox.ts'

/** What waits to be sent or came back refused, live. */
export const useOutbox = (): readonly Waiting[] => useSyncExternalStore(outbox.subscribe, outbox.list)

const EVERY_MS = 10_000

const flush = (): void => void outbox.flush().catch(() => {}) // kept; the next round tries again

/** Delivers what waits: now, when the machine is back on line, and again and again while something waits. */
export function deliverWaiting(): () => void {
  const timer = setInterval(() => {
    if (outbox.list().some((one) => one.refused === null)) flush()
  }, EVERY_MS)
  window.addEventListener('online', flush)
  flush()
  return () => {
    clearInterval(timer)
    window.removeEventListener('online', flush)
  }
}
