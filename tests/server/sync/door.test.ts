import * as Y from 'yjs'
import { afterEach, describe, expect, it } from 'vitest'
import { WebSocket } from 'ws'
import { CLOSE } from '../../../shared/protocol/close-codes.ts'
import { encodeUpdate, SCHEMA_VERSION } from '../../../shared/protocol/frames.ts'
import type { Visitor } from '../../../server/sync/doorkeeper.ts'
import { fakeDoorkeeper, PEOPLE } from '../../support/people.ts'
import { socketPeer, upgradeStatus } from '../../support/socket-peer.ts'
import { stockClient, untilDoc } from '../../support/stock-client.ts'
import { startSyncServer, type SyncServer, type SyncServerOptions } from '../../support/sync-server.ts'

const ROOM = 'demo/narrative/4'
let stops: (() => unknown)[] = []
afterEach(async () => {
  for (const stop of stops.splice(0).toReversed()) await stop()
})

async function serve(options: SyncServerOptions = {}): Promise<SyncServer> {
  const server = await startSyncServer(options)
  stops.push(server.stop)
  return server
}

describe('the door', () => {
  it('S1 stock clients sync, see each other, and are sent nothing they did not ask for', async () => {
    const server = await serve()
    const [a, b] = [stockClient(server.url, ROOM, 'lead'), stockClient(server.url, ROOM, 'parent')]
    stops.push(a.stop, b.stop)
    const unknown: number[] = []
    a.provider.messageHandlers[100] = () => unknown.push(100)
    a.provider.messageHandlers[101] = () => unknown.push(101)
    await Promise.all([a.synced(), b.synced()])
    a.text.insert(0, 'Families wait too long.')
    await untilDoc(b.doc, () => b.text.toString() === 'Families wait too long.')
    b.text.delete(0, 9)
    await untilDoc(a.doc, () => a.text.toString() === 'wait too long.')
    b.provider.awareness.setLocalStateField('section', 'overview')
    await new Promise<void>((resolve) => {
      const ask = (): void => {
        const state = a.provider.awareness.getStates().get(b.doc.clientID)
        if (state?.['section'] === 'overview') resolve()
      }
      a.provider.awareness.on('change', ask)
      ask()
    })
    expect(a.provider.awareness.getStates().get(b.doc.clientID)?.['user']).toMatchObject({ id: 'parent' })
    expect(unknown).toEqual([])
    expect(server.errors).toEqual([])
  })

  it('S2 refuses before a socket exists, with the status that fits', async () => {
    const { url } = await serve()
    const status = (path: string) => upgradeStatus(`${url}${path}`)
    expect(await status(`/sync/${ROOM}?token=nobody`)).toBe(401)
    expect(await status(`/live/demo?token=nobody`)).toBe(401)
    expect(await status('/sync/demo/narrative/9?token=lead')).toBe(404)
    expect(await status('/sync/demo/narrative/4/x?token=lead')).toBe(404)
    expect(await status('/sync/..%2Fdemo/narrative/4?token=lead')).toBe(404)
    expect(await status('/sync/nowhere/narrative/4?token=lead')).toBe(404)
    expect(await status('/sync/elsewhere/narrative/4?token=lead')).toBe(404)
    expect(await status('/live/elsewhere?token=lead')).toBe(404)
    expect(await status('/other?token=lead')).toBe(404)
    expect(await status(`/sync/${ROOM}?token=guest`)).toBe(403)
    expect(await status(`/sync/${ROOM}?token=lead`)).toBe(101)
    expect(await status('/live/demo?token=guest')).toBe(101)
  })

  it('S2 a workspace that was there for a stranger of it is not there', async () => {
    const { url } = await serve()
    expect(await upgradeStatus(`${url}/sync/elsewhere/narrative/4?token=stranger`)).toBe(101)
    expect(await upgradeStatus(`${url}/sync/${ROOM}?token=stranger`)).toBe(404)
  })

  it('S3 takes its own pages and programs with a token, and no other page', async () => {
    const { url, port } = await serve({ publicUrl: 'https://send.example.org' })
    const path = `${url}/sync/${ROOM}?token=lead`
    expect(await upgradeStatus(path, { origin: 'https://send.example.org' })).toBe(101)
    expect(await upgradeStatus(path, { origin: `http://127.0.0.1:${port}` })).toBe(101)
    expect(await upgradeStatus(path, { origin: 'https://evil.example.org' })).toBe(403)
    expect(await upgradeStatus(path, { origin: 'https://send.example.org.evil.org' })).toBe(403)
    expect(await upgradeStatus(path, { origin: 'null' })).toBe(403)
    expect(await upgradeStatus(`${url}/sync/${ROOM}`)).toBe(403) // no origin, no token: a cookie is not enough
  })

  it('S4 refuses more sockets of one person than the limit, until one is closed', async () => {
    const { url } = await serve({ limits: { socketsPerPerson: 2 } })
    const first = await socketPeer(url, { token: 'lead' })
    await socketPeer(url, { token: 'lead', room: 'demo/narrative/1' })
    expect(await upgradeStatus(`${url}/sync/${ROOM}?token=lead`)).toBe(429)
    expect(await upgradeStatus(`${url}/sync/${ROOM}?token=parent`)).toBe(101)
    first.socket.close()
    await first.closed
    await expect.poll(() => upgradeStatus(`${url}/sync/${ROOM}?token=lead`)).toBe(101)
  })

  it('S4 of many sockets that come at once, no more than the limit get in', async () => {
    // All of them wait for the same thing, as for a new workspace's template, and go on in the same moment.
    let open: ((exists: boolean) => void) | null = null
    const opened = new Promise<boolean>((resolve) => void (open = resolve))
    let waiting = 0
    const { url } = await serve({
      limits: { socketsPerPerson: 2 },
      doorkeeper: {
        ...fakeDoorkeeper(),
        workspaceExists: () => {
          if ((waiting += 1) === 20) open?.(true)
          return opened
        },
      },
    })
    const statuses = await Promise.all(
      Array.from({ length: 20 }, () => holdOpen(`${url}/sync/${ROOM}?token=lead`)),
    )
    expect(statuses.filter((status) => status === 101)).toHaveLength(2)
    expect(statuses.filter((status) => status === 429)).toHaveLength(18)
  })

  it('S5 an older client is told to reload before it has read a word of what it does not know', async () => {
    const { url, rooms } = await serve()
    await rooms.edit(ROOM, PEOPLE.lead, (doc) =>
      doc.getXmlFragment('s:a').insert(0, [new Y.XmlElement('table')]),
    )
    const old = await socketPeer(url, { token: 'parent', params: { schema: '1' } })
    expect(await old.closed).toBe(CLOSE.oldClient.code)
    expect(old.peer.doc.share.size).toBe(0)
    expect(old.peer.synced).toBe(false)
    const current = await socketPeer(url, { token: 'parent', params: { schema: String(SCHEMA_VERSION) } })
    await current.peer.until(() => current.peer.synced)
  })

  it('S5 an older client may read a document that needs no more, until it does', async () => {
    const { url, rooms } = await serve()
    const old = await socketPeer(url, { token: 'parent', params: { schema: '1' } })
    await old.peer.until(() => old.peer.synced)
    await rooms.edit(ROOM, PEOPLE.lead, (doc) =>
      doc.getXmlFragment('s:a').insert(0, [new Y.XmlElement('table')]),
    )
    expect(await old.closed).toBe(CLOSE.oldClient.code)
    expect(old.peer.doc.share.size).toBe(0)
  })

  it('S6 a socket that does not join in time is closed, whatever else it sends', async () => {
    const { url } = await serve({ limits: { firstFrameMs: 60 } })
    const silent = await socketPeer(url, { token: 'lead', join: false })
    const chatty = await socketPeer(url, { token: 'parent', join: false })
    const chatter = setInterval(() => {
      if (chatty.socket.readyState === WebSocket.OPEN) chatty.socket.send(Uint8Array.of(3))
    }, 10)
    stops.push(() => clearInterval(chatter))
    expect(await silent.closed).toBe(CLOSE.silent.code)
    expect(await chatty.closed).toBe(CLOSE.silent.code)
  })

  it('S7 a socket that answers no ping is cut; a quiet one that answers is kept, and hears something', async () => {
    const { url, rooms } = await serve({ limits: { heartbeatMs: 30 } })
    const quiet = await socketPeer(url, { token: 'lead' })
    await quiet.peer.until(() => quiet.peer.awarenessFrames >= 4)
    expect(quiet.socket.readyState).toBe(WebSocket.OPEN)
    const dead = await socketPeer(url, { token: 'parent' })
    await dead.peer.until(() => dead.peer.synced)
    dead.socket.pause() // its machine sleeps: bytes arrive, nobody answers
    await expect.poll(() => rooms.here(ROOM).map(({ id }) => id)).toEqual(['lead'])
    dead.socket.resume()
    expect(await dead.closed).toBe(1006)
  })

  it('S22 a member who is removed is put out of open sockets', async () => {
    const { url, rooms } = await serve()
    const member = await socketPeer(url, { token: 'parent' })
    await member.peer.until(() => member.peer.synced)
    rooms.removed('parent')
    expect(await member.closed).toBe(CLOSE.signedOut.code)
  })

  it('S22 whoever is removed, or changed, while they come in is put out as well', async () => {
    const known = fakeDoorkeeper()
    let after: Visitor | null = null
    let asked = 0
    const { url } = await serve({
      doorkeeper: {
        ...known,
        identify: async (request) => ((asked += 1) % 2 === 1 ? known.identify(request) : after),
      },
    })
    const removed = await socketPeer(url, { token: 'parent' })
    expect(await removed.closed).toBe(CLOSE.signedOut.code)
    after = { ...PEOPLE.parent, role: 'SP' }
    const changed = await socketPeer(url, { token: 'parent' })
    expect(await changed.closed).toBe(CLOSE.rightsChanged.code)
    after = PEOPLE.parent
    const same = await socketPeer(url, { token: 'parent' })
    await same.peer.until(() => same.peer.synced)
    same.peer.text.insert(0, 'kept')
    await same.peer.until(() => same.peer.allSaved)
  })

  it('S22 who is let in while a document is frozen, or closed to them, is put out as well', async () => {
    const first = { read: true, comment: true, edit: true }
    let after = { ...first, edit: false }
    let asked = 0
    const { url } = await serve({ rights: async () => ((asked += 1) % 2 === 1 ? first : after) })
    const writes = await socketPeer(url, { token: 'parent' })
    expect(await writes.closed).toBe(CLOSE.rightsChanged.code)
    after = { read: false, comment: false, edit: false }
    const reads = await socketPeer(url, { token: 'parent' })
    expect(await reads.closed).toBe(CLOSE.rightsChanged.code)
    expect(reads.peer.synced).toBe(false)
    after = first
    const same = await socketPeer(url, { token: 'parent' })
    await same.peer.until(() => same.peer.synced)
  })

  it('S22 what somebody sends while they are decided anew is not taken when they are out', async () => {
    const known = fakeDoorkeeper()
    let decide: ((person: Visitor | null) => void) | undefined
    let asked = 0
    const { url, rooms } = await serve({
      doorkeeper: {
        ...known,
        identify: (request) =>
          (asked += 1) === 2 ? new Promise((resolve) => (decide = resolve)) : known.identify(request),
      },
    })
    const removed = await socketPeer(url, { token: 'parent' })
    removed.peer.text.insert(0, 'from outside')
    // Whatever the first could bring has arrived by the time another has come in and written.
    const other = await socketPeer(url, { token: 'lead' })
    await other.peer.until(() => other.peer.synced)
    other.peer.text.insert(0, 'from inside')
    await other.peer.until(() => other.peer.allSaved)
    expect(decide).toBeDefined()
    decide?.(null)
    expect(await removed.closed).toBe(CLOSE.signedOut.code)
    await rooms.settled()
    expect((await rooms.read(ROOM)).getText('plain').toString()).toBe('from inside')
  })

  it('S30 a frame above the limit is refused as too large', async () => {
    const { url } = await serve({ limits: { frameBytes: 1_000 } })
    const member = await socketPeer(url, { token: 'parent' })
    await member.peer.until(() => member.peer.synced)
    member.socket.send(encodeUpdate(new Uint8Array(1_500)))
    expect(await member.closed).toBe(CLOSE.tooLarge.code)
    expect(member.peer.notices.at(-1)).toMatchObject({ type: 'refused', why: 'too large' })
    const other = await socketPeer(url, { token: 'lead' })
    await other.peer.until(() => other.peer.synced)
    other.socket.send(new Uint8Array(100_000)) // far above: ws itself cuts it
    expect(await other.closed).toBe(1009)
  })

  it('S35 text, and bytes that are no frame, are refused as malformed', async () => {
    const { url } = await serve()
    for (const nonsense of [
      'hello',
      Uint8Array.of(),
      Uint8Array.of(0, 9),
      Uint8Array.of(0, 0, 255, 255, 255, 255),
    ]) {
      const member = await socketPeer(url, { token: 'parent' })
      await member.peer.until(() => member.peer.synced)
      member.socket.send(nonsense)
      expect(await member.closed).toBe(CLOSE.malformed.code)
    }
  })

  it('S35 each close code’s words fit in a close frame', () => {
    for (const { say } of Object.values(CLOSE)) expect(Buffer.byteLength(say)).toBeLessThanOrEqual(123)
  })
})

/** The status of an upgrade; a socket that was let in stays open until the test ends. */
function holdOpen(url: string): Promise<number> {
  const socket = new WebSocket(url)
  stops.push(() => socket.terminate())
  return new Promise((resolve) => {
    socket.on('open', () => resolve(101))
    socket.on('unexpected-response', (_request, response) => resolve(response.statusCode ?? 0))
    socket.on('error', () => undefined)
  })
}
