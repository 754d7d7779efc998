import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import * as Y from 'yjs'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { seeded } from '../../shared/lib/random.ts'
import { checkSqliteLog } from '../../server/storage/sqlite-log.ts'
import { Peer } from '../support/peer.ts'
import { socketPeer, type SocketPeer } from '../support/socket-peer.ts'
import { spawnSyncServer, type SyncProcess } from '../support/spawn-sync-server.ts'
import { stockClient } from '../support/stock-client.ts'

const ROOM = 'demo/narrative/4'
const WRITERS = ['lead', 'health', 'parent', 'data']

let dir: string
let server: SyncProcess | null = null
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'throughline-kill-'))
})
afterEach(async () => {
  await server?.kill()
  server = null
  rmSync(dir, { recursive: true })
})

/** Types on as fast as frames come back, until its socket is gone. */
async function typeOn(peer: Peer, mark: string): Promise<void> {
  for (let i = 0; peer.link !== null; i++) {
    peer.text.insert(peer.text.length, `${mark}${i} `)
    if (i % 7 === 6) peer.text.delete(0, 2)
    const { saved } = peer
    await peer.until(() => peer.link === null || peer.saved > saved)
  }
}

/** How much of each client's writing a peer has. */
const state = (peer: Peer): string =>
  JSON.stringify(
    [...Y.decodeStateVector(Y.encodeStateVector(peer.doc))].toSorted(([one], [other]) => one - other),
  )

describe('kill -9', () => {
  it('S10 S11 whatever anyone saw, and whatever was called saved, is there after the restart', async () => {
    const random = seeded(42)
    const peers = WRITERS.map(() => new Peer())
    server = await spawnSyncServer(dir)
    const { url, port } = server
    for (let round = 0; round < 3; round++) {
      const links: SocketPeer[] = await Promise.all(
        peers.map((peer, index) => socketPeer(url, { token: WRITERS[index] ?? '', peer })),
      )
      await Promise.all(peers.map((peer) => peer.until(() => peer.allSaved)))
      const typing = peers.map((peer, index) => typeOn(peer, `${round}-${index}-`))
      const [first] = peers as [Peer]
      const enough = first.saved + 20 + Math.floor(random() * 60)
      await first.until(() => first.saved >= enough)
      await server.kill()
      await Promise.all([...typing, ...links.map(({ closed }) => closed)])

      server = await spawnSyncServer(dir, port)
      const witness = await socketPeer(server.url, { token: 'lead' })
      await witness.peer.until(() => witness.peer.synced)
      const kept = witness.peer.doc.store
      for (const peer of peers) {
        const own = peer.doc.clientID
        expect(peer.savedClock).toBeGreaterThan(0)
        expect(Y.getState(kept, own)).toBeGreaterThanOrEqual(peer.savedClock)
        for (const [client, clock] of Y.decodeStateVector(Y.encodeStateVector(peer.doc)))
          if (client !== own) expect(Y.getState(kept, client)).toBeGreaterThanOrEqual(clock)
      }
      witness.socket.close()
    }

    // And nobody has lost a word of their own: it was on their device all along.
    await Promise.all(peers.map((peer, index) => socketPeer(url, { token: WRITERS[index] ?? '', peer })))
    const [first] = peers as [Peer]
    await Promise.all(peers.map((peer) => peer.until(() => peer.allSaved && state(peer) === state(first))))
    for (const peer of peers) expect(peer.text.toString()).toBe(first.text.toString())
    await server.kill()
    server = null
    expect(checkSqliteLog(join(dir, 'log.db'))).toEqual([])
  }, 120_000)

  it('S55 stock clients come back by themselves after a kill, and converge with what they wrote meanwhile', async () => {
    server = await spawnSyncServer(dir)
    const { url, port } = server
    const [a, b] = [stockClient(url, ROOM, 'lead'), stockClient(url, ROOM, 'parent')]
    try {
      await Promise.all([a.synced(), b.synced()])
      a.text.insert(0, 'before ')
      const gone = [a, b].map(
        ({ provider }) =>
          new Promise<void>((resolve) =>
            provider.on('status', ({ status }) => status === 'disconnected' && resolve()),
          ),
      )
      await server.kill()
      await Promise.all(gone)
      a.text.insert(0, 'A offline ')
      b.text.insert(0, 'B offline ')
      server = await spawnSyncServer(dir, port)
      await expect
        .poll(
          () =>
            [a, b].every(
              ({ text }) => /A offline/.test(text.toString()) && /B offline/.test(text.toString()),
            ),
          {
            timeout: 20_000,
          },
        )
        .toBe(true)
      expect(a.text.toString()).toBe(b.text.toString())
      expect(a.text.toString()).toContain('before ')
    } finally {
      a.stop()
      b.stop()
    }
  }, 60_000)
})

describe('SIGTERM', () => {
  it('S54 S55 exits 0 within five seconds with everything stored, and clients come back to the next process', async () => {
    server = await spawnSyncServer(dir)
    const { url, port } = server
    const a = stockClient(url, ROOM, 'lead')
    try {
      await a.synced()
      for (let i = 0; i < 200; i++) a.text.insert(0, `${i} `)
      const began = performance.now()
      const code = await server.terminate()
      expect(code).toBe(0)
      expect(performance.now() - began).toBeLessThan(5_000)
      a.text.insert(0, 'while it was away ')
      server = await spawnSyncServer(dir, port)
      const witness = await socketPeer(server.url, { token: 'parent' })
      await witness.peer.until(() => witness.peer.text.toString() === a.text.toString())
      expect(witness.peer.text.toString()).toContain('while it was away')
    } finally {
      a.stop()
    }
  }, 60_000)
})
