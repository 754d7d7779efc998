import { join as joinPath } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import * as Y from 'yjs'
import { indexSpans, writtenBy } from '../../../server/history/authorship.ts'
import { openSqliteLog } from '../../../server/storage/sqlite-log.ts'
import { compactRoom } from '../../../server/sync/compaction.ts'
import { routes } from '../../../shared/api/routes.ts'
import type { VersionText } from '../../../shared/history/compared.ts'
import { fragmentOf } from '../../../shared/narrative/sections.ts'
import { socketPeer } from '../../support/socket-peer.ts'
import { type Guest, startTestServer, type TestServer } from '../../support/test-server.ts'

const span = (client: number, clock: number, length: number, author: string) => ({
  client,
  clock,
  length,
  author,
  at: 0,
})

/** A paragraph in a fragment, typed by one client. */
function typed(client: number, words: string) {
  const doc = new Y.Doc()
  doc.clientID = client
  const paragraph = new Y.XmlElement('paragraph')
  const text = new Y.XmlText(words)
  fragmentOf(doc, 'a').insert(0, [paragraph])
  paragraph.insert(0, [text])
  return { doc, text, fragment: fragmentOf(doc, 'a'), from: text._start?.id.clock ?? -1 }
}

describe('spans', () => {
  it('say who, and how far the answer holds', () => {
    const index = indexSpans([span(1, 10, 5, 'b'), span(1, 0, 5, 'a'), span(2, 0, 3, 'c')])
    expect([0, 4, 5, 9, 10, 14, 15].map((clock) => index.at(1, clock).author)).toEqual([
      'a',
      'a',
      null,
      null,
      'b',
      'b',
      null,
    ])
    expect(index.at(1, 5)).toMatchObject({ author: null, until: 10 })
    expect(index.at(3, 0).author).toBeNull()
  })
  it('split a word that two people wrote, whatever client it is in', () => {
    const { fragment, from } = typed(7, 'together')
    const index = indexSpans([span(7, 0, from + 2, 'a'), span(7, from + 2, 100, 'b')])
    expect(writtenBy(fragment, index)).toEqual([
      { length: 2, author: 'a' },
      { length: 6, author: 'b' },
    ])
  })
  it('leave deleted words and line breaks to nobody, and what the log does not know', () => {
    const { fragment, text, from } = typed(7, 'one two')
    text.delete(0, 4)
    ;(fragment.get(0) as Y.XmlElement).insert(1, [new Y.XmlElement('hardBreak')])
    expect(writtenBy(fragment, indexSpans([span(7, 0, from + 50, 'a')]))).toEqual([
      { length: 3, author: 'a' },
      { length: 1, author: null },
    ])
    expect(writtenBy(fragment, indexSpans([]))).toEqual([{ length: 4, author: null }])
  })
})

describe('who wrote what of a document', () => {
  let server: TestServer
  let lead: Guest
  const room = 'surrey-demo/narrative/4'
  beforeAll(async () => {
    server = await startTestServer()
    lead = await server.signIn({ role: 'NL' })
  })
  afterAll(() => server.stop())

  const read = async (): Promise<Record<string, string>> => {
    const { body } = await lead.call(routes.versionText, { params: { document: '4', version: 'now' } })
    const { text } = body as VersionText
    const parts =
      text.sections.find(({ id }) => id === 'cases')?.content.flatMap((node) => node.parts ?? []) ?? []
    return Object.fromEntries(
      parts.map((part) => [part.text, part.author === null ? '' : (text.authors[part.author]?.name ?? '')]),
    )
  }
  const join = async (name: string, doc?: Y.Doc) => {
    const token = await server.token({ role: 'PP', partner: 'parents', name })
    const { peer, socket } = await socketPeer(server.url.replace('http', 'ws'), { token, room })
    await peer.until(() => peer.synced)
    if (doc !== undefined) peer.doc.clientID = doc.clientID
    return { peer, socket }
  }
  const write = async ({ peer }: Awaited<ReturnType<typeof join>>, words: string) => {
    const paragraph = new Y.XmlElement('paragraph')
    paragraph.insert(0, [new Y.XmlText(words)])
    const fragment = fragmentOf(peer.doc, 'cases')
    peer.doc.transact(() => fragment.insert(fragment.length, [paragraph]))
    await peer.until(() => peer.allSaved)
  }

  it('is who sent it, even under another’s Yjs client id; who has left is still named; a restart and compaction change nothing', async () => {
    const honest = await join('Honest parent')
    await write(honest, 'Honest words.')
    const { doc } = honest.peer
    honest.socket.close()
    // A client made by hand goes on under the client id of somebody else.
    const hostile = await join('Hostile parent', doc)
    expect(hostile.peer.doc.clientID).toBe(doc.clientID)
    await write(hostile, 'Forged words.')
    hostile.socket.close()
    const expected = { 'Honest words.': 'Honest parent', 'Forged words.': 'Hostile parent' }
    expect(await read()).toMatchObject(expected)

    const { id } = await server.member({ role: 'PP', partner: 'parents', name: 'Honest parent' })
    expect((await lead.call(routes.removeMember, { params: { member: id } })).status).toBe(200)
    expect(await read()).toMatchObject(expected)

    // Who sent what stands in spans from here on, and no longer with each edit.
    await server.running.stop()
    const log = openSqliteLog({ file: joinPath(server.dataDir, 'log.db') })
    expect((await log.history(room)).entries).not.toEqual([])
    expect(await compactRoom(log, room, null)).toBe(true)
    expect((await log.history(room)).entries).toEqual([])
    await log.close()
    await server.restart()
    expect(await read()).toMatchObject(expected)
  })
})
