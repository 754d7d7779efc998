import { rm } from 'node:fs/promises'
import * as Y from 'yjs'
import { expect, it } from 'vitest'
import { routes } from '../../shared/api/routes.ts'
import type { Route } from '../../shared/api/route.ts'
import type { Restore } from '../../shared/history/restores.ts'
import type { Version } from '../../shared/history/version.ts'
import { fragmentOf, textOf } from '../../shared/narrative/sections.ts'
import { socketPeer } from '../support/socket-peer.ts'
import { spawnServer, startTestServer } from '../support/test-server.ts'

const ROOM = 'surrey-demo/narrative/4'
const SECTIONS = ['cases', 'next', 'families', 'actions']

const all = (words: string): string[] => SECTIONS.map((id) => `${words} ${id}`)

it('kill -9 in the middle of a restore leaves the text before or after it, never half, and sent again it is done once', async () => {
  // Prepared by a server of this process; the ones that are killed are processes of their own.
  const first = await startTestServer()
  const token = await first.token({ role: 'NL' })
  const { dataDir } = first
  await first.running.stop()
  const open = () => spawnServer({ DATA_DIR: dataDir })
  let server = await open()
  const call = async ({ method, path }: Route, params: Record<string, string>, body?: unknown) => {
    const address = path.replace(/:(\w+)/g, (_, name: string) => params[name] ?? '')
    const reply = await fetch(server.url + address, {
      method,
      headers: {
        authorization: `Bearer ${token}`,
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    })
    return (await reply.json()) as unknown
  }
  const place = { workspace: 'surrey-demo', document: '4' }
  const join = async () => {
    const joined = await socketPeer(server.url.replace('http', 'ws'), { token, room: ROOM })
    await joined.peer.until(() => joined.peer.synced)
    return joined
  }
  const write = async (words: string): Promise<void> => {
    const { peer, socket } = await join()
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
  const read = async (): Promise<string[]> => {
    const { peer, socket } = await join()
    socket.close()
    return SECTIONS.map((id) => textOf(fragmentOf(peer.doc, id)).trim())
  }
  try {
    for (const [round, wait] of [6, 40].entries()) {
      await write('Before')
      const version = (await call(routes.nameVersion, place, { name: 'Before' })) as Version
      await write('Since')
      const body = { id: `kill-restore-${round}`, version: version.id, section: null, seen: null }
      const sent = call(routes.restore, place, body).catch(() => null)
      await Promise.race([sent, new Promise((resolve) => setTimeout(resolve, wait))])
      server.child.kill('SIGKILL')
      await Promise.all([server.ended, sent])

      server = await open()
      const stands = await read()
      expect([all('Before'), all('Since')]).toContainEqual(stands)
      // The browser's outbox sends it again: now it is done; and again, when others have written since: never twice.
      expect(await call(routes.restore, place, body)).toMatchObject({ id: body.id })
      expect(await read()).toEqual(all('Before'))
      await write('Later')
      expect(await call(routes.restore, place, body)).toMatchObject({ id: body.id })
      expect(await read()).toEqual(all('Later'))
      const list = (await call(routes.restores, place)) as Restore[]
      expect(list.filter(({ id }) => id === body.id)).toHaveLength(1)
    }
  } finally {
    server.child.kill('SIGKILL')
    await server.ended
    await rm(dataDir, { recursive: true, force: true })
  }
}, 120_000)
