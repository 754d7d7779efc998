import { PresenceState } from '../../shared/presence/state.ts'

/** Yjs keeps a client's state until it tells another: reading it again would find the same. */
const read = new WeakMap<object, PresenceState | null>()

/** What a client told of itself, read once for everyone who asks; null for what makes no sense. */
export function stateOf(raw: unknown): PresenceState | null {
  if (typeof raw !== 'object' || raw === null) return null
  const known = read.get(raw)
  if (known !== undefined) return known
  const state = PresenceState.safeParse(raw).data ?? null
  read.set(raw, state)
  return state
}
