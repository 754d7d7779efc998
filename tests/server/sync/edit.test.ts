import * as Y from 'yjs'
import { describe, expect, it } from 'vitest'
import { encodeUpdate } from '../../../shared/protocol/frames.ts'
import { encodeStep1 } from '../../../shared/protocol/codec.ts'
import { PEOPLE } from '../../support/people.ts'
import { memoryServer, ROOM } from '../../support/memory-server.ts'
import { Peer } from '../../support/peer.ts'

/** Two writers in step, and the server. */
async function two() {
  const server = memoryServer()
  const a = server.join(PEOPLE.lead)
  const b = server.join(PEOPLE.parent)
  await server.drain()
  return { server, a, b }
}

const deliverAllDown = (link: { deliverDown(): boolean }): void => {
  while (link.deliverDown());
}

/** Lets the event loop go round, so that whatever could happen has. */
const nextTurn = (): Promise<void> => new Promise((resolve) => setImmediate(() => setImmediate(resolve)))

describe('the way of an edit', () => {
  it('S10 nobody is sent an update before it is committed', async () => {
    const { server, a, b } = await two()
    server.log.holdAppends()
    a.peer.text.insert(0, 'Seen means kept')
    a.deliverUp()
    await nextTurn()
    expect(b.downward).toBe(0)
    expect((await server.stored()).getText('plain').toString()).toBe('')
    server.log.release()
    await server.drain()
    expect(b.peer.text.toString()).toBe('Seen means kept')
  })

  it('S11 "saved" waits for the flush, and counts accepted frames', async () => {
    const { server, a, b } = await two()
    const before = a.peer.sent
    server.log.holdFlushes()
    a.peer.text.insert(0, 'one')
    a.peer.text.insert(3, ' two')
    while (a.deliverUp());
    await nextTurn()
    deliverAllDown(a)
    deliverAllDown(b)
    expect(b.peer.text.toString()).toBe('one two') // committed, so shown
    expect(a.peer.saved).toBe(before) // not flushed, so not saved
    server.log.release()
    await server.drain()
    expect(a.peer.saved).toBe(before + 2)
    expect(a.peer.allSaved).toBe(true)
  })

  it('S11 a deletion counts too', async () => {
    const { server, a, b } = await two()
    a.peer.text.insert(0, 'word')
    await server.drain()
    a.peer.text.delete(0, 4)
    expect(a.peer.allSaved).toBe(false)
    await server.drain()
    expect(a.peer.allSaved).toBe(true)
    expect(b.peer.text.toString()).toBe('')
  })

  it('S11 a client that did not ask is sent neither "saved" nor notices', async () => {
    const server = memoryServer()
    const stock = server.join(PEOPLE.lead, { hello: false })
    await server.drain()
    stock.peer.text.insert(0, 'x')
    stock.peer.send(Uint8Array.of(0, 2, 3, 9, 9, 9)) // refused: malformed
    await server.drain()
    expect(stock.peer.saved).toBe(0)
    expect(stock.peer.notices).toEqual([])
    expect(stock.peer.denials).toHaveLength(1) // the stock protocol's own way of saying no
  })

  it('S11 a returning writer is asked before it is answered', async () => {
    const { server, a } = await two()
    a.break()
    a.peer.text.insert(0, 'written offline')
    const again = server.join(PEOPLE.lead, { peer: a.peer })
    while (again.deliverUp());
    await nextTurn()
    while (!a.peer.synced) again.deliverDown()
    expect(a.peer.allSaved).toBe(false)
    await server.drain()
    expect(a.peer.allSaved).toBe(true)
    expect((await server.stored()).getText('plain').toString()).toBe('written offline')
  })

  it('S12 all of one turn leaves as one frame', async () => {
    const { server, a, b } = await two()
    const c = server.join(PEOPLE.health)
    await server.drain()
    const heard = c.peer.updatesHeard
    for (const word of ['one ', 'two ', 'three ']) a.peer.text.insert(0, word)
    b.peer.text.insert(0, 'four ')
    while (a.deliverUp() || b.deliverUp());
    await server.drain()
    expect(c.peer.updatesHeard).toBe(heard + 1)
    expect(c.peer.text.toString()).toBe(a.peer.text.toString())
    expect((await server.log.history(ROOM)).entries.map(({ author }) => author).toSorted()).toEqual([
      'lead',
      'parent',
    ])
  })

  it('S12 a sole author is not sent their own words', async () => {
    const { server, a, b } = await two()
    const heard = [a.peer.updatesHeard, b.peer.updatesHeard] as const
    a.peer.text.insert(0, 'mine')
    await server.drain()
    expect([a.peer.updatesHeard, b.peer.updatesHeard]).toEqual([heard[0], heard[1] + 1])
  })

  it('S12 large updates of several authors leave one by one', async () => {
    const { server, a, b } = await two()
    a.peer.text.insert(0, 'a'.repeat(60_000))
    b.peer.text.insert(0, 'b'.repeat(60_000))
    while (a.deliverUp() || b.deliverUp());
    await server.drain()
    expect(a.peer.text.length).toBe(120_000)
    expect(a.peer.text.toString()).toBe(b.peer.text.toString())
  })

  it('S13 a joiner, and a reader, wait for the commit', async () => {
    const { server, a } = await two()
    server.log.holdAppends()
    a.peer.text.insert(0, 'not yet committed')
    a.deliverUp()
    await nextTurn() // applied, its commit under way
    const late = server.join(PEOPLE.data)
    while (late.deliverUp());
    let read: string | null = null
    const reading = server.rooms.read(ROOM).then((doc) => (read = doc.getText('plain').toString()))
    await nextTurn()
    expect(late.downward).toBeLessThanOrEqual(2) // what hello is answered with; no document
    expect(late.peer.synced).toBe(false)
    expect(read).toBeNull()
    server.log.release()
    await server.drain()
    await reading
    expect(read).toBe('not yet committed')
    expect(late.peer.text.toString()).toBe('not yet committed')
  })

  it('S14 a failed commit: the author is told why, nobody sees it, and it works again', async () => {
    const { server, a, b } = await two()
    server.log.failNext(1)
    a.peer.text.insert(0, 'no room for this')
    a.deliverUp()
    await server.drain()
    expect(a.peer.closed?.code).toBe(4507)
    expect(a.peer.notices.at(-1)).toMatchObject({ type: 'refused', why: 'not stored' })
    expect(a.peer.denials).toHaveLength(1)
    expect(b.peer.text.toString()).toBe('')
    expect((await server.rooms.read(ROOM)).getText('plain').toString()).toBe('')
    expect(b.cut).toBe(false)

    b.peer.text.insert(0, 'there is room again')
    await server.drain()
    expect(b.peer.allSaved).toBe(true)
    server.join(PEOPLE.lead, { peer: a.peer }) // the author's device kept the words, and offers them again
    await server.drain()
    expect(a.peer.allSaved).toBe(true)
    expect(b.peer.text.toString()).toContain('no room for this')
    expect(b.peer.text.toString()).toBe(a.peer.text.toString())
  })

  it('S14 a joiner in a turn whose commit fails still joins, and sees the store', async () => {
    const { server, a } = await two()
    server.log.failNext(1)
    a.peer.text.insert(0, 'never stored')
    a.deliverUp()
    const late = server.join(PEOPLE.data)
    while (late.deliverUp());
    await server.drain()
    expect(late.peer.synced).toBe(true)
    expect(late.peer.text.toString()).toBe('')
  })

  it('S17 an update that others must come before is kept, and shown when they have come', async () => {
    const { server, a, b } = await two()
    const author = new Y.Doc()
    const updates: Uint8Array[] = []
    author.on('update', (update: Uint8Array) => updates.push(update))
    author.getText('plain').insert(0, 'first ')
    author.getText('plain').insert(6, 'second')
    const [first, second] = updates as [Uint8Array, Uint8Array]
    a.peer.send(encodeUpdate(second))
    await server.drain()
    expect(b.peer.text.toString()).toBe('')
    expect(a.peer.saved).toBe(a.peer.sent + 1) // it is called saved, so it must be there:
    const restarted = memoryServer({ log: server.log })
    const c = restarted.join(PEOPLE.data)
    await restarted.drain()
    c.peer.send(encodeUpdate(first))
    await restarted.drain()
    expect((await restarted.rooms.read(ROOM)).getText('plain').toString()).toBe('first second')
    a.peer.send(encodeUpdate(first))
    await server.drain()
    expect(b.peer.text.toString()).toBe('first second')
    expect((await server.stored()).getText('plain').toString()).toBe('first second')
  })

  it('S18 a server edit is stored in its author’s name, shown, and done when flushed', async () => {
    const { server, b } = await two()
    server.log.holdFlushes()
    let done = false
    const editing = server.rooms
      .edit(ROOM, PEOPLE.data, (doc) => doc.getText('plain').insert(0, 'restored'))
      .then(() => (done = true))
    await nextTurn()
    await nextTurn()
    deliverAllDown(b)
    expect(b.peer.text.toString()).toBe('restored')
    expect(done).toBe(false)
    server.log.release()
    await editing
    expect((await server.log.history(ROOM)).entries.at(-1)?.author).toBe('data')
  })

  it('S18 a server edit that fails half-way leaves nothing behind', async () => {
    const { server, a, b } = await two()
    await expect(
      server.rooms.edit(ROOM, PEOPLE.data, (doc) => {
        doc.getText('plain').insert(0, 'half')
        throw new Error('the file ends here')
      }),
    ).rejects.toThrow('the file ends here')
    a.peer.text.insert(0, 'whole')
    await server.drain()
    expect(b.peer.text.toString()).toBe('whole')
    expect((await server.stored()).getText('plain').toString()).toBe('whole')
  })

  it('S18 a server edit whose commit fails says so', async () => {
    const { server, b } = await two()
    server.log.failNext(1)
    const edit = server.rooms.edit(ROOM, PEOPLE.data, (doc) => doc.getText('plain').insert(0, 'x'))
    await expect(edit).rejects.toMatchObject({ code: 'full' })
    await server.drain()
    expect(b.peer.text.toString()).toBe('')
  })

  it('S19 edits that arrived before their socket closed are kept', async () => {
    const { server, a, b } = await two()
    a.peer.text.insert(0, 'a tab closed a moment after')
    a.deliverUp()
    a.break()
    await server.drain()
    expect(b.peer.text.toString()).toBe('a tab closed a moment after')
  })

  it('S35 a state vector that is none closes its socket', async () => {
    const { server, a, b } = await two()
    a.peer.send(encodeStep1(Uint8Array.of(200, 200, 200)))
    await server.drain()
    expect(a.peer.closed?.code).toBe(4400)
    expect(b.cut).toBe(false)
  })

  it('S56 joiners are answered from one encoding until the document changes', async () => {
    const { server, a } = await two()
    a.peer.text.insert(0, 'long history')
    await server.drain()
    const frames: Uint8Array[] = []
    const listen = (): Peer => {
      const peer = new Peer()
      const receive = peer.receive.bind(peer)
      peer.receive = (bytes) => {
        if (bytes[0] === 0 && bytes[1] === 1) frames.push(bytes)
        receive(bytes)
      }
      return peer
    }
    server.join(PEOPLE.data, { peer: listen() })
    server.join(PEOPLE.health, { peer: listen() })
    await server.drain()
    expect(frames).toHaveLength(2)
    expect(frames[0]?.buffer).toBe(frames[1]?.buffer) // the very same bytes, not equal ones
    expect(frames[0]?.byteOffset).toBe(frames[1]?.byteOffset)
    a.peer.text.insert(0, 'A ')
    await server.drain()
    const third = server.join(PEOPLE.parent)
    await server.drain()
    expect(third.peer.text.toString()).toBe('A long history')
  })
})
