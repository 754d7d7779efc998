import { describe, expect, it } from 'vitest'
import { memoryServer } from '../../support/memory-server.ts'
import { PEOPLE } from '../../support/people.ts'

describe('while a room is being loaded', () => {
  it('S19 edits that arrived before their socket closed are kept, also when the room was not loaded yet', async () => {
    const server = memoryServer()
    const a = server.join(PEOPLE.lead)
    const removed = server.join(PEOPLE.health)
    const reader = server.join(PEOPLE.parent, { write: false })
    a.peer.text.insert(0, 'written while it loads')
    removed.peer.text.insert(0, 'not taken: ')
    reader.peer.text.insert(0, 'nor this: ')
    for (const link of [a, removed, reader]) {
      while (link.deliverUp());
      link.break()
    }
    server.rooms.removed(PEOPLE.health.id)
    await server.drain()
    const b = server.join(PEOPLE.data)
    await server.drain()
    expect(b.peer.text.toString()).toBe('written while it loads')
    expect((await server.stored()).getText('plain').toString()).toBe('written while it loads')
    expect(server.errors).toEqual([])
    expect(server.rooms.stats().connections).toBe(1)
  })
})
