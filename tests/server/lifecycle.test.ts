import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { connect } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { WebSocket } from 'ws'
import { routes } from '../../shared/api/routes.ts'
import { spawnServer, type SpawnedServer, startTestServer } from '../support/test-server.ts'

// Each of these starts processes, which a busy machine takes its time over.
vi.setConfig({ testTimeout: 120_000 })

let dataDir: string
const running: SpawnedServer[] = []
beforeEach(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'throughline-life-'))
})
afterEach(async () => {
  for (const { child, ended } of running.splice(0)) {
    child.kill('SIGKILL')
    await ended
  }
  await rm(dataDir, { recursive: true, force: true })
})

async function spawned(env: Record<string, string> = {}): Promise<SpawnedServer> {
  const server = await spawnServer({ DATA_DIR: dataDir, ...env })
  running.push(server)
  return server
}

test('the first start prints four sign-in links that work; a later one says how to get one', async () => {
  const first = await spawned()
  await expect.poll(() => first.output().match(/\/join#[A-Za-z0-9_-]{43}/g)?.length).toBe(4)
  const code = /Parent partner, Parents +\S+#(\S+)/.exec(first.output())?.[1]
  const joined = await fetch(first.url + routes.join.path, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ code }),
  })
  expect(((await joined.json()) as { person: object }).person).toMatchObject({
    role: 'PP',
    partner: 'parents',
  })
  first.child.kill('SIGTERM')
  expect(await first.ended).toBe(0)

  const second = await spawned()
  await expect.poll(() => second.output()).toMatch(/npm run admin -- invite/)
  expect(second.output()).not.toContain('/join#')
})

test('Ctrl+C, twice by an impatient hand: exit 0 within 5 s', async () => {
  const server = await spawned()
  const begun = Date.now()
  server.child.kill('SIGINT')
  server.child.kill('SIGINT')
  expect(await server.ended).toBe(0)
  expect(Date.now() - begun).toBeLessThan(5_000)
})

test(
  'two servers never run on one data directory; after a kill the next may',
  { timeout: 60_000 },
  async () => {
    const first = await spawned()
    await expect(spawned()).rejects.toMatchObject({
      code: 2,
      message: expect.stringMatching(/^Another Throughline server is running on /m),
    })
    expect((await fetch(`${first.url}/healthz`)).status).toBe(200)
    first.child.kill('SIGKILL')
    await first.ended
    const next = await spawned()
    expect((await fetch(`${next.url}/healthz`)).status).toBe(200)
  },
)

test('a wrong setting stops the start with one clear line and 2', async () => {
  await expect(spawned({ PORT: 'many' })).rejects.toMatchObject({
    code: 2,
    message: 'PORT must be a whole number from 0 to 65535, not "many".\n',
  })
})

test('a taken port is named', async () => {
  const other = await startTestServer()
  const port = new URL(other.url).port
  await expect(spawned({ PORT: port })).rejects.toMatchObject({
    code: 2,
    message: `Port ${port} is taken. Stop what uses it, or set another PORT.\n`,
  })
  await other.stop()
})

test('a request under way when the server stops is still answered, and sockets close as restarting', async () => {
  const server = await startTestServer()
  const guest = await server.signIn({ role: 'NL' })
  const socket = new WebSocket(
    `${server.url.replace('http', 'ws')}/sync/surrey-demo/narrative/4?as=${guest.person.id}`,
    {
      headers: { cookie: guest.cookie, origin: server.url },
    },
  )
  await new Promise((resolve) => socket.once('open', resolve))
  const closed = new Promise((resolve) => socket.once('close', resolve))
  // A request half way in: the server has said "go on", and waits for its body.
  const { hostname, port } = new URL(server.url)
  const body = JSON.stringify({ code: 'none' })
  const half = connect(Number(port), hostname)
  half.write(
    `POST /api/join/offer HTTP/1.1\r\nHost: ${hostname}:${port}\r\nContent-Type: application/json\r\n` +
      `Content-Length: ${body.length}\r\nExpect: 100-continue\r\n\r\n`,
  )
  let answer = ''
  half.on('data', (chunk) => (answer += chunk.toString()))
  await once(half, 'data')
  expect(answer).toMatch(/^HTTP\/1\.1 100 /)

  const stopped = server.stop()
  expect(await closed).toBe(1012)
  const ended = once(half, 'close')
  half.write(body)
  await ended
  expect(answer).toMatch(/HTTP\/1\.1 404 [^]*"error":"not found"/)
  await stopped
  await expect(fetch(`${server.url}/healthz`)).rejects.toThrow()
})
