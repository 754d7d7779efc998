import * as Y from 'yjs'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { createMemoryLog } from '../../../server/storage/memory-log.ts'
import type { RoomEvents } from '../../../server/sync/room-options.ts'
import { addSection, fragmentOf, moveSection } from '../../../shared/narrative/sections.ts'
import { faultyLog } from '../../support/faulty-log.ts'
import { memoryServer, ROOM } from '../../support/memory-server.ts'
import { PEOPLE } from '../../support/people.ts'

type Stored = Parameters<RoomEvents['stored']>[0]

afterEach(() => void vi.useRealTimers())

describe('what a room tells the rest of the server', () => {
  it('S57 tells which sections a stored edit touched, and by whom', async () => {
    const told: Stored[] = []
    const server = memoryServer({ onStored: (event) => void told.push(event), now: () => 42 })
    await server.rooms.edit(ROOM, PEOPLE.lead, (doc) => {
      addSection(doc, { id: 'overview', title: 'Overview', after: null })
      addSection(doc, { id: 'cases', title: 'Cases', after: 'overview' })
      const paragraph = new Y.XmlElement('paragraph')
      paragraph.insert(0, [new Y.XmlText('words')])
      fragmentOf(doc, 'overview').insert(0, [paragraph])
    })
    const a = server.join(PEOPLE.parent)
    await server.drain()
    const paragraph = fragmentOf(a.peer.doc, 'overview').get(0) as Y.XmlElement
    ;(paragraph.get(0) as Y.XmlText).insert(5, ' and more')
    await server.drain()
    moveSection(a.peer.doc, 'cases', null)
    await server.drain()
    expect(told.map(({ author, sections, at, room }) => [author.id, sections.toSorted(), at, room])).toEqual([
      ['lead', ['cases', 'overview'], 42, ROOM],
      ['parent', ['overview'], 42, ROOM],
      ['parent', ['cases'], 42, ROOM],
    ])
  })

  it('S57 tells of nothing that was not stored', async () => {
    const told: Stored[] = []
    const server = memoryServer({ onStored: (event) => void told.push(event) })
    const a = server.join(PEOPLE.parent)
    await server.drain()
    server.log.failNext(1)
    a.peer.text.insert(0, 'x')
    await server.drain()
    expect(told).toEqual([])
  })

  it('S57 says once that a document is quiet, with all of it committed; and at the latest when it is put away', async () => {
    const quiet: string[] = []
    const server = memoryServer({
      onQuiet: ({ doc }) => void quiet.push(doc.getText('plain').toString()),
    })
    const a = server.join(PEOPLE.parent)
    await server.drain()
    for (const letter of 'abc') {
      a.peer.text.insert(0, letter)
      await server.drain()
    }
    expect(quiet).toEqual([])
    await expect.poll(() => quiet, { timeout: 5_000 }).toEqual(['cba'])
    a.peer.text.insert(0, 'd')
    await server.drain()
    await server.rooms.close()
    expect(quiet).toEqual(['cba', 'dcba'])
  })

  it('S57 says what a document holds once after people have come, since a crash may have left that untold', async () => {
    const log = faultyLog(createMemoryLog())
    const before = memoryServer({ log })
    await before.rooms.edit(ROOM, PEOPLE.lead, (doc) => doc.getText('plain').insert(0, 'untold'))
    const quiet: string[] = []
    const after = memoryServer({
      log,
      onQuiet: ({ doc }) => void quiet.push(doc.getText('plain').toString()),
    })
    after.join(PEOPLE.parent)
    after.join(PEOPLE.lead)
    await after.drain()
    expect(quiet).toEqual([]) // those who join do not wait for it
    await expect.poll(() => quiet, { timeout: 5_000 }).toEqual(['untold'])
    await after.rooms.close()
    expect(quiet).toEqual(['untold'])
  })

  it('S57 tells that a person has left with their last socket', async () => {
    const left: string[] = []
    const seen: number[] = []
    const server = memoryServer({
      onLeft: ({ person, room }) => void left.push(`${person.id} ${room}`),
      onPresence: () => void seen.push(server.rooms.here(ROOM).length),
    })
    const [one, two] = [server.join(PEOPLE.lead), server.join(PEOPLE.lead)]
    await server.drain()
    one.break()
    expect(left).toEqual([])
    two.break()
    expect(left).toEqual([`lead ${ROOM}`])
    expect(seen.at(-1)).toBe(0)
  })

  it('S57 a listener that fails does not take an edit with it', async () => {
    const server = memoryServer({
      onStored: () => {
        throw new Error('the records are busy')
      },
    })
    const a = server.join(PEOPLE.parent)
    await server.drain()
    a.peer.text.insert(0, 'kept')
    await server.drain()
    expect(a.peer.allSaved).toBe(true)
    expect(server.errors).toHaveLength(1)
  })
})
