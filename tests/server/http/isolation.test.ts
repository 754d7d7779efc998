import { afterAll, beforeAll, expect, test } from 'vitest'
import { WebSocket } from 'ws'
import { routes } from '../../../shared/api/routes.ts'
import type { Route } from '../../../shared/api/route.ts'
import { type Guest, startTestServer, type TestServer } from '../../support/test-server.ts'
import { anchor, BODIES, paramsIn } from './good-requests.ts'

let server: TestServer
let stranger: Guest
let comment: string
let member: string
beforeAll(async () => {
  server = await startTestServer()
  await server.workspace('elsewhere')
  stranger = await server.signIn({ role: 'NL', workspace: 'elsewhere' })
  const lead = await server.signIn({ role: 'NL' })
  member = lead.person.id
  const comments = await lead.call(routes.comments, { params: { document: '4' } })
  comment = comments.body[0].id
})
afterAll(() => server.stop())

const ofWorkspace = (Object.entries(routes) as [string, Route][]).filter(([, route]) =>
  route.path.includes('/w/'),
)

test('there are routes to try', () => expect(ofWorkspace.length).toBeGreaterThan(20))

test.each(ofWorkspace)(
  '%s: a stranger gets the same answer whether the workspace exists or not',
  async (name, route) => {
    const ask = async (workspace: string) => {
      const params = paramsIn(workspace, { comment, member })
      const { status, body } = await stranger.call(route, { params, body: BODIES[name] })
      return { status, body }
    }
    const real = await ask('surrey-demo')
    expect(real).toEqual({
      status: 404,
      body: { error: 'not found', say: 'There is no such workspace, or you are not a member of it.' },
    })
    expect(await ask('no-such-area')).toEqual(real)
  },
)

test.each(ofWorkspace)('%s: nobody signed in gets the same answer too', async (name, route) => {
  for (const workspace of ['surrey-demo', 'no-such-area']) {
    const params = paramsIn(workspace, { comment, member })
    const { status, body } = await server.call(route, { params, body: BODIES[name] })
    expect([status, body.error]).toEqual([401, 'signed out'])
  }
})

test('ids of another workspace lead nowhere in one’s own', async () => {
  const own = { theme: '4', document: '4', comment, member }
  for (const [route, body] of [
    [routes.editComment, { text: 'x' }],
    [routes.setCommentState, { state: 'answered', version: 1 }],
    [routes.commentTrail, undefined],
    [routes.changeMember, { name: 'X' }],
    [routes.removeMember, undefined],
    [routes.freshLink, undefined],
  ] as const)
    expect((await stranger.call(route, { params: own, body })).status).toBe(404)
  const posted = await stranger.call(routes.comment, {
    params: own,
    body: { id: comment, kind: 'question', text: 'Same id, other place', anchor, writtenAt: 1 },
  })
  expect(posted.status).toBe(200)
  expect(posted.body.text).toBe('Same id, other place')
})

test('an access token opens its own workspace and no other', async () => {
  const token = await server.token({ role: 'DO', workspace: 'elsewhere' })
  const home = (workspace: string) =>
    server.call(routes.home, { params: { workspace }, headers: { authorization: `Bearer ${token}` } })
  expect((await home('elsewhere')).status).toBe(200)
  expect((await home('surrey-demo')).status).toBe(404)
  const status = (path: string): Promise<number | undefined> =>
    new Promise((resolve) => {
      const socket = new WebSocket(`${server.url.replace('http', 'ws')}${path}?token=${token}`)
      socket.on('error', () => undefined)
      socket.on('open', () => resolve(socket.close() as undefined))
      socket.on('unexpected-response', (_, response) => resolve(response.statusCode))
    })
  expect(await status('/sync/elsewhere/narrative/4')).toBeUndefined()
  expect(await status('/sync/surrey-demo/narrative/4')).toBe(404)
  expect(await status('/sync/no-such-area/narrative/4')).toBe(404)
  expect(await status('/live/surrey-demo')).toBe(404)
})

test('a new workspace has five themes with the template’s sections once somebody looks', async () => {
  const home = await stranger.call(routes.home)
  expect(home.body.themes).toHaveLength(5)
  for (const theme of home.body.themes) {
    expect(theme).toMatchObject({ status: 'not started', lastEdit: null, openComments: expect.any(Number) })
    expect(theme.sections.map(({ number }: { number: string }) => number)).toEqual([
      '1.0',
      '2.0',
      '3.0',
      '4.0',
      '5.0',
      '6.0',
      '7.0',
    ])
  }
})
