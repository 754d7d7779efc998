import { readdirSync, statSync } from 'node:fs'
import { join as joinPath } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import * as Y from 'yjs'
import { fragmentOf, textOf } from '../../shared/narrative/sections.ts'
import type { Running } from './contenders.ts'
import { whoFrame } from './dialect.ts'
import type { History } from './keystrokes.ts'
import { join } from './person.ts'

/** Keys sent by one socket: our server ends a socket that sends more in one burst. */
const BURST = 1_800
const PATIENCE_MS = 180_000
const ASK_MS = 20_000

/** Types a whole history into a room, a frame for each key, and waits until the server has put it away. */
export async function feed(server: Running, room: string, history: History): Promise<void> {
  const heard = new Map<number, number>()
  const reader = await join(server, room, {
    onEdit: (client, _from, to) => heard.set(client, Math.max(heard.get(client) ?? 0, to)),
  })
  let clock = 0
  let asked = -ASK_MS
  for (let at = 0; at < history.updates.length; at += BURST) {
    // Often enough for Hocuspocus, which ends silent sockets; seldom enough for ours, which ends those that ask on.
    if (performance.now() - asked > ASK_MS) {
      reader.wire.send(whoFrame(server.dialect, room))
      asked = performance.now()
    }
    const writer = await join(server, room, { seat: 1 + ((at / BURST) % 4) })
    for (const update of history.updates.slice(at, at + BURST)) {
      writer.type(update)
      clock = Math.max(clock, Y.parseUpdateMeta(update).to.get(history.client) ?? 0)
    }
    await until(() => (heard.get(history.client) ?? 0) >= clock, `${server.name} to pass on what it was fed`)
    await writer.wire.close()
  }
  await reader.wire.close()
  await quiet(server.dir)
}

/** The text a newcomer finds in a room; asks until it is the one expected. */
export async function expectText(server: Running, room: string, history: History): Promise<void> {
  const doc = new Y.Doc()
  const reader = await join(server, room, { onUpdate: (update) => Y.applyUpdate(doc, update) })
  const expected = textLength(history.updates)
  await until(
    () => textOf(fragmentOf(doc, 'overview')).length === expected,
    `${server.name} to give back ${expected} characters`,
  )
  await reader.wire.close()
}

function textLength(updates: readonly Uint8Array[]): number {
  const doc = new Y.Doc()
  doc.transact(() => {
    for (const update of updates) Y.applyUpdate(doc, update)
  })
  return textOf(fragmentOf(doc, 'overview')).length
}

/** Resolves once nothing in a directory has grown for two seconds. */
export async function quiet(dir: string): Promise<void> {
  let size = -1
  let still = 0
  await until(() => {
    const now = sizeOf(dir)
    still = now === size ? still + 1 : 0
    size = now
    return still >= 40
  }, `${dir} to come to rest`)
}

const sizeOf = (dir: string): number =>
  readdirSync(dir, { recursive: true, encoding: 'utf8' }).reduce(
    (total, name) => total + (statSync(joinPath(dir, name), { throwIfNoEntry: false })?.size ?? 0),
    0,
  )

async function until(met: () => boolean, what: string): Promise<void> {
  const end = performance.now() + PATIENCE_MS
  while (!met()) {
    if (performance.now() > end) throw new Error(`waited in vain for ${what}`)
    await wait(50)
  }
}
