/** How far this device's clock is behind the server's, ms, and how long the question took that told it. */
let behind = 0
let took = Infinity
let askedAt = 0

/** A device's clock drifts: an answer older than this is no longer the better one, ms. */
const FRESH_MS = 120_000
/** An answer that took longer tells nothing: the device slept, or its clock was put right meanwhile. */
const SLOW_MS = 15_000

/**
 * Asks something whose answer says what the server's clock showed. The answer stood somewhere between asking and
 * hearing, so the quickest question tells best.
 */
export async function timed<T extends { now: number }>(ask: () => Promise<T>): Promise<T> {
  const before = Date.now()
  const answer = await ask()
  const after = Date.now()
  const trip = after - before
  if (trip <= took || (trip < SLOW_MS && after - askedAt > FRESH_MS)) {
    behind = answer.now - (before + after) / 2
    took = trip
    askedAt = after
  }
  return answer
}

/** What the server's clock shows now, ms since 1970; this device's own until the server was asked once. */
export const serverNow = (): number => Date.now() + Math.round(behind)
