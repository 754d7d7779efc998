/** What has started and must be closed again, in the order it started. */
export interface Parts {
  /** Adds what has just started. */
  add(name: string, stop: () => void | Promise<void>): void
  /** Closes everything, the last first; one that cannot close does not keep the others open. */
  stop(): Promise<void>
}

export function createParts(couldNotStop: (name: string, error: unknown) => void): Parts {
  const parts: { name: string; stop: () => void | Promise<void> }[] = []
  return {
    add(name, stop) {
      parts.push({ name, stop })
    },
    async stop() {
      for (const { name, stop } of parts.splice(0).toReversed())
        await Promise.resolve()
          .then(stop)
          .catch((error: unknown) => couldNotStop(name, error))
    },
  }
}
