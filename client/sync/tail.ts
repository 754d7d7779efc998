import * as Y from 'yjs'

/**
 * The last words typed before a tab is closed. y-indexeddb writes a moment later and loses them, so each own
 * edit of the last two seconds also goes into localStorage, which is written before the keystroke returns.
 * Beside it stands how many edits are not confirmed yet. A key for each tab, so that tabs never overwrite.
 */
const PREFIX = 'tl.tail:'
const WINDOW_MS = 2_000

export interface Tail {
  /** Notes an own edit; `pending`: own edits not confirmed, `epoch`: of the document they are made in. false when the browser keeps nothing. */
  add(update: Uint8Array, pending: number, now: number, epoch?: number | null): boolean
  /** All is confirmed: nothing to keep. */
  drop(): void
}

const keyOf = (owner: string): string => `${PREFIX}${owner}:`

/** The tail of one tab; `owner` is the person and the room. */
export function createTail(storage: Storage, owner: string, tab: string): Tail {
  const key = keyOf(owner) + tab
  let recent: { at: number; update: Uint8Array }[] = []
  return {
    add(update, pending, now, epoch = null) {
      recent = [...recent.filter((one) => now - one.at < WINDOW_MS), { at: now, update }]
      try {
        const text = toText(Y.mergeUpdates(recent.map((one) => one.update)))
        storage.setItem(key, `${pending} ${text}${epoch === null ? '' : ` ${epoch}`}`)
        return true
      } catch {
        return false
      }
    },
    drop() {
      recent = []
      storage.removeItem(key)
    },
  }
}

export interface LeftBehind {
  edits: number
  updates: { update: Uint8Array; epoch: number | null }[]
  /** Confirmed by the server: forget it, except what another tab has written since. */
  drop(): void
}

/** What earlier tabs of this person left of a room. */
export function leftBehind(storage: Storage, owner: string): LeftBehind {
  const prefix = keyOf(owner)
  const found = keysOf(storage)
    .filter((key) => key.startsWith(prefix))
    .map((key) => ({ key, value: storage.getItem(key) ?? '', ...read(storage.getItem(key) ?? '') }))
  return {
    edits: found.reduce((sum, one) => sum + one.edits, 0),
    updates: found.flatMap(({ update, epoch }) => (update === null ? [] : [{ update, epoch }])),
    drop() {
      for (const { key, value } of found) if (storage.getItem(key) === value) storage.removeItem(key)
    },
  }
}

/** Rooms of a person in which an earlier tab left edits that the server has not confirmed. */
export function roomsLeftBehind(storage: Storage, member: string): string[] {
  const prefix = `${PREFIX}${member}:`
  const rooms = keysOf(storage)
    .filter((key) => key.startsWith(prefix) && read(storage.getItem(key) ?? '').edits > 0)
    .map((key) => key.slice(prefix.length, key.lastIndexOf(':')))
  return [...new Set(rooms)]
}

const keysOf = (storage: Storage): string[] =>
  Array.from({ length: storage.length }, (_, index) => storage.key(index) ?? '')

function read(value: string): { edits: number; update: Uint8Array | null; epoch: number | null } {
  const [edits = '', text = '', of] = value.split(' ')
  const epoch = of === undefined ? null : Number(of)
  try {
    const update = Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0))
    Y.decodeUpdate(update)
    return { edits: Number(edits) || 0, update, epoch }
  } catch {
    return { edits: Number(edits) || 0, update: null, epoch }
  }
}

function toText(bytes: Uint8Array): string {
  let text = ''
  for (let at = 0; at < bytes.length; at += 0x8000)
    text += String.fromCharCode(...bytes.subarray(at, at + 0x8000))
  return btoa(text)
}
