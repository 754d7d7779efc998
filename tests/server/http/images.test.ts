import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { LIMITS } from '../../../shared/protocol/limits.ts'
import { type Guest, startTestServer, type TestServer } from '../../support/test-server.ts'

let server: TestServer
let lead: Guest
beforeAll(async () => {
  server = await startTestServer()
  lead = await server.signIn({ role: 'NL' })
})
afterAll(() => server.stop())

const PNG = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
)
const send = (guest: Guest, bytes: Buffer, type = 'image/png') =>
  fetch(`${server.url}/api/w/${guest.workspace}/images`, {
    method: 'POST',
    headers: { cookie: guest.cookie, 'content-type': type },
    body: new Uint8Array(bytes),
  })
const get = (src: string, cookie = '') => fetch(server.url + src, { headers: { cookie } })

test('an image is kept once, shown to its workspace, and to nobody else', async () => {
  const sent = await send(lead, PNG)
  expect(sent.status).toBe(200)
  const { src } = (await sent.json()) as { src: string }
  expect(src).toMatch(/^\/api\/w\/surrey-demo\/images\/[0-9a-f]{64}\.png$/)
  expect(await (await send(lead, PNG)).json()).toEqual({ src })
  expect(await readdir(join(server.dataDir, 'files'))).toHaveLength(1)

  const shown = await get(src, lead.cookie)
  expect(shown.headers.get('content-type')).toBe('image/png')
  expect(shown.headers.get('x-content-type-options')).toBe('nosniff')
  expect(shown.headers.get('content-security-policy')).toBe("default-src 'none'; sandbox")
  expect(Buffer.from(await shown.arrayBuffer()).equals(PNG)).toBe(true)

  await server.workspace('elsewhere')
  const stranger = await server.signIn({ role: 'NL', workspace: 'elsewhere' })
  expect((await get(src)).status).toBe(401)
  expect((await get(src, stranger.cookie)).status).toBe(404)
  expect((await get(src.replace('surrey-demo', 'elsewhere'), stranger.cookie)).status).toBe(404)
  // A browser that holds both may be shown it: the person of that workspace is there.
  expect((await get(src, `${stranger.cookie}; ${lead.cookie}`)).status).toBe(200)
})

test.each([
  ['a page', '<html><script>alert(1)</script>', 'image/png'],
  ['a drawing with script', '<svg xmlns="http://www.w3.org/2000/svg"><script/></svg>', 'image/svg+xml'],
  ['nothing', '', 'image/png'],
])('%s that calls itself an image is refused', async (_, text, type) => {
  const reply = await send(lead, Buffer.from(text), type)
  expect(reply.status).toBe(400)
  expect(((await reply.json()) as { say: string }).say).toMatch(/image/)
})

test('an image over the limit is refused', async () => {
  const reply = await send(lead, Buffer.concat([PNG, Buffer.alloc(LIMITS.imageBytes)]))
  expect(reply.status).toBe(413)
})

/** An image that says of itself that it is so large: its head is all that anybody asks. */
function saying(kind: string, w: number, h: number): Buffer {
  const bytes = Buffer.alloc(64)
  switch (kind) {
    case 'png':
      PNG.copy(bytes, 0, 0, 16)
      bytes.writeUInt32BE(w, 16)
      bytes.writeUInt32BE(h, 20)
      return bytes
    case 'gif':
      bytes.write('GIF89a', 'latin1')
      bytes.writeUInt16LE(w, 6)
      bytes.writeUInt16LE(h, 8)
      return bytes
    case 'jpeg': {
      // Two markers before the frame: a photo has its camera and a thumbnail there.
      const head = Buffer.from('ffd8ffe000043132ffe100063132333411', 'hex').subarray(0, 16)
      const frame = Buffer.from('ffc2001108000000000300000000', 'hex')
      frame.writeUInt16BE(h, 5)
      frame.writeUInt16BE(w, 7)
      return Buffer.concat([head, frame, bytes])
    }
    default:
      bytes.write('RIFF    WEBP', 'latin1')
      bytes.write(kind, 12, 'latin1')
      if (kind === 'VP8 ') {
        bytes.writeUInt16LE(w, 26)
        bytes.writeUInt16LE(h, 28)
      } else if (kind === 'VP8L') bytes.writeUInt32LE(((w - 1) | ((h - 1) << 14)) >>> 0, 21)
      else {
        bytes.writeUIntLE(w - 1, 24, 3)
        bytes.writeUIntLE(h - 1, 27, 3)
      }
      return bytes
  }
}

test.each(['png', 'gif', 'jpeg', 'VP8 ', 'VP8L', 'VP8X'])(
  'a small file (%s) that is a thousand million dots for every page is refused, a large photo is not',
  async (kind) => {
    const bomb = await send(lead, saying(kind, 16_000, 12_000), 'image/x')
    expect([bomb.status, ((await bomb.json()) as { say: string }).say]).toEqual([
      400,
      expect.stringContaining('64 million dots'),
    ])
    expect((await send(lead, saying(kind, 8_000, 7_000), 'image/x')).status).toBe(200)
  },
)

test('who may not write text may not add images', async () => {
  for (const role of ['SP', 'GR'] as const)
    expect((await send(await server.signIn({ role }), PNG)).status).toBe(403)
})

test.each(['..%2f..%2frecords.db', '%2e%2e', 'x.png', `${'0'.repeat(64)}.svg`])(
  '%s is no image',
  async (name) => {
    expect((await get(`/api/w/surrey-demo/images/${name}`, lead.cookie)).status).toBe(404)
  },
)
