import * as Y from 'yjs'
import { resolvers } from '../../../client/sync/resolvers.ts'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { encodeHeld } from '../../../server/sync/encoding.ts'
import { Peer } from '../../support/peer.ts'
import { socketPeer } from '../../support/socket-peer.ts'
import { stockClient, untilDoc } from '../../support/stock-client.ts'
import { startSyncServer, type SyncServer } from '../../support/sync-server.ts'

const ROOM = 'demo/narrative/4'
const SECRET = '999 000 0018'
const author = { id: 'lead', name: 'L', partner: 'council', role: 'NL' } as const

let server: SyncServer
beforeEach(async () => {
  server = await startSyncServer()
})
afterEach(() => server.stop())

/** Puts a clean document in the place of the room's, as a purge does. */
const rewrite = (words: string): Promise<void> =>
  server.rooms.replace(ROOM, async () => {
    const { epoch } = await server.log.load(ROOM)
    const old = new Y.Doc()
    const { snapshot, updates } = await server.log.load(ROOM)
    for (const update of [...(snapshot === null ? [] : [snapshot]), ...updates]) Y.applyUpdate(old, update)
    const clean = new Y.Doc()
    clean.getText('plain').insert(0, words)
    const retired = [...old.store.clients.keys()]
    await server.log.rewrite(ROOM, { epoch: epoch + 1, snapshot: encodeHeld(clean), spans: [], retired })
  })

const stored = async (): Promise<string> => (await server.rooms.read(ROOM)).getText('plain').toString()

async function writer(words: string) {
  const client = await socketPeer(server.url, { token: 'lead' })
  await client.peer.until(() => client.peer.synced)
  client.peer.text.insert(0, words)
  await client.peer.until(() => client.peer.allSaved)
  return client
}

describe('what a client keeps of an earlier epoch', () => {
  it('S80 a declared older epoch is closed before a word is read or taken', async () => {
    const { closed } = await writer(`Number ${SECRET}`)
    await rewrite('Number [removed]')
    expect(await closed).toBe(4410)
    const peer = new Peer()
    peer.text.insert(0, 'own words')
    const late = await socketPeer(server.url, { peer, token: 'parent', params: { epoch: '0' } })
    expect(await late.closed).toBe(4410)
    expect(peer.text.toString()).toBe('own words')
    expect(await stored()).toBe('Number [removed]')
  })

  it('S80 who says hello is told the epoch, and who declares it is let in', async () => {
    await writer('Number')
    await rewrite('Number')
    const first = await socketPeer(server.url, { token: 'parent' })
    await first.peer.until(() => first.peer.synced)
    expect(first.peer.notices).toContainEqual({ type: 'rights', write: true, epoch: 1 })
    const again = await socketPeer(server.url, { token: 'parent', params: { epoch: '1' } })
    await again.peer.until(() => again.peer.synced)
    again.peer.text.insert(0, 'A ')
    await again.peer.until(() => again.peer.allSaved)
    expect(await stored()).toBe('A Number')
  })

  it('S81 a stock client that holds the old document brings nothing of it back', async () => {
    const old = stockClient(server.url, ROOM, 'lead')
    await old.synced()
    old.text.insert(0, `Number ${SECRET}`)
    await expect.poll(stored).toContain(SECRET)
    old.provider.disconnect()
    old.text.insert(0, 'typed offline ')
    await rewrite('Number [removed]')
    const code = new Promise((resolve) =>
      old.provider.once('connection-close', (event) => resolve(event?.code)),
    )
    old.provider.connect()
    expect(await code).toBe(4410)
    expect(await stored()).toBe('Number [removed]')
    old.stop()
    const fresh = stockClient(server.url, ROOM, 'parent')
    await fresh.synced()
    expect(fresh.text.toString()).toBe('Number [removed]')
    fresh.stop()
  })

  it.each([
    ['stands on old words', (text: Y.Text) => text.insert(3, 'x')],
    ['deletes old words', (text: Y.Text) => text.delete(0, 2)],
  ])('S81 a hand-made edit that %s is refused, and changes nothing', async (_how, change) => {
    const { peer } = await writer('Number')
    const copy = new Y.Doc()
    Y.applyUpdate(copy, Y.encodeStateAsUpdate(peer.doc))
    await rewrite('Number')
    let update = new Uint8Array()
    copy.once('update', (bytes: Uint8Array) => (update = bytes as Uint8Array<ArrayBuffer>))
    change(copy.getText('plain'))
    const late = await socketPeer(server.url, { token: 'parent' })
    await late.peer.until(() => late.peer.synced)
    Y.applyUpdate(late.peer.doc, update)
    late.peer.send(Uint8Array.of(0, 2, update.length, ...update))
    expect(await late.closed).toBe(4410)
    expect(late.peer.notices.at(-1)).toMatchObject({ type: 'refused', why: 'old epoch' })
    expect(await stored()).toBe('Number')
  })

  it('S81 a reader who holds the old document is told of the new epoch, and not of missing rights', async () => {
    const { peer } = await writer('Number')
    const doc = new Y.Doc()
    Y.applyUpdate(doc, Y.encodeStateAsUpdate(peer.doc))
    await rewrite('Number')
    const reader = await socketPeer(server.url, { peer: new Peer(doc), token: 'sponsor' })
    expect(await reader.closed).toBe(4410)
  })

  it('S81 the clients retired by an earlier purge stay so after the next', async () => {
    const { peer } = await writer('one')
    const first = Y.encodeStateAsUpdate(peer.doc)
    await rewrite('two')
    await rewrite('three')
    const doc = new Y.Doc()
    Y.applyUpdate(doc, first)
    expect(await (await socketPeer(server.url, { peer: new Peer(doc), token: 'lead' })).closed).toBe(4410)
    expect(await stored()).toBe('three')
  })
})

