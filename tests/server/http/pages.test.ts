import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { brotliCompressSync } from 'node:zlib'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { startTestServer, type TestServer } from '../../support/test-server.ts'

let server: TestServer
let pages: string
const SCRIPT = 'console.log("a script that is long enough to be worth it")'
beforeAll(async () => {
  pages = await mkdtemp(join(tmpdir(), 'throughline-pages-'))
  await mkdir(join(pages, 'assets'))
  await writeFile(join(pages, 'index.html'), '<!doctype html><title>Throughline</title>')
  await writeFile(join(pages, 'assets', 'app-1a2b.js'), SCRIPT)
  await writeFile(join(pages, 'assets', 'app-1a2b.js.br'), brotliCompressSync(SCRIPT))
  server = await startTestServer({ pages, publicUrl: 'https://evidence.example.org' })
})
afterAll(async () => {
  await server.stop()
  await rm(pages, { recursive: true })
})

const get = (path: string, headers: Record<string, string> = {}) => fetch(server.url + path, { headers })

test.each(['/', '/join', '/w/surrey-demo', '/w/surrey-demo/themes/4', '/people?x=1'])(
  '%s is the page, never kept',
  async (path) => {
    const reply = await get(path)
    expect([reply.status, reply.headers.get('cache-control')]).toEqual([200, 'no-cache'])
    expect(await reply.text()).toContain('<title>Throughline</title>')
  },
)

test('hashed files are kept for ever, and come compressed to whoever takes it', async () => {
  const plain = await get('/assets/app-1a2b.js', { 'accept-encoding': 'identity' })
  expect(plain.headers.get('cache-control')).toBe('public, max-age=31536000, immutable')
  expect(plain.headers.get('content-encoding')).toBeNull()
  const small = await get('/assets/app-1a2b.js', { 'accept-encoding': 'br' })
  expect(small.headers.get('content-encoding')).toBe('br')
  expect(small.headers.get('content-type')).toMatch(/javascript/)
  expect(await small.text()).toBe(SCRIPT)
})

test.each([
  '/assets/gone-9z.js',
  '/favicon.png',
  '/api',
  '/sync/x',
  '/../package.json',
  '/%2e%2e/package.json',
  '/.env',
])('%s is not there, and is no page', async (path) => {
  const reply = await get(path)
  expect(reply.status).toBe(404)
  expect(((await reply.json()) as { error: string }).error).toBe('not found')
})

test('behind https: cookies are secure, and browsers stay on https, without its subdomains', async () => {
  const reply = await get('/')
  expect(reply.headers.get('strict-transport-security')).toBe('max-age=31536000')
  expect(reply.headers.get('content-security-policy')).toContain(
    "connect-src 'self' wss://evidence.example.org",
  )
  const link = await server.link({ role: 'NL' })
  const joined = await fetch(`${server.url}/api/join`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin: 'https://evidence.example.org' },
    body: JSON.stringify({ code: link.split('#')[1] }),
  })
  expect(joined.headers.getSetCookie()[0]).toMatch(/; Secure/)
})
