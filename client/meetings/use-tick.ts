import { useEffect, useState } from 'react'

/** The server's time in ms, each second; `ahead` is how far its clock is before this device's. */
export function useTick(ahead: number): number {
  const [now, setNow] = useState(() => Date.now())
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), 1_000)
    return () => clearInterval(timer)
  }, [])
  return now + ahead
}