describe('while a document is replaced', () => {
  it('S82 what had arrived is in the document that is replaced; who comes waits, and finds the new one', async () => {
    const { peer, closed } = await writer('one')
    let found = ''
    const { promise: held, resolve: goOn } = resolvers<void>()
    peer.text.insert(3, ' two')
    const edited = server.rooms.edit(ROOM, author, (doc) => doc.getText('plain').insert(0, 'zero '))
    const replaced = server.rooms.replace(ROOM, async () => {
      const { snapshot, updates } = await server.log.load(ROOM)
      const old = new Y.Doc()
      for (const update of [...(snapshot === null ? [] : [snapshot]), ...updates]) Y.applyUpdate(old, update)
      found = old.getText('plain').toString()
      await held
      const clean = new Y.Doc()
      clean.getText('plain').insert(0, 'clean')
      const retired = [...old.store.clients.keys()]
      await server.log.rewrite(ROOM, { epoch: 1, snapshot: encodeHeld(clean), spans: [], retired })
    })
    await closed
    const late = await socketPeer(server.url, { token: 'parent' })
    const read = server.rooms.read(ROOM)
    const written = server.rooms.edit(ROOM, author, (doc) =>
      doc.getText('plain').insert(doc.getText('plain').length, ' again'),
    )
    await expect.poll(() => found).toContain('one')
    expect(late.peer.synced).toBe(false)
    goOn()
    await Promise.all([replaced, edited, written])
    expect((await read).getText('plain').toString()).toMatch(/clean/)
    await untilDoc(late.peer.doc, () => late.peer.text.toString() === 'zero clean again')
    expect(await server.rooms.epoch(ROOM)).toMatchObject({ epoch: 1 })
  })

  it('S82 when it fails the document stands as it was, and is open again', async () => {
    await writer('one')
    await expect(
      server.rooms.replace(ROOM, async () => {
        throw new Error('no room on the disk')
      }),
    ).rejects.toThrow('no room')
    const { peer } = await socketPeer(server.url, { token: 'parent' })
    await peer.until(() => peer.synced)
    expect(peer.text.toString()).toBe('one')
  })
})
