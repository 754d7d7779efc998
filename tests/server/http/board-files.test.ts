import { mkdtemp, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import * as Y from 'yjs'
import { exportWorkspace } from '../../../server/exports/workspace.ts'
import { routes } from '../../../shared/api/routes.ts'
import { addItems } from '../../../shared/board/edit.ts'
import { type Guest, STARTER, startTestServer, type TestServer } from '../../support/test-server.ts'
import { socketPeer, type SocketPeer } from '../../support/socket-peer.ts'

let server: TestServer
let lead: Guest
let wall: SocketPeer
const board = 'board-as-files-1'
const PIXEL =
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=='
const FILES = ['picture.svg', 'sketch.svg', 'text.txt', 'text.html', 'board.json']
const address = (file: string, workspace = STARTER, id = board): string =>
  `${server.url}/api/w/${workspace}/boards/${id}/${file}`
const get = async (file: string, guest: Pick<Guest, 'cookie'> = lead, id = board) => {
  const answer = await fetch(address(file, STARTER, id), { headers: { cookie: guest.cookie } })
  return { status: answer.status, headers: answer.headers, body: await answer.text() }
}

beforeAll(async () => {
  server = await startTestServer()
  lead = await server.signIn({ role: 'NL' })
  await lead.call(routes.makeBoard, {
    body: {
      id: board,
      title: 'Wall of “Theme 4”',
      theme: '4',
      template: 'what families tell us',
      columns: null,
    },
  })
  const png = Buffer.from(PIXEL, 'base64')
  const kept = await fetch(`${server.url}/api/w/${STARTER}/images`, {
    method: 'POST',
    headers: { cookie: lead.cookie, 'content-type': 'image/png', origin: server.url },
    body: png,
  })
  const { src } = (await kept.json()) as { src: string }
  wall = await socketPeer(server.url.replace('http', 'ws'), {
    token: await server.token({ role: 'NL' }),
    room: `${STARTER}/board/${board}`,
  })
  await wall.peer.until(() => wall.peer.synced)
  addItems(wall.peer.doc, [
    {
      id: 'n1',
      kind: 'note',
      x: 10,
      y: 90,
      z: 'b1',
      parent: 'column-1',
      partner: 'parents',
      words: '<script>alert(1)</script>',
    },
    {
      id: 'img',
      kind: 'image',
      x: 0,
      y: 900,
      z: 'b2',
      image: src.split('/').at(-1) ?? '',
      alt: 'The home page',
    },
    { id: 'odd', kind: 'image', x: 0, y: 1_900, z: 'b3', image: '../../records.db', alt: 'Not an image' },
  ])
  await wall.peer.until(() => wall.peer.allSaved)
})
afterAll(async () => {
  wall.socket.close()
  await server.stop()
})

describe('a board as files', () => {
  it('is a picture with its letters and images in it, that runs nothing', async () => {
    const { status, headers, body } = await get('picture.svg')
    expect(status).toBe(200)
    expect(headers.get('content-type')).toContain('image/svg+xml')
    expect(headers.get('content-disposition')).toBe(
      `attachment; filename="Wall of Theme 4.svg"; filename*=UTF-8''Wall%20of%20%E2%80%9CTheme%204%E2%80%9D.svg`,
    )
    expect(headers.get('content-security-policy')).toContain("default-src 'none'")
    expect(headers.get('cache-control')).toBe('no-store')
    expect(body).toContain('font/woff2;base64,')
    expect(body).toContain('href="data:image/png;base64,')
    expect(body).toContain('&lt;script&gt;')
    expect(body).not.toContain('<script')
    expect(body.match(/data:image/g)).toHaveLength(1)
    const bare = (await get('picture.svg?ground=none')).body
    expect(body.length - bare.length).toBeGreaterThan(50) // the paper behind it
  })

  it('has its images in the picture of a version too, for whoever may read that', async () => {
    const document = `board-${board}`
    const kept = await lead.call(routes.nameVersion, {
      params: { document },
      body: { name: 'With the image' },
    })
    const look = (by: Guest, of = document, version = kept.body.id) =>
      by.call(routes.versionPicture, { params: { document: of, version } })
    for (const version of [kept.body.id, 'now']) {
      const { svg } = (await look(lead, document, version)).body
      expect(svg).toContain('href="data:image/png;base64,')
      expect(svg).toContain('&lt;script&gt;')
      expect(svg).not.toContain('<script')
    }
    expect((await look(await server.signIn({ role: 'GR' }))).status).toBe(403)
    expect((await look(lead, '4', 'now')).status).toBe(404)
  })

  it('is text with a heading for each column, a page, and data; a sketch has no words', async () => {
    const text = await get('text.txt')
    expect(text.headers.get('content-type')).toContain('text/plain')
    expect(text.body).toContain('## What works\n\n1. <script>alert(1)</script>\n   (Parents)')
    expect((await get('text.html')).body).toContain('<h2>What works</h2>')
    const data = JSON.parse((await get('board.json')).body) as { items: { id: string }[] }
    expect(data.items.map(({ id }) => id)).toContain('n1')
    const sketch = await get('sketch.svg?v=1')
    expect(sketch.headers.get('cache-control')).toBe('private, max-age=3600')
    expect(sketch.body).not.toMatch(/script|What works|base64/)
  })

  it('has no private note in any of them', async () => {
    const round = await lead.call(routes.startRound, {
      params: { board },
      body: { id: 'round-as-files', kind: 'writing', anonymity: 'nobody' },
    })
    expect(round.status).toBe(200)
    const note = await lead.call(routes.writeNote, {
      params: { board, round: 'round-as-files', note: 'note-as-files-1' },
      body: { words: 'Only I may read this yet', frame: 'column-1', version: 0 },
    })
    expect(note.status).toBe(200)
    for (const file of FILES) expect((await get(file)).body).not.toContain('Only I may')
  })

  it('is in the export of the workspace as picture, page, text and data', async () => {
    const out = await mkdtemp(join(server.dataDir, 'export-'))
    const read = async (room: string): Promise<Y.Doc> => {
      const doc = new Y.Doc()
      if (room.endsWith(board)) Y.applyUpdate(doc, Y.encodeStateAsUpdate(wall.peer.doc))
      return doc
    }
    const { db } = server.running.ledger
    const { written } = await exportWorkspace(
      { db, read, dataDir: server.dataDir, version: '0', now: Date.now() },
      STARTER,
      out,
    )
    const files = written.map(({ file }) => file)
    for (const ending of ['svg', 'html', 'txt', 'json']) {
      const file = `boards/board-${board}.${ending}`
      expect(files).toContain(file)
      const body = await readFile(join(out, file), 'utf8')
      expect(body).toContain('What works')
      expect(body).not.toContain('Only I may')
    }
    expect(await readFile(join(out, `boards/board-${board}.svg`), 'utf8')).toContain('data:image/png')
  })

  it('is given to whoever may read the board, and to nobody else', async () => {
    const reader = await server.signIn({ role: 'SP', partner: 'schools' })
    const guest = await server.signIn({ role: 'GR', partner: 'schools' })
    await server.workspace('elsewhere')
    const stranger = await server.signIn({ role: 'NL', workspace: 'elsewhere' })
    for (const file of FILES) {
      expect((await get(file, reader)).status).toBe(200)
      expect((await get(file, guest)).status).toBe(403)
      expect((await get(file, stranger)).status).toBe(404)
      expect((await get(file, { cookie: '' })).status).toBe(401)
      expect((await get(file, lead, 'no-such-board')).status).toBe(404)
    }
  })
})
