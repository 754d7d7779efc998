import type { OnBoard } from '../../../shared/presence/state.ts'

/** What one does is told to the others at most this often, ms: 20 times a second. */
const EVERY = 50

/** Gathers what is to be told, so that a pointer that moves with every frame is not. */
export function createTeller(send: (change: Partial<OnBoard>) => void): {
  tell(change: Partial<OnBoard>): void
  /** Tells at once: the end of a drag must not come after what it led to. */
  now(change?: Partial<OnBoard>): void
  end(): void
} {
  let waiting: Partial<OnBoard> = {}
  let timer: ReturnType<typeof setTimeout> | undefined
  let last = -Infinity
  const flush = (): void => {
    clearTimeout(timer)
    timer = undefined
    if (Object.keys(waiting).length === 0) return
    const change = waiting
    waiting = {}
    last = performance.now()
    send(change)
  }
  return {
    tell(change) {
      waiting = { ...waiting, ...change }
      timer ??= setTimeout(flush, Math.max(0, EVERY - (performance.now() - last)))
    },
    now(change = {}) {
      waiting = { ...waiting, ...change }
      flush()
    },
    end: () => clearTimeout(timer),
  }
}
