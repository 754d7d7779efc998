/**
 * What became of this person's own edits in one room, decided in one place. Handlers only record facts;
 * `savedState` alone decides what may be said, so that "Saved" is true at all times (design.md, promise 2):
 * 1. Saved needs an open link, the server's words here, and every frame of this connection confirmed on disk.
 * 2. An edit the socket did not take counts as waiting until the next connection has offered it again.
 * 3. What was not accepted stays said until its author settles it.
 */
export interface Facts {
  /** The copy of this device has been read. */
  loaded: boolean
  /** This device keeps edits; false where the browser refuses storage. */
  kept: boolean
  link: 'connecting' | 'open' | 'down'
  /** The link has been gone for more than a moment. */
  long: boolean
  /** The server's words are here (sync step 2 of this connection arrived). */
  synced: boolean
  /** Sync step 2 and update frames sent on this connection, and how many of them the server has on disk. */
  sent: number
  acked: number
  /** An own edit was made that this connection did not carry. */
  missed: boolean
  /** Own edits since everything was last confirmed; survives a closed tab. */
  pending: number
  refused: { edits: number; say: string } | null
  end: { next: 'reload' | 'sign in' | 'stop'; say: string } | null
}

export type SavedEvent =
  | { type: 'loaded'; pending: number; kept: boolean }
  | { type: 'connecting' }
  | { type: 'connected' }
  | { type: 'disconnected' }
  | { type: 'still down' }
  | { type: 'synced' }
  | { type: 'sent' }
  | { type: 'acked'; count: number }
  | { type: 'edited'; carried: boolean }
  /** `edits`: all that were not accepted and are not settled. */
  | { type: 'refused'; edits: number; say: string }
  | { type: 'settled' }
  | { type: 'started afresh' }
  | { type: 'ended'; next: 'reload' | 'sign in' | 'stop'; say: string }

export type SavedState =
  | { at: 'saved' }
  | { at: 'saving' }
  | { at: 'catching-up' }
  | { at: 'offline'; edits: number; kept: boolean }
  | { at: 'refused'; edits: number; say: string }
  | { at: 'old-page' }
  | { at: 'signed-out'; edits: number }
  | { at: 'stopped'; edits: number; say: string }

export const UNKNOWN: Facts = {
  loaded: false,
  kept: true,
  link: 'connecting',
  long: false,
  synced: false,
  sent: 0,
  acked: 0,
  missed: false,
  pending: 0,
  refused: null,
  end: null,
}

/** Every frame of this connection is on the server's disk, and nothing was left out of it. */
const confirmed = (facts: Facts): boolean =>
  facts.loaded &&
  facts.link === 'open' &&
  facts.synced &&
  facts.sent > 0 &&
  facts.acked >= facts.sent &&
  !facts.missed

/** Facts after an event; pure. */
export function heard(facts: Facts, event: SavedEvent): Facts {
  switch (event.type) {
    case 'loaded':
      return { ...facts, loaded: true, kept: event.kept, pending: facts.pending + event.pending }
    case 'connecting':
      return { ...facts, link: facts.link === 'down' ? 'down' : 'connecting', synced: false }
    case 'connected':
      return { ...facts, link: 'open', long: false, synced: false, sent: 0, acked: 0, missed: false }
    case 'disconnected':
      return { ...facts, link: 'down', synced: false }
    case 'still down':
      return { ...facts, link: facts.link === 'open' ? 'open' : 'down', long: facts.link !== 'open' }
    case 'synced':
      return emptied({ ...facts, synced: true })
    case 'sent':
      return { ...facts, sent: facts.sent + 1 }
    case 'acked':
      return emptied({ ...facts, acked: Math.max(facts.acked, event.count) })
    case 'edited':
      return { ...facts, pending: facts.pending + 1, missed: facts.missed || !event.carried }
    case 'refused':
      return { ...facts, refused: { edits: event.edits, say: event.say } }
    case 'settled':
      return { ...facts, refused: null }
    case 'started afresh':
      return { ...UNKNOWN, loaded: true, kept: facts.kept, refused: facts.refused }
    case 'ended':
      return { ...facts, end: { next: event.next, say: event.say } }
  }
}

const emptied = (facts: Facts): Facts => (confirmed(facts) ? { ...facts, pending: 0 } : facts)

/** What may be said of these facts; pure. */
export function savedState(facts: Facts): SavedState {
  const edits = facts.pending
  if (facts.end !== null) {
    if (facts.end.next === 'reload') return { at: 'old-page' }
    if (facts.end.next === 'sign in') return { at: 'signed-out', edits }
    return { at: 'stopped', edits, say: facts.end.say }
  }
  if (facts.link === 'down' && (edits > 0 || facts.long)) return { at: 'offline', edits, kept: facts.kept }
  if (facts.refused !== null) return { at: 'refused', ...facts.refused }
  if (!facts.loaded || facts.link !== 'open' || !facts.synced || facts.sent === 0)
    return { at: 'catching-up' }
  return confirmed(facts) && edits === 0 ? { at: 'saved' } : { at: 'saving' }
}

const counted = (edits: number): string => (edits === 1 ? '1 edit' : `${edits.toLocaleString('en-GB')} edits`)

/** The words of the saved line, the same at every width. */
export function savedWords(state: SavedState): string {
  switch (state.at) {
    case 'saved':
      return 'Saved'
    case 'saving':
      return 'Saving…'
    case 'catching-up':
      return 'Catching up…'
    case 'offline':
      // Of this text alone: comments and private notes that wait here say so where they stand.
      if (state.edits === 0) return 'Offline'
      return state.kept
        ? `Offline: ${counted(state.edits)} kept on this device`
        : `Offline: ${counted(state.edits)} in this window only. Keep it open`
    case 'refused':
      return `Not accepted: ${counted(state.edits)}.`
    case 'old-page':
      return 'Reload to go on'
    case 'signed-out':
      return state.edits === 0 ? 'Signed out' : `Signed out: ${counted(state.edits)} kept on this device`
    case 'stopped':
      return state.edits === 0 ? 'Stopped' : `Stopped: ${counted(state.edits)} kept on this device`
  }
}
