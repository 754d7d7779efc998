import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { WebSocket } from 'ws'
import * as Y from 'yjs'
import type { Route } from '../../../shared/api/route.ts'
import { routes } from '../../../shared/api/routes.ts'
import { exportWorkspace } from '../../../server/exports/workspace.ts'
import { socketPeer, upgradeStatus } from '../../support/socket-peer.ts'
import { stockClient, type StockClient } from '../../support/stock-client.ts'
import { type Guest, startTestServer, type TestServer } from '../../support/test-server.ts'

const DOCUMENT = { document: 'analysis-parents' }
const PARENTS = { partner: 'parents' }
const ROOM = 'surrey-demo/analysis/parents'
const SECRET = 'Families still wait a year for a first appointment.'

let server: TestServer
let ws: string
let parent: Guest
let lead: Guest
let reader: Guest
let leadToken: string
let writing: StockClient
beforeAll(async () => {
  server = await startTestServer()
  ws = server.url.replace('http', 'ws')
  parent = await server.signIn({ role: 'PP', partner: 'parents' })
  lead = await server.signIn({ role: 'NL' })
  reader = await server.signIn({ role: 'GR' })
  leadToken = await server.token({ role: 'NL' })
  const page = await parent.call(routes.documentPage, { params: DOCUMENT })
  expect(page.body.rights).toEqual({ read: true, comment: true, edit: true })
  writing = stockClient(ws, ROOM, await server.token({ role: 'PP', partner: 'parents' }))
  await writing.synced()
})
afterAll(async () => {
  writing.stop()
  await server.stop()
})

/** Adds a paragraph to "What families tell us", and waits until the server has it. */
async function write(words: string): Promise<void> {
  const paragraph = new Y.XmlElement('paragraph')
  paragraph.insert(0, [new Y.XmlText(words)])
  const fragment = writing.doc.getXmlFragment('s:tell')
  fragment.insert(fragment.length, [paragraph])
  await expect.poll(() => textOf(parent)).toContain(words)
}
const textOf = async (who: Guest): Promise<string> =>
  JSON.stringify((await who.call(routes.storedText, { params: DOCUMENT })).body)
const analysisOf = async (who: Guest) =>
  (await who.call(routes.analyses)).body.find(({ partner }: { partner: string }) => partner === 'parents')
const open = async (openness: string, who = parent) =>
  who.call(routes.openAnalysis, {
    params: PARENTS,
    body: { openness, version: (await analysisOf(parent)).version },
  })
const anchor = {
  section: 'tell',
  start: {},
  end: {},
  quote: 'a first appointment',
  before: '',
  after: '',
}
let ids = 0
const fresh = () => `analysis-${String((ids += 1)).padStart(4, '0')}`
const comment = (who: Guest, text: string, id = fresh()) =>
  who.call(routes.comment, {
    params: DOCUMENT,
    body: { id, kind: 'question', text, anchor, writtenAt: 1 },
  })

test('R50: the template is there on first opening, for its partner alone', async () => {
  await write(SECRET)
  const { body } = await parent.call(routes.storedText, { params: DOCUMENT })
  expect(body.sections.map(({ title }: { title: string }) => title)).toEqual([
    'What families tell us',
    'What has changed for families',
    'What has not changed',
    'What we ask for',
  ])
})

