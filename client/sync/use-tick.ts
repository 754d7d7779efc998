import { useSyncExternalStore } from 'react'
import { serverNow } from './server-clock.ts'

/** More often than each second, so that none is skipped when the page is busy, ms. */
const LOOK_MS = 250

const each = (listener: () => void): (() => void) => {
  const timer = setInterval(listener, LOOK_MS)
  return () => clearInterval(timer)
}
const never = (): (() => void) => () => {}
const second = (): number => Math.floor(serverNow() / 1_000) * 1_000

/** The server's time in whole seconds, as ms: drawn anew each second while something runs by it. */
export const useTick = (runs = true): number => useSyncExternalStore(runs ? each : never, second)
