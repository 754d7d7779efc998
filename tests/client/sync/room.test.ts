import { Awareness } from 'y-protocols/awareness'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import * as Y from 'yjs'
import { Room } from '../../../client/sync/room.ts'
import { createTail } from '../../../client/sync/tail.ts'
import { deliverLeftBehind } from '../../../client/sync/use-room.ts'
import { CLOSE } from '../../../shared/protocol/close-codes.ts'

/** Stands in for y-websocket: the test is the server. */
const made = vi.hoisted(() => [] as FakeProvider[])
interface FakeProvider {
  awareness: Awareness
  destroyed: boolean
  emit: (name: string, ...args: unknown[]) => void
}
vi.mock('y-websocket', () => ({
  WebsocketProvider: class {
    awareness: Awareness
    destroyed = false
    shouldConnect = false
    wsconnected = false
    wsconnecting = false
    ws = null
    messageHandlers = []
    _awarenessUpdateHandler = () => {}
    #listeners = new Map<string, ((...args: unknown[]) => void)[]>()
    constructor(_url: string, _room: string, doc: Y.Doc) {
      this.awareness = new Awareness(doc)
      made.push(this)
    }
    on(name: string, listener: (...args: unknown[]) => void): void {
      this.#listeners.set(name, [...(this.#listeners.get(name) ?? []), listener])
    }
    emit(name: string, ...args: unknown[]): void {
      for (const listener of this.#listeners.get(name) ?? []) listener(...args)
    }
    connect(): void {}
    disconnect(): void {}
    destroy(): void {
      this.destroyed = true
      this.awareness.destroy()
    }
  },
}))

const NAME = 'area/narrative/4'
const joined = async (many: number) => {
  await vi.waitFor(() => expect(made).toHaveLength(many))
  return made[many - 1]!
}

describe('a room', () => {
  beforeEach(() => {
    localStorage.clear()
    made.length = 0
  })

  it('closed while it looks what the server has: neither link stays', async () => {
    const room = new Room(NAME, 'anna')
    const link = await joined(1)
    const [code] = Object.entries(CLOSE).flatMap(([, { code, next }]) =>
      next === 'keep words' ? [code] : [],
    )
    link.emit('connection-close', { code })
    const look = await joined(2)
    room.close()
    expect([link.destroyed, look.destroyed]).toEqual([true, true])
  })

  it('that delivers words left behind waits for them from its first moment, and is no visit', async () => {
    const doc = new Y.Doc()
    const tail = createTail(localStorage, `anna:${NAME}`, 'closed tab')
    doc.on('update', (update: Uint8Array) => tail.add(update, 1, 1_000))
    doc.getText('t').insert(0, 'left')
    const room = new Room(NAME, 'anna')
    expect(room.waiting()).toBe(1)
    const link = await joined(1)
    expect(room.waiting()).toBe(1)
    expect(link.awareness.getLocalState()).toBeNull()
    room.here(true)
    expect(link.awareness.getLocalState()).toEqual({})
    room.here(false)
    expect(link.awareness.getLocalState()).toBeNull()
    room.close()
  })
  it('that a page asked for while it was loading shows this person as soon as it joins', async () => {
    const room = new Room(NAME, 'anna')
    room.here(true)
    const link = await joined(1)
    await vi.waitFor(() => expect(link.awareness.getLocalState()).toEqual({}))
    room.close()
  })
  it('of words left behind, opened by nobody, stays until they are saved', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
    const doc = new Y.Doc()
    const tail = createTail(localStorage, `anna:${NAME}`, 'closed tab')
    doc.on('update', (update: Uint8Array) => tail.add(update, 1, 1_000))
    doc.getText('t').insert(0, 'left')
    vi.stubGlobal('fetch', async () => Response.json({ people: [] }))
    deliverLeftBehind('anna')
    await vi.waitUntil(() => made.length === 1)
    vi.advanceTimersByTime(60_000)
    expect(made.map(({ destroyed }) => destroyed)).toEqual([false])
    expect(made[0]!.awareness.getLocalState()).toBeNull()
    vi.useRealTimers()
    vi.unstubAllGlobals()
  })
})
