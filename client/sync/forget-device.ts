import { localStore } from './browser-storage.ts'
import { copyPrefix } from './offline-copy.ts'
import { drawer } from './kept.ts'
import { roomsLeftBehind } from './tail.ts'
import { forgetWordsBegun } from './window-words.ts'

/** A copy that another window holds open may take this long to go, ms. */
const PATIENCE_MS = 2_000

/**
 * Takes from this device what a person could read here, when they sign out or are removed: the computer may be
 * shared. Only words that the server is still to get stay, since they are theirs and nowhere else.
 */
export async function forgetDevice(member: string): Promise<void> {
  forgetWordsBegun(member)
  const waiting = new Set(roomsLeftBehind(localStore(), member).map((room) => copyPrefix(member) + room))
  await Promise.all([forgetRecords(member), forgetCopies(member, waiting)]).catch(() => {}) // a browser that keeps nothing
}

/** Takes the records off this device that pages open with. */
export async function forgetRecords(member: string): Promise<void> {
  const kept = drawer<unknown>('last-known')
  const all = await kept.all().catch(() => new Map<string, unknown>()) // a browser that keeps nothing
  const mine = [...all.keys()].filter((key) => key.startsWith(`${member}|`))
  await Promise.all(mine.map((key) => kept.remove(key).catch(() => {})))
}

async function forgetCopies(member: string, waiting: ReadonlySet<string>): Promise<void> {
  const all = await indexedDB.databases()
  const mine = all.flatMap(({ name }) =>
    name?.startsWith(copyPrefix(member)) && !waiting.has(name) ? [name] : [],
  )
  await Promise.all(mine.map(remove))
}

const remove = (name: string): Promise<void> =>
  new Promise((resolve) => {
    const request = indexedDB.deleteDatabase(name)
    for (const done of ['success', 'error']) request.addEventListener(done, () => resolve())
    setTimeout(resolve, PATIENCE_MS) // it goes when the other window closes
  })
