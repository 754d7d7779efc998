import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { pino } from 'pino'
import { createHttp } from '../../../server/http/server.ts'
import { routes } from '../../../shared/api/routes.ts'
import { type Guest, startTestServer, type TestServer } from '../../support/test-server.ts'

let server: TestServer
let lead: Guest
beforeAll(async () => {
  server = await startTestServer()
  lead = await server.signIn({ role: 'NL' })
})
afterAll(() => server.stop())

const raw = (path: string, init: RequestInit = {}) =>
  fetch(server.url + path, { ...init, headers: { cookie: lead.cookie, ...(init.headers as object) } })
const json = { 'content-type': 'application/json' }

test.each([
  ['another site', { origin: 'https://evil.example' }, 403],
  ['a sandboxed frame', { origin: 'null' }, 403],
  ['another port of this machine', { origin: 'http://127.0.0.1:1' }, 403],
  ['a browser that says so itself', { 'sec-fetch-site': 'cross-site' }, 403],
])('a change that comes from %s is refused, cookie or not', async (_, headers, status) => {
  const body = { name: 'Planted', partner: 'council', role: 'NL', themes: [] }
  const reply = await lead.call(routes.invite, { body, headers })
  expect([reply.status, reply.body.error]).toEqual([status, 'not allowed'])
  const names = (await lead.call(routes.members)).body.map((one: { name: string }) => one.name)
  expect(names).not.toContain('Planted')
})

test('a change from our own page is taken', async () => {
  const body = { seen: [] }
  const reply = await lead.call(routes.seenComments, {
    params: { document: '4' },
    body,
    headers: { origin: server.url },
  })
  expect(reply.status).toBe(200)
})