test('R50: of a private draft others get nothing by any reading route, socket or live event', async () => {
  const live = new WebSocket(`${ws}/live/surrey-demo?token=${leadToken}`)
  const heard: string[] = []
  live.on('message', (data: Buffer) => heard.push(data.toString()))
  await new Promise((resolve) => live.once('open', resolve))
  const own = await comment(parent, 'Only among us: @health')
  expect(own.status).toBe(200)
  await parent.call(routes.nameVersion, { params: DOCUMENT, body: { name: 'Before the meeting' } })

  const readings = (Object.entries(routes) as [string, Route][]).filter(
    ([, { method, path }]) => method === 'GET' && path.includes('/w/'),
  )
  expect(readings.length).toBeGreaterThan(15)
  for (const who of [lead, reader])
    for (const [name, route] of readings) {
      const params = { ...DOCUMENT, ...PARENTS, theme: '4', number: '1', before: 'now', version: 'now' }
      const { body } = await who.call(route, {
        params: { ...params, from: 'now', to: 'now', comment: own.body.id },
      })
      const said = JSON.stringify(body)
      for (const secret of [SECRET, 'Only among us', 'Before the meeting', 'What families tell us”'])
        expect(said, `${name} to ${who.person.role}`).not.toContain(secret)
    }
  for (const route of [
    routes.documentPage,
    routes.storedText,
    routes.comments,
    routes.passages,
    routes.links,
  ])
    expect((await lead.call(route, { params: DOCUMENT })).status).toBe(403)
  expect((await lead.call(routes.sideBySide, { params: PARENTS })).status).toBe(403)
  expect(await analysisOf(lead)).toEqual({
    partner: 'parents',
    openness: 'private',
    version: 0,
    reads: false,
    edits: false,
    submissions: [],
  })
  expect(await upgradeStatus(`${ws}/sync/${ROOM}?token=${leadToken}`)).toBe(403)
  // Something everyone hears closes the stretch: whatever was to be heard has been by then.
  await lead.call(routes.comment, {
    params: { document: '4' },
    body: {
      id: fresh(),
      kind: 'question',
      text: 'x',
      anchor: { ...anchor, section: 'overview' },
      writtenAt: 1,
    },
  })
  await expect.poll(() => heard.join('\n')).toContain('"document":"4"')
  expect(heard.join('\n')).not.toContain('analysis')
  live.close()
})

test('R50: nobody else shares, invites, submits, comments or links', async () => {
  const passage = { section: 'tell', quote: SECRET, near: 0 }
  for (const who of [lead, reader]) {
    expect((await open('shared', who)).status).toBe(403)
    for (const [route, body] of [
      [routes.submitAnalysis, { id: fresh() }],
      [routes.link, { id: fresh(), theme: '4', analysis: passage, narrative: passage }],
      [routes.unlink, undefined],
    ] as const)
      expect(
        (await who.call(route, { params: { ...PARENTS, link: 'no-such-link' }, body })).status,
        route.path,
      ).toBe(403)
    expect((await comment(who, 'Let me in')).status).toBe(403)
  }
  expect((await analysisOf(parent)).submissions).toEqual([])
})

test('R50: the export of the workspace holds neither the draft nor what was said on it', async () => {
  const out = await mkdtemp(join(tmpdir(), 'throughline-export-'))
  await exportWorkspace(
    {
      db: server.running.ledger.db,
      read: async () => new Y.Doc(),
      dataDir: server.dataDir,
      version: '0',
      now: 0,
    },
    'surrey-demo',
    out,
  )
  const files = await readdir(out, { recursive: true, withFileTypes: true })
  let all = ''
  for (const file of files) if (file.isFile()) all += await readFile(join(file.parentPath, file.name), 'utf8')
  expect(all).toContain('surrey-demo')
  expect(all).not.toContain('Only among us')
  expect(all).not.toContain('"title": "What has not changed"')
  await rm(out, { recursive: true })
})

test('C4: shared, others read live and cannot write; invited, they comment; taken back, they are out at once', async () => {
  expect((await open('shared')).body.openness).toBe('shared')
  expect(await textOf(lead)).toContain(SECRET)
  expect((await lead.call(routes.documentPage, { params: DOCUMENT })).body.rights).toEqual({
    read: true,
    comment: false,
    edit: false,
  })
  expect((await comment(lead, 'Not invited')).status).toBe(403)

  const { peer, closed } = await socketPeer(ws, { token: leadToken, room: ROOM })
  await expect.poll(() => JSON.stringify(peer.doc.getXmlFragment('s:tell'))).toContain('Families still wait')
  peer.doc.getXmlFragment('s:tell').delete(0, 1)
  await expect.poll(() => peer.notices.length).toBeGreaterThan(0)
  expect(await textOf(parent)).toContain(SECRET)

  await open('invited')
  expect(await closed).toBeGreaterThanOrEqual(4000)
  expect((await comment(lead, 'Which families?')).status).toBe(200)

  const again = await socketPeer(ws, { token: leadToken, room: ROOM })
  await open('private')
  expect(await again.closed).toBeGreaterThanOrEqual(4000)
  expect(await upgradeStatus(`${ws}/sync/${ROOM}?token=${leadToken}`)).toBe(403)
  expect((await lead.call(routes.comments, { params: DOCUMENT })).status).toBe(403)
})

test('who opens an analysis must have seen how open it is', async () => {
  const { version } = await analysisOf(parent)
  await open('shared')
  const stale = await parent.call(routes.openAnalysis, {
    params: PARENTS,
    body: { openness: 'invited', version },
  })
  expect([stale.status, stale.body.theirs.openness]).toEqual([409, 'shared'])
  await open('private')
})

