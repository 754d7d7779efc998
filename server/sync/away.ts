import type { Live } from './live.ts'

/** Who has a page of a workspace open, by the sockets of its live channel. */
export interface Attendants extends Pick<Live, 'attach'> {
  /** Since when a member has none open, ms since 1970; null: one is open. Who was never seen is away since the start. */
  awaySince(workspace: string, member: string): number | null
}

/** Counts the open pages of each member on their way to the hub. */
export function watchPages(live: Pick<Live, 'attach'>, now: () => number): Attendants {
  const started = now()
  const open = new Map<string, number>()
  const left = new Map<string, number>()
  return {
    attach(socket, person) {
      const leave = live.attach(socket, person)
      const key = keyOf(person.workspace, person.id)
      open.set(key, (open.get(key) ?? 0) + 1)
      let gone = false
      return () => {
        if (gone) return
        gone = true
        const others = (open.get(key) ?? 1) - 1
        if (others > 0) open.set(key, others)
        else {
          open.delete(key)
          left.set(key, now())
        }
        leave()
      }
    },
    awaySince(workspace, member) {
      const key = keyOf(workspace, member)
      return open.has(key) ? null : (left.get(key) ?? started)
    },
  }
}

const keyOf = (workspace: string, member: string): string => `${workspace} ${member}`
