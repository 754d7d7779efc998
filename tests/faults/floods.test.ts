import { afterEach, expect, it } from 'vitest'
import { CLOSE } from '../../shared/protocol/close-codes.ts'
import { encodeUpdate } from '../../shared/protocol/frames.ts'
import { PEOPLE } from '../support/people.ts'
import { socketPeer } from '../support/socket-peer.ts'
import { startSyncServer, type SyncServer } from '../support/sync-server.ts'

const ROOM = 'demo/narrative/4'
let server: SyncServer
afterEach(() => server.stop())

it('S31 who sends more frames than the limits allow is closed; others go on', async () => {
  server = await startSyncServer({ limits: { framesPerSecond: 10, framesBurst: 50 } })
  const flood = await socketPeer(server.url, { token: 'parent' })
  const other = await socketPeer(server.url, { token: 'lead' })
  await other.peer.until(() => other.peer.synced)
  for (let i = 0; i < 200; i++) flood.socket.send(Uint8Array.of(3))
  expect(await flood.closed).toBe(CLOSE.tooMuch.code)
  other.peer.text.insert(0, 'undisturbed')
  await other.peer.until(() => other.peer.allSaved)
})

it('S31 who sends more bytes than the limits allow is closed', async () => {
  server = await startSyncServer({ limits: { bytesPerSecond: 1_000, bytesBurst: 20_000 } })
  const flood = await socketPeer(server.url, { token: 'parent' })
  await flood.peer.until(() => flood.peer.synced)
  for (let i = 0; i < 30; i++) flood.peer.text.insert(0, 'x'.repeat(1_000))
  expect(await flood.closed).toBe(CLOSE.tooMuch.code)
})

it('S31 a burst within the limits is taken, all of it', async () => {
  server = await startSyncServer({ limits: { framesPerSecond: 10, framesBurst: 400 } })
  const busy = await socketPeer(server.url, { token: 'parent' })
  await busy.peer.until(() => busy.peer.synced)
  for (let i = 0; i < 300; i++) busy.peer.text.insert(0, 'x')
  await busy.peer.until(() => busy.peer.allSaved)
  expect((await server.rooms.read(ROOM)).getText('plain').length).toBe(300)
})

it('S32 who reads too slowly is closed to catch up anew, and holds nobody up', async () => {
  server = await startSyncServer({ limits: { unsentBytes: 256 * 1024 } })
  const slow = await socketPeer(server.url, { token: 'parent' })
  const writer = await socketPeer(server.url, { token: 'lead' })
  await Promise.all([slow, writer].map(({ peer }) => peer.until(() => peer.synced)))
  slow.socket.pause()
  // More than the systems' own socket buffers hold (some megabytes), so that the rest waits in ours.
  for (let i = 0; i < 100 && server.rooms.stats().connections === 2; i++) {
    writer.peer.text.insert(0, 'y'.repeat(100_000))
    await writer.peer.until(() => writer.peer.allSaved)
    writer.peer.text.delete(0, 100_000)
  }
  expect(server.rooms.stats().connections).toBe(1)
  slow.socket.resume()
  expect([CLOSE.tooSlow.code, 1006]).toContain(await slow.closed)

  const again = await socketPeer(server.url, { token: 'parent', peer: slow.peer })
  await writer.peer.until(() => writer.peer.allSaved)
  await again.peer.until(
    () => again.peer.synced && again.peer.text.toString() === writer.peer.text.toString(),
  )
})

it('S32 a large document sent to a joiner is not slow reading', async () => {
  server = await startSyncServer({ limits: { unsentBytes: 64 * 1024 } })
  await server.rooms.edit(ROOM, PEOPLE.lead, (doc) => doc.getText('plain').insert(0, 'z'.repeat(12_000_000)))
  const joiner = await socketPeer(server.url, { token: 'parent' })
  const writer = await socketPeer(server.url, { token: 'lead' })
  await writer.peer.until(() => writer.peer.synced)
  writer.peer.send(encodeUpdate(Uint8Array.of(0, 0)))
  await joiner.peer.until(() => joiner.peer.synced)
  expect(joiner.peer.text.length).toBe(12_000_000)
  expect(joiner.peer.closed).toBeNull()
})
