import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { openSqliteLog } from '../../server/storage/sqlite-log.ts'
import { CLOSE } from '../../shared/protocol/close-codes.ts'
import { socketPeer } from '../support/socket-peer.ts'
import { startSyncServer } from '../support/sync-server.ts'

const ROOM = 'demo/narrative/4'

it('S14 on a full file: edits are refused with the reason, nothing unstored is shown, and it works again when there is room', async () => {
  const dir = mkdtempSync(join(tmpdir(), 'throughline-full-'))
  const log = openSqliteLog({ file: join(dir, 'log.db'), maxPages: 80 })
  const server = await startSyncServer({ log })
  try {
    const [writer, reader] = await Promise.all([
      socketPeer(server.url, { token: 'lead' }),
      socketPeer(server.url, { token: 'parent' }),
    ])
    await Promise.all([writer, reader].map(({ peer }) => peer.until(() => peer.allSaved)))
    writer.peer.text.insert(0, 'stored in time. ')
    await reader.peer.until(() => reader.peer.text.length > 0)

    // Something else fills the disk.
    let filler = 0
    try {
      for (; ; filler++)
        await log.append([{ room: 'other/narrative/1', author: 'x', at: 0, update: new Uint8Array(8_000) }])
    } catch (error) {
      expect(error).toMatchObject({ code: 'full' })
    }
    writer.peer.text.insert(0, 'x'.repeat(20_000))
    expect(await writer.closed).toBe(CLOSE.noRoom.code)
    expect(writer.peer.notices.at(-1)).toMatchObject({ type: 'refused', why: 'not stored' })
    expect(reader.peer.text.toString()).toBe('stored in time. ')
    expect(reader.peer.closed).toBeNull()
    const late = await socketPeer(server.url, { token: 'data' })
    await late.peer.until(() => late.peer.synced)
    expect(late.peer.text.toString()).toBe('stored in time. ')

    // There is room again: the writer comes back as its client would, and offers its words.
    await log.compact('other/narrative/1', { snapshot: Uint8Array.of(0, 0), upTo: filler, spans: [] })
    const again = await socketPeer(server.url, { token: 'lead', peer: writer.peer })
    await again.peer.until(() => again.peer.allSaved)
    await reader.peer.until(() => reader.peer.text.length > 20_000)
    expect((await server.rooms.read(ROOM)).getText('plain').toString()).toBe(reader.peer.text.toString())
  } finally {
    await server.stop()
    rmSync(dir, { recursive: true })
  }
})
