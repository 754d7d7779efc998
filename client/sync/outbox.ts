import { nanoid } from 'nanoid'
import type { Route } from '../../shared/api/route.ts'
import { routes } from '../../shared/api/routes.ts'
import { ApiProblem, call, type Args, type ReplyOf } from './api.ts'
import { currentMember } from './identity.ts'
import { drawer, type Drawer } from './kept.ts'

type RouteName = keyof typeof routes

/** A record write that waits on this device, or came back refused. */
export interface Waiting {
  /** Sorts in the order written. */
  id: string
  member: string
  route: RouteName
  params: Record<string, string>
  body: unknown
  /** Milliseconds since 1970. */
  at: number
  /** Why the server will not take it; its author decides what becomes of it. */
  refused: { kind: ApiProblem['kind']; say: string } | null
  /** How often the server broke over it. */
  broke?: number
}

/** A server that broke so often over one write will not take it: the author decides, and the others go on. */
const BROKE_MAX = 5

type Sent<R> = { sent: true; reply: R } | { sent: false; waiting: Waiting }

export interface Outbox {
  /** Sends a write now, or keeps it for later when the server cannot be reached. Throws when it is refused. */
  send<N extends RouteName>(
    route: N,
    args: Args<(typeof routes)[N]>,
  ): Promise<Sent<ReplyOf<(typeof routes)[N]>>>
  /** Delivers what waits, in order; called when the link is back. */
  flush(): Promise<void>
  /** What waits or was refused, oldest first; the same array until something changes. */
  list(): readonly Waiting[]
  subscribe(listener: () => void): () => void
  throwAway(id: string): Promise<void>
  /** Offers a refused write again. */
  offerAgain(id: string): Promise<void>
}

interface Parts {
  kept: Drawer<Waiting>
  call: (route: Route, args: { params: unknown; body: unknown }, writtenAt: number) => Promise<unknown>
  member(): string | null
  now(): number
  /** One tab delivers at a time. */
  exclusive<T>(act: () => Promise<T>): Promise<T>
  /** Called after each delivery, so that pages read again what changed. */
  delivered(waiting: Waiting): void
}

const stampOf = (one: Waiting | undefined): number =>
  one === undefined ? 0 : Number.parseInt(one.id, 10) || 0

/** An outbox over its parts; `outbox` below is the one of this page. */
export function createOutbox(parts: Parts): Outbox {
  let entries: readonly Waiting[] = []
  let last = 0
  let flushing: Promise<void> | null = null
  const listeners = new Set<() => void>()
  /** Writes of this page whose first answer somebody still awaits: not yet "waiting", and told their own refusal. */
  const awaited = new Map<string, (outcome: { reply: unknown } | { error: ApiProblem }) => void>()

  const read = async (): Promise<void> => {
    entries = [...(await parts.kept.all()).values()].toSorted((a, b) => (a.id < b.id ? -1 : 1))
    tell()
  }
  /** Later than all that wait, whichever tab wrote them and whatever the clock says now; two tabs never make the same. */
  const nextId = async (): Promise<string> => {
    await read()
    last = Math.max(parts.now(), last + 1, stampOf(entries.at(-1)) + 1)
    return `${String(last).padStart(15, '0')}-${nanoid(8)}`
  }
  let shown: readonly Waiting[] = []
  const tell = (): void => {
    shown = entries.filter(({ id }) => !awaited.has(id))
    for (const listener of listeners) listener()
  }
  const next = (): Waiting | undefined =>
    entries.find((one) => one.member === parts.member() && one.refused === null)
  const deliver = (one: Waiting): Promise<unknown> =>
    parts.call(routes[one.route], { params: one.params, body: one.body }, one.at)

  // A later write never overtakes an earlier one: an edit must not arrive before the comment it edits.
  const flushOnce = async (): Promise<void> => {
    await read()
    for (let one = next(); one !== undefined; one = next()) {
      const answer = awaited.get(one.id)
      try {
        const reply = await deliver(one)
        await parts.kept.remove(one.id)
        answer?.({ reply })
        parts.delivered(one)
      } catch (error) {
        if (!(error instanceof ApiProblem)) throw error
        const broke = (one.broke ?? 0) + (error.kind === 'broken' ? 1 : 0)
        const later = error.passes || error.kind === 'signed out' || error.kind === 'choose'
        if (later && broke < BROKE_MAX) {
          if (broke !== (one.broke ?? 0)) await parts.kept.put(one.id, { ...one, broke })
          break
        }
        if (answer === undefined)
          await parts.kept.put(one.id, { ...one, refused: { kind: error.kind, say: error.message } })
        else {
          await parts.kept.remove(one.id)
          answer({ error })
        }
      }
      await read()
    }
  }
  const flush = (): Promise<void> => {
    flushing ??= parts.exclusive(flushOnce).finally(() => {
      flushing = null
    })
    return flushing
  }
  const keep = async (waiting: Waiting): Promise<void> => {
    await parts.kept.put(waiting.id, waiting)
    await read()
  }

  return {
    async send(route, args) {
      const waiting: Waiting = {
        id: await nextId(),
        member: parts.member() ?? '',
        route,
        params: args.params ?? {},
        body: args.body,
        at: parts.now(),
        refused: null,
      }
      let outcome: { reply: unknown } | { error: ApiProblem } | null = null
      awaited.set(waiting.id, (said) => {
        outcome = said
      })
      try {
        // Kept before it is sent: a tab that closes while the request hangs loses nothing.
        await keep(waiting)
        const underWay = flushing !== null
        await flush()
        if (outcome === null && underWay) await flush() // that one may have read what is kept before this was
      } finally {
        awaited.delete(waiting.id)
        tell()
      }
      const said = outcome as { reply: unknown } | { error: ApiProblem } | null
      if (said === null) return { sent: false, waiting }
      if ('error' in said) throw said.error
      return { sent: true, reply: said.reply as never }
    },
    flush,
    list: () => shown,
    subscribe(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    async throwAway(id) {
      await parts.kept.remove(id)
      await read()
    },
    async offerAgain(id) {
      const one = entries.find((entry) => entry.id === id)
      if (one === undefined) return
      await parts.kept.put(id, { ...one, refused: null, broke: 0 })
      await flush()
    },
  }
}

const deliveredListeners = new Set<(waiting: Waiting) => void>()

/** Calls back after each delivery of a waiting write; returns how to stop. */
export function onDelivered(listener: (waiting: Waiting) => void): () => void {
  deliveredListeners.add(listener)
  return () => deliveredListeners.delete(listener)
}

/** An answer that takes longer is none, ms; what was sent is sent again, which changes nothing twice. */
const ANSWER_MS = 15_000

/** The outbox of this page. */
export const outbox: Outbox = createOutbox({
  kept: drawer('outbox'),
  // Whoever delivers holds the lock of all tabs: an answer that never comes must not hold it too.
  call: (route, args, writtenAt) =>
    call(route, args as Args<Route>, { signal: AbortSignal.timeout(ANSWER_MS), writtenAt }),
  member: currentMember,
  now: () => Date.now(),
  exclusive: async (act) =>
    'locks' in navigator ? navigator.locks.request('tl.outbox', async () => act()) : act(),
  delivered: (waiting) => {
    for (const tell of deliveredListeners) tell(waiting)
  },
})