test('C4: a submission is a frozen version with time and author; a new one leaves the earlier readable', async () => {
  const id = fresh()
  const [first, twice] = await Promise.all([
    parent.call(routes.submitAnalysis, { params: PARENTS, body: { id } }),
    parent.call(routes.submitAnalysis, { params: PARENTS, body: { id } }),
  ])
  expect([first.status, twice.status]).toEqual([200, 200])
  expect(first.body).toMatchObject({ number: 1, by: { id: parent.person.id, partner: 'parents' } })
  expect((await analysisOf(lead)).submissions).toHaveLength(1)

  await write('And nobody told them why.')
  const read = async (who: Guest, number: string) =>
    who.call(routes.submission, { params: { ...PARENTS, number } })
  const one = await read(lead, '1')
  expect(JSON.stringify(one.body.text)).toContain(SECRET)
  expect(JSON.stringify(one.body.text)).not.toContain('nobody told them')
  expect((await read(lead, '2')).status).toBe(404)
  expect((await read(reader, '1')).status).toBe(403)

  const second = await parent.call(routes.submitAnalysis, { params: PARENTS, body: { id: fresh() } })
  expect(second.body.number).toBe(2)
  expect(JSON.stringify((await read(lead, '2')).body.text)).toContain('nobody told them')
  expect(JSON.stringify((await read(lead, '1')).body.text)).not.toContain('nobody told them')

  const { db } = server.running.ledger
  await expect(db.updateTable('submission').set({ number: 9 }).execute()).rejects.toThrow('stays as it is')
  await expect(db.deleteFrom('submission').execute()).rejects.toThrow('stays as it is')
  // The draft has gone on, and is still its partner's alone.
  expect((await lead.call(routes.storedText, { params: DOCUMENT })).status).toBe(403)
})

test('a linked paragraph stands beside what the narrative says; only what was submitted is shown to others', async () => {
  const passages = await parent.call(routes.passages, { params: { document: '4' } })
  const narrative = passages.body[0].passages.find(({ quote }: { quote: string }) =>
    quote.includes('numbers of pupils'),
  )
  const link = (quote: string, body = {}) =>
    parent.call(routes.link, {
      params: PARENTS,
      body: { id: fresh(), theme: '4', analysis: { section: 'tell', quote, near: 0 }, narrative, ...body },
    })
  expect((await link(SECRET)).status).toBe(200)
  await write('This one is not submitted yet.')
  expect((await link('This one is not submitted yet.')).status).toBe(200)
  const gone = await link('Words that nobody wrote')
  expect([gone.status, gone.body.error]).toEqual([400, 'bad request'])

  const mine = await parent.call(routes.sideBySide, { params: PARENTS })
  expect(mine.body.pairs).toHaveLength(2)
  const theirs = await lead.call(routes.sideBySide, { params: PARENTS })
  expect(theirs.body.submission.number).toBe(2)
  expect(theirs.body.pairs).toHaveLength(1)
  expect(theirs.body.pairs[0]).toMatchObject({
    theme: '4',
    analysis: { text: SECRET, gone: false, title: 'What families tell us' },
    narrative: { text: narrative.quote, gone: false },
    saidThen: null,
  })
  const shown = await lead.call(routes.links, { params: { document: '4' } })
  expect(shown.body).toHaveLength(1)
  expect(JSON.stringify(shown.body)).not.toContain('Families still wait')

  // The council changes its words: both what it says now and what it said then can be read.
  const council = stockClient(ws, 'surrey-demo/narrative/4', leadToken)
  await council.synced()
  const paragraph = council.doc.getXmlFragment('s:overview').get(0) as Y.XmlElement
  ;(paragraph.get(0) as Y.XmlText).insert(0, 'Reworded. ')
  await expect
    .poll(async () => (await lead.call(routes.sideBySide, { params: PARENTS })).body.pairs[0])
    .toMatchObject({ narrative: { text: `Reworded. ${narrative.quote}` }, saidThen: narrative.quote })
  council.stop()

  const [{ link: id }] = mine.body.pairs
  await parent.call(routes.unlink, { params: { ...PARENTS, link: id } })
  expect((await parent.call(routes.sideBySide, { params: PARENTS })).body.pairs).toHaveLength(1)
})
