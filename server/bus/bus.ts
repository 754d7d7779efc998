/**
 * The port between servers that share one store. Best effort, in order within a channel, never back to the
 * sender: what matters is in the store. `tests/contracts/bus.contract.ts` holds each implementation to it.
 */
export interface Bus {
  publish(channel: string, message: Uint8Array): void
  /** Hears what the other servers publish on a channel, once resolved; returns how to stop. */
  subscribe(channel: string, hear: (message: Uint8Array) => void): Promise<() => void>
  close(): Promise<void>
}
