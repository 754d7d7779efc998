import { useSyncExternalStore } from 'react'
import { serverNow } from '../sync/server-clock.ts'

const LOOK_MS = 250

const each = (listener: () => void): (() => void) => {
  const timer = setInterval(listener, LOOK_MS)
  return () => clearInterval(timer)
}
const never = (): (() => void) => () => {}
const second = (): number => Math.floor(serverNow() / 1_000) * 1_000

/** The server's time in whole seconds, as ms: drawn anew each second while something runs by it. */
export const useTick = (runs: boolean): number => useSyncExternalStore(runs ? each : never, second)
