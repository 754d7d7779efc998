import { fdatasync } from 'node:fs'

/**
 * Flushes a file to disk off the event loop, one flush in flight: whoever asks while one runs waits for the
 * next, since the running one may have begun before their bytes were written. After a failed flush the
 * system may have dropped the pages it could not write, so it is never tried again (`onBroken`).
 */
export function createFlusher(fd: () => number | null, onBroken: (error: Error) => void): Flusher {
  let running: Promise<void> | null = null
  let next: Promise<void> | null = null
  const start = (): Promise<void> => {
    const file = fd()
    if (file === null) return Promise.resolve()
    running = new Promise((resolve, reject) => {
      fdatasync(file, (error) => {
        running = null
        if (error === null) {
          resolve()
          return
        }
        onBroken(error)
        reject(error)
      })
    })
    return running
  }
  const flush = (): Promise<void> => {
    if (running === null) return start()
    next ??= running.then(() => {
      next = null
      return start()
    })
    return next
  }
  return { flush, settled: () => next ?? running ?? Promise.resolve() }
}

export interface Flusher {
  /** Resolves when all that was written before the call is on the disk. */
  flush(): Promise<void>
  /** Resolves when no flush is under way. */
  settled(): Promise<void>
}
