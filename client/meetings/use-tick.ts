import { useEffect, useState } from 'react'
import { serverNow } from '../sync/server-clock.ts'
import { useNow } from '../ui/use-now.ts'

/** The server's time in ms, each second. */
export function useTick(): number {
  const [now, setNow] = useState(serverNow)
  useEffect(() => {
    const timer = setInterval(() => setNow(serverNow()), 1_000)
    return () => clearInterval(timer)
  }, [])
  return now
}

/** The server's time in ms, drawn anew once a minute: enough for "overdue" and "today". */
export function useServerNow(): number {
  useNow()
  return serverNow()
}
