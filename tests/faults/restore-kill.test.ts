import { rm } from 'node:fs/promises'
import * as Y from 'yjs'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Route } from '../../shared/api/route.ts'
import { routes } from '../../shared/api/routes.ts'
import type { Restore } from '../../shared/history/restores.ts'
import { fragmentOf, textOf } from '../../shared/narrative/sections.ts'
import { start } from '../../server/main.ts'
import { killedCopies } from '../support/killed.ts'
import { socketPeer } from '../support/socket-peer.ts'
import { STARTER, startTestServer } from '../support/test-server.ts'

const ROOM = `${STARTER}/narrative/4`
const SECTIONS = ['cases', 'next', 'families', 'actions']
const ID = 'kill-restore-1'

const all = (words: string): string[] => SECTIONS.map((id) => `${words} ${id}`)

let base: string
let token: string
let lead: string
let version: string
const copies = killedCopies()

const join4 = async (url: string) => {
  const joined = await socketPeer(url.replace('http', 'ws'), { token, room: ROOM })
  await joined.peer.until(() => joined.peer.synced)
  return joined
}
async function write(url: string, words: string): Promise<void> {
  const { peer, socket } = await join4(url)
  peer.doc.transact(() => {
    for (const id of SECTIONS) {
      const fragment = fragmentOf(peer.doc, id)
      const paragraph = new Y.XmlElement('paragraph')
      paragraph.insert(0, [new Y.XmlText(`${words} ${id}`)])
      fragment.delete(0, fragment.length)
      fragment.insert(0, [paragraph])
    }
  })
  await peer.until(() => peer.allSaved)
  socket.close()
}
async function read(url: string): Promise<string[]> {
  const { peer, socket } = await join4(url)
  socket.close()
  return SECTIONS.map((id) => textOf(fragmentOf(peer.doc, id)).trim())
}

/** A data directory with a version that says "Before" and a text that says "Since". */
beforeAll(async () => {
  const server = await startTestServer()
  base = server.dataDir
  token = await server.token({ role: 'NL' })
  const guest = await server.signIn({ role: 'NL' })
  lead = guest.person.id
  await write(server.url, 'Before')
  const named = await guest.call(routes.nameVersion, { params: { document: '4' }, body: { name: 'Before' } })
  version = named.body.id
  await write(server.url, 'Since')
  await server.running.stop()
})
afterAll(async () => {
  await copies.clear()
  await rm(base, { recursive: true, force: true })
})

const killedBefore = (step: string): Promise<string> =>
  copies.afterKill(base, 'restore-process', [STARTER, lead, version, ID, step])

describe('kill -9 in the middle of a restore', () => {
  it.each([
    ['the edit', 'Since', 0],
    ['what follows the edit', 'Before', 1],
    ['what follows "restored"', 'Before', 1],
  ])('before %s: the text says "%s", and sent again it is done once', async (step, words, listed) => {
    const dataDir = await killedBefore(step)
    const config = { port: 0, host: '127.0.0.1', dataDir, publicUrl: null, logLevel: 'silent' } as const
    const running = await start(config)
    const { url } = running
    const call = async ({ method, path }: Route, body?: unknown) => {
      const address = path.replace(':workspace', STARTER).replace(':document', '4')
      const type = body === undefined ? {} : { 'content-type': 'application/json' }
      const sent = body === undefined ? {} : { body: JSON.stringify(body) }
      const headers = { authorization: `Bearer ${token}`, ...type }
      const reply = await fetch(url + address, { method, headers, ...sent })
      return (await reply.json()) as unknown
    }
    const list = async (): Promise<Restore[]> => (await call(routes.restores)) as Restore[]
    const body = { id: ID, version, section: null, seen: null }
    try {
      expect(await read(url)).toEqual(all(words)) // never half
      expect((await list()).map(({ id }) => id)).toEqual(listed === 0 ? [] : [ID])
      // The browser's outbox sends it again: now it is done; and again, when others have written since: never twice.
      expect(await call(routes.restore, body)).toMatchObject({ id: ID })
      expect(await read(url)).toEqual(all('Before'))
      await write(url, 'Later')
      expect(await call(routes.restore, body)).toMatchObject({ id: ID })
      expect(await read(url)).toEqual(all('Later'))
      expect((await list()).map(({ id }) => id)).toEqual([ID])
      const told = await running.ledger.db
        .selectFrom('trail')
        .select('did')
        .where('subject', '=', `restore:${ID}`)
        .execute()
      expect(told).toEqual([{ did: `restored the whole document of document 4 from version ${version}` }])
    } finally {
      await running.stop()
    }
  })
})
