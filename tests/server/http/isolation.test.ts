import { afterAll, beforeAll, expect, test } from 'vitest'
import { WebSocket } from 'ws'
import { routes } from '../../../shared/api/routes.ts'
import type { Route } from '../../../shared/api/route.ts'
import { type Guest, startTestServer, type TestServer } from '../../support/test-server.ts'

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

const anchor = { section: 'overview', start: {}, end: {}, quote: 'x', before: '', after: '' }
const passage = { section: 'overview', quote: 'x', near: 0 }
const EVIDENCE = {
  title: 'x',
  kind: 'data',
  place: null,
  date: '2026-11-01',
  holder: null,
  sensitivity: 'partners only',
  whatChanged: null,
  actions: [],
}
/** A good body for every route that takes one, so that only the workspace can be the reason. */
const BODIES: Record<string, unknown> = {
  enterWording: { text: 'A wording long enough', source: null, seen: null },
  confirmWording: { text: 'x' },
  comment: { id: 'stranger-0001', kind: 'question', text: 'x', anchor, writtenAt: 1 },
  editComment: { text: 'x' },
  reply: { id: 'stranger-0002', text: 'x', writtenAt: 1 },
  editReply: { text: 'x' },
  setCommentState: { state: 'answered', version: 1 },
  moveAnchor: { anchor, version: 1 },
  acceptSuggestion: { version: 1, words: null },
  declineSuggestion: { version: 1, reason: 'x' },
  reopenSuggestion: { version: 1 },
  changeSuggestion: { version: 1, words: 'x' },
  decideSuggestions: { decide: 'accept', suggestions: [{ id: 'stranger-0001', version: 1 }], reason: null },
  seenComments: { seen: [] },
  addAction: {
    id: 'stranger-0020',
    ref: '9.9',
    title: 'x',
    theme: '3',
    owner: null,
    partner: null,
    due: null,
  },
  importActions: {
    rows: [
      {
        id: 'stranger-0021',
        ref: '9.8',
        title: 'x',
        theme: '3',
        owner: null,
        partner: null,
        due: null,
        status: 'Completed',
      },
    ],
  },
  changeAction: { ref: '9.9', title: 'x', theme: '3', owner: null, partner: null, due: null, version: 1 },
  setActionStatus: {
    status: 'Completed',
    statusNote: null,
    startDate: null,
    recoveryNote: null,
    revisedDue: null,
    version: 1,
  },
  reverseAction: { reason: 'x', version: 1 },
  noteAction: { id: 'stranger-0022', words: 'x' },
  addEvidence: { id: 'stranger-0023', ...EVIDENCE },
  changeEvidence: { ...EVIDENCE, version: 1 },
  verifyEvidence: { version: 1 },
  withdrawEvidence: { reason: 'x', version: 1 },
  setColours: { colours: null, version: 0 },
  addChase: {
    id: 'stranger-0024',
    claim: 'x',
    missing: 'x',
    theme: null,
    section: null,
    who: { member: null, name: 'x' },
    byWhen: '2026-11-27T16:00',
    evidence: null,
  },
  tieChase: { evidence: 'x', version: 1 },
  tieComment: { comment: 'x', version: 1 },
  closeChase: { reason: 'x', version: 1 },
  setPresentation: { starts: '11:00', slotMinutes: 125, version: 1 },
  addPresentationSection: { id: 'stranger-0015', kind: 'other', title: 'x', theme: null, after: null },
  changePresentationSection: { seen: { minutes: 20 }, set: { minutes: 25 } },
  movePresentationSection: { after: null, seen: 'a0' },
  bring: { id: 'stranger-0014', theme: '4', passage, block: 'impact', behind: null },
  settleBrought: { take: 'new', seen: 'x' },
  setPosition: {
    id: 'stranger-0003',
    partner: 'council',
    on: 'evidence',
    stance: 'agree',
    reason: null,
    publish: true,
    seen: null,
    writtenAt: 1,
  },
  removeWordsOfPosition: {},
  nameSignatory: { signatory: null },
  freeze: {},
  goOn: {},
  lookForWords: { document: '4', words: 'xyz' },
  askPurge: { id: 'stranger-0005', document: '4', words: 'xyz' },
  turnKey: {},
  refusePurge: { why: 'x' },
  seenInbox: { seen: [] },
  nameVersion: { name: 'x' },
  prepareRestore: { version: 'x', section: null },
  restore: { id: 'stranger-0003', version: 'x', section: null, seen: null },
  openAnalysis: { openness: 'shared', version: 0 },
  submitAnalysis: { id: 'stranger-0005' },
  link: { id: 'stranger-0006', theme: '4', analysis: passage, narrative: passage },
  signEasyRead: { id: 'stranger-0007' },
  startRun: { id: 'stranger-0010', kind: 'rehearsal', at: 1 },
  addRunSteps: { steps: [{ id: 'stranger-0011', did: 'ended', section: null, slide: null, at: 1 }] },
  addRunNote: { id: 'stranger-0012', section: 'x', words: 'x', writtenAt: 1 },
  addQuestion: { id: 'stranger-0013', theme: null, question: 'x', answer: null },
  changeQuestion: { theme: null, question: 'x', answer: null, version: 1 },
  askQuestion: { asked: true },
  planMeeting: {
    id: 'stranger-0020',
    kind: 'workshop',
    title: 'x',
    startsAt: 1,
    minutes: 60,
    dialIn: null,
    invitees: [],
  },
  changeMeeting: {
    title: 'x',
    startsAt: 1,
    minutes: 60,
    dialIn: null,
    agenda: [{ id: 'x', title: 'x', kind: 'free', minutes: 1 }],
    invitees: [],
    version: 1,
  },
  startMeeting: {},
  callOffMeeting: {},
  meetingItem: { from: null, to: 'x' },
  facilitate: {},
  goTogether: { place: null },
  raiseHand: { up: true },
  raiseHandFor: {},
  giveWord: { who: null },
  setAttendance: { how: 'phone', partner: 'council', name: 'x' },
  addEntry: { id: 'stranger-0021', item: 'x', kind: 'decision', words: 'x', writtenAt: 1 },
  settleAction: { owner: null, due: null, state: 'done', version: 1 },
  readBack: {},
  closeMeeting: {},
  amendMinutes: { id: 'stranger-0022', words: 'x', writtenAt: 1 },
  makeBoard: { id: 'stranger-0030', title: 'x', theme: null, template: 'blank' },
  changeBoard: { version: 1, title: 'x' },
  goToStage: { version: 1, stage: 'write' },
  setBoardTimer: { do: 'stop' },
  callToView: { view: [0, 0, 100, 100] },
  startRound: { id: 'stranger-0031', kind: 'voting', votes: 3 },
  endRound: {},
  writeNote: { words: 'x', frame: null },
  vote: { votes: 1 },
  sendFromBoard: {
    id: 'stranger-0032',
    item: 'x',
    as: 'issue',
    document: null,
    section: null,
    words: 'x',
    theme: null,
    ref: null,
  },
  addIssue: { id: 'stranger-0033', words: 'x', theme: null },
  changeIssue: { words: 'x', theme: null, version: 1 },
  settleIssue: { state: 'settled', outcome: null, version: 1 },
  putBack: { id: 'stranger-0004' },
  invite: { name: 'X', partner: 'council', role: 'NL', themes: [] },
  changeMember: { name: 'X' },
}
/** Something for every path there is. */
const paramsIn = (workspace: string) => ({
  workspace,
  theme: '4',
  document: '4',
  number: '1',
  link: 'stranger-0006',
  comment,
  reply: comment,
  position: comment,
  purge: comment,
  partner: 'council',
  member,
  invitation: 'x',
  device: 'x',
  action: 'starter-3-1',
  evidence: 'stranger-0023',
  chase: 'stranger-0024',
  run: 'stranger-0010',
  section: 'theme-4',
  brought: 'stranger-0014',
  note: 'stranger-0012',
  question: 'stranger-0013',
  meeting: 'stranger-0020',
  who: 'x',
  entry: 'stranger-0021',
  board: 'stranger-0030',
  round: 'stranger-0031',
  item: 'column-1',
  issue: 'stranger-0033',
})

const ofWorkspace = (Object.entries(routes) as [string, Route][]).filter(([, route]) =>
  route.path.includes('/w/'),
)

test('there are routes to try', () => expect(ofWorkspace.length).toBeGreaterThan(20))

test.each(ofWorkspace)(
  '%s: a stranger gets the same answer whether the workspace exists or not',
  async (name, route) => {
    const ask = async (workspace: string) => {
      const params = paramsIn(workspace)
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
    const params = paramsIn(workspace)
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
