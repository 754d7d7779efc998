import { afterAll, beforeAll, expect, test } from 'vitest'
import { routes } from '../../../shared/api/routes.ts'
import { type Guest, startTestServer, type TestServer } from '../../support/test-server.ts'

let server: TestServer
let reads: Guest
let writes: Guest
beforeAll(async () => {
  server = await startTestServer()
  reads = await server.signIn({ role: 'NL' })
  writes = await server.signIn({ role: 'PP', partner: 'parents' })
})
afterAll(() => server.stop())

test('what came after the version that was shown is still unread, and what was seen once stays seen', async () => {
  const T = { document: '4' }
  const id = 'seen-comment-1'
  const position = { item: { client: 7, clock: 3 }, assoc: 0 }
  const anchor = { section: 'overview', start: position, end: position, quote: 'x', before: '', after: '' }
  const body = { id, kind: 'challenge', text: 'Is it so?', anchor, writtenAt: 1 }
  expect((await writes.call(routes.comment, { params: T, body })).body.version).toBe(1)
  const reply = async (n: number) => {
    const body = { id: `seen-reply-${n}`, text: 'News', writtenAt: 1 }
    return (await writes.call(routes.reply, { params: { ...T, comment: id }, body })).body.version
  }
  const see = (version: number) =>
    reads.call(routes.seenComments, { params: T, body: { seen: [{ id, version }] } })
  const unread = async () =>
    (await reads.call(routes.comments, { params: T })).body.find((one: { id: string }) => one.id === id)
      .unread

  expect(await reply(1)).toBe(2)
  await see(1)
  expect(await unread()).toBe(true)
  await see(2)
  await see(1) // a slower page of the same person
  expect(await unread()).toBe(false)
  await see(99)
  await reply(2)
  expect(await unread()).toBe(true)
})
