import { Awareness } from 'y-protocols/awareness'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import * as Y from 'yjs'
import { Room } from '../../../client/sync/room.ts'
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
})
