/** A token bucket: `take` is false when a sender goes on faster than `perSecond` for longer than `burst` allows. */
export function createBucket(
  perSecond: number,
  burst: number,
  now: () => number,
): (amount: number) => boolean {
  let left = burst
  let at = now()
  return (amount) => {
    const time = now()
    left = Math.min(burst, left + (Math.max(0, time - at) / 1000) * perSecond)
    at = time
    left -= amount
    return left >= 0
  }
}