test.each([
  ['broken JSON', { body: '{"code":', headers: json }, 400],
  ['a list where an object belongs', { body: '[]', headers: json }, 400],
  ['nothing', { body: '', headers: json }, 400],
  ['another kind of body', { body: '<x/>', headers: { 'content-type': 'application/xml' } }, 415],
  ['a body too large', { body: JSON.stringify({ code: 'x'.repeat(300_000) }), headers: json }, 413],
])('%s is answered with a problem in plain words', async (_, init, status) => {
  const reply = await raw('/api/join', { method: 'POST', ...init })
  expect(reply.status).toBe(status)
  const problem = (await reply.json()) as { error: string; say: string }
  expect(Object.keys(problem).toSorted()).toEqual(['error', 'say'])
  expect(problem.error).toBe('bad request')
  expect(problem.say).toMatch(/^[A-Z].*\.$/)
  expect(problem.say).not.toMatch(/FST_|zod|JSON\.parse|at \w+ \(/)
})

test('a prototype hidden in a body reaches nothing', async () => {
  await raw('/api/join', {
    method: 'POST',
    headers: json,
    body: '{"__proto__":{"polluted":true},"code":"x"}',
  })
  expect(({} as { polluted?: boolean }).polluted).toBeUndefined()
})

test('unknown addresses: a problem under /api, the page everywhere else', async () => {
  const missing = await raw('/api/nothing')
  expect([missing.status, ((await missing.json()) as { error: string }).error]).toEqual([404, 'not found'])
  expect((await raw('/assets/none.js')).status).toBe(404)
  expect((await raw('/api/w/..%2f..%2fetc/home')).status).toBe(400)
})

test('every page and reply says what it may load, and that it is not to be framed or sniffed', async () => {
  for (const path of ['/', '/api/signed-in', '/healthz']) {
    const { headers } = await raw(path)
    const policy = headers.get('content-security-policy') ?? ''
    expect(policy).toContain("script-src 'self';")
    expect(policy).toContain("style-src 'self';")
    expect(policy).toContain("frame-ancestors 'none'")
    expect(policy).not.toContain('unsafe-eval')
    expect(policy.replace("style-src-attr 'unsafe-inline'", '')).not.toContain('unsafe-inline')
    expect(headers.get('x-content-type-options')).toBe('nosniff')
  }
})

test('records are never kept by a cache', async () => {
  for (const path of ['/api/signed-in', '/api/w/surrey-demo/home'])
    expect((await raw(path)).headers.get('cache-control')).toBe('no-store')
})

test('healthz says ok', async () => {
  const reply = await fetch(`${server.url}/healthz`)
  expect([reply.status, await reply.json()]).toEqual([200, { status: 'ok', version: expect.any(String) }])
})

test('metrics: on this machine, or with an access token; never through a proxy without one', async () => {
  const scrape = (headers: Record<string, string>) => fetch(`${server.url}/metrics`, { headers })
  const local = await scrape({})
  expect(local.status).toBe(200)
  expect(local.headers.get('content-type')).toMatch(/^text\/plain/)
  const text = await local.text()
  expect(text).toMatch(/^throughline_rooms \d+$/m)
  expect(text).toMatch(/^process_resident_memory_bytes \d+/m)

  const through = { 'x-forwarded-for': '203.0.113.9' }
  expect((await scrape(through)).status).toBe(401)
  expect((await scrape({ ...through, cookie: lead.cookie })).status).toBe(401)
  const token = await server.token({ role: 'DO' })
  expect((await scrape({ ...through, authorization: `Bearer ${token}` })).status).toBe(200)
})

test('the OpenAPI document describes every route', async () => {
  const document = (await (await fetch(`${server.url}/api/openapi.json`)).json()) as {
    openapi: string
    paths: Record<string, Record<string, { summary: string }>>
  }
  expect(document.openapi).toBe('3.1.0')
  for (const { method, path, summary } of Object.values(routes)) {
    const described = document.paths[path.replace(/:(\w+)/g, '{$1}')]?.[method.toLowerCase()]
    expect(described?.summary, `${method} ${path}`).toBe(summary)
  }
})

test('a full disk: refused with the reason, nothing half stored, and taken again when there is room', async () => {
  const { db } = server.running.ledger
  const limit = (pages: number) => sql`pragma max_page_count = ${sql.lit(pages)}`.execute(db)
  const anchor = { section: 'overview', start: {}, end: {}, quote: 'x', before: '', after: '' }
  const send = (n: number) =>
    lead.call(routes.comment, {
      params: { document: '1' },
      body: { id: `full-disk-${n}`, kind: 'question', text: 'x'.repeat(4_000), anchor, writtenAt: 1 },
    })
  await limit(1) // SQLite makes it what the file has already
  let n = 0
  let reply = await send(n)
  while (reply.status === 200 && n < 200) reply = await send((n += 1))
  expect([reply.status, reply.body.error]).toEqual([507, 'no room'])
  expect(reply.body.say).toMatch(/no room/)
  expect((await lead.call(routes.comments, { params: { document: '1' } })).body).toHaveLength(n)
  expect((await fetch(`${server.url}/healthz`)).status).toBe(200)

  await limit(1_000_000)
  expect((await send(n)).status).toBe(200)
  expect((await lead.call(routes.comments, { params: { document: '1' } })).body).toHaveLength(n + 1)
})

test('an address spelt otherwise is counted as the same route', async () => {
  const headers = { ...json, 'x-forwarded-for': '192.0.2.7' }
  const tries: number[] = []
  for (let n = 0; n < 40; n += 1)
    tries.push((await raw('/%61pi/join/offer', { method: 'POST', headers, body: '{"code":"guess"}' })).status)
  expect(tries[0]).toBe(404)
  expect(tries.at(-1)).toBe(429)
})

test('signing out somebody whose name no cookie can have is a bad request', async () => {
  for (const member of ['a%3Bb', 'a%0d%0ab', '%C3%A9']) {
    const reply = await raw(`/api/signed-in/${member}`, { method: 'DELETE' })
    expect([reply.status, ((await reply.json()) as { error: string }).error]).toEqual([400, 'bad request'])
  }
})

test('a request that never ends is given up', async () => {
  const app = await createHttp({ logger: pino({ level: 'silent' }), publicUrl: null })
  expect(app.server.requestTimeout).toBeGreaterThan(60_000) // an image over a poor link
  expect(app.server.requestTimeout).toBeLessThanOrEqual(300_000)
  await app.close()
})
