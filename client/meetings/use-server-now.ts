import { serverNow } from '../sync/server-clock.ts'
import { useNow } from '../ui/use-now.ts'

/** The server's time in ms, drawn anew once a minute: enough for "overdue" and "today". */
export function useServerNow(): number {
  useNow()
  return serverNow()
}
