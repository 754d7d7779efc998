import { IndexeddbPersistence } from 'y-indexeddb'
import * as Y from 'yjs'

/** The copy of a document on this device; the server's words and the author's own, until they are saved. */
export interface OfflineCopy {
  /** Empties the copy: its words were refused and are kept elsewhere. */
  clear(): Promise<void>
  close(): Promise<void>
  /** What is noted beside it: the document's epoch, and how far the server has each own Yjs client. */
  notes(): Promise<{ epoch: number | null; own: Map<number, number> }>
  note(name: 'epoch' | `own:${number}`, value: number): Promise<void>
}

/** Reading the copy may take this long before the room opens without it, ms. */
const PATIENCE_MS = 3_000

/** Names of a person's copies start with this; the room's name follows. */
export const copyPrefix = (member: string): string => `tl.room:${member}:`

/** Reads the copy into the document and keeps it there; null when this browser keeps nothing. */
export async function openOfflineCopy(name: string, doc: Y.Doc): Promise<OfflineCopy | null> {
  if (!(await canKeep())) return null
  const persistence = new IndexeddbPersistence(name, doc)
  let timer: ReturnType<typeof setTimeout> | undefined
  const late = new Promise<'late'>((resolve) => {
    timer = setTimeout(() => resolve('late'), PATIENCE_MS)
  })
  await Promise.race([persistence.whenSynced, late])
  clearTimeout(timer)
  return {
    async clear() {
      await clearUpdates(persistence)
      await persistence.destroy()
    },
    close: () => persistence.destroy(),
    notes: () => readNotes(persistence),
    note: async (name, value) => void (await persistence.set(name, value)),
  }
}

/** Updates that came from the copy: everything with this origin is not new to the device. */
export const fromCopy = (origin: unknown): boolean => origin instanceof IndexeddbPersistence

// Not deleteDatabase: it waits for other tabs that hold the same copy, and the next open waits behind it.
async function clearUpdates(persistence: IndexeddbPersistence): Promise<void> {
  const db = persistence.db
  if (db === null) return
  await new Promise<void>((resolve, reject) => {
    const transaction = db.transaction(['updates', 'custom'], 'readwrite')
    transaction.objectStore('updates').clear()
    transaction.objectStore('custom').clear()
    transaction.addEventListener('complete', () => resolve())
    transaction.addEventListener('abort', () => reject(transaction.error ?? new Error('not cleared')))
  })
}

async function readNotes(
  persistence: IndexeddbPersistence,
): Promise<{ epoch: number | null; own: Map<number, number> }> {
  const own = new Map<number, number>()
  let epoch: number | null = null
  const { db } = persistence
  if (db === null) return { epoch, own }
  const store = db.transaction('custom', 'readonly').objectStore('custom')
  await new Promise<void>((resolve, reject) => {
    const request = store.openCursor()
    request.addEventListener('success', () => {
      const cursor = request.result
      if (cursor === null) return resolve()
      const [name = '', client] = (cursor.key as string).split(':')
      if (name === 'epoch') epoch = Number(cursor.value)
      else if (name === 'own') own.set(Number(client), Number(cursor.value))
      cursor.continue()
    })
    request.addEventListener('error', () => reject(request.error ?? new Error('not read')))
  })
  return { epoch, own }
}

let keeps: Promise<boolean> | null = null

function canKeep(): Promise<boolean> {
  keeps ??= new Promise<boolean>((resolve) => {
    try {
      const request = indexedDB.open('tl.probe', 1)
      request.addEventListener('success', () => {
        request.result.close()
        resolve(true)
      })
      request.addEventListener('error', () => resolve(false))
    } catch {
      resolve(false)
    }
  })
  return keeps
}
