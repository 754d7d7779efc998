import { nanoid } from 'nanoid'
import { once } from 'node:events'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { WebSocket } from 'ws'
import { routes } from '../../../shared/api/routes.ts'
import type { Run, RunStep } from '../../../shared/presentation/rehearsals.ts'
import { type Guest, startTestServer, type TestServer } from '../../support/test-server.ts'

let server: TestServer
let lead: Guest
let parent: Guest
let health: Guest
let sponsor: Guest
let guest: Guest
beforeAll(async () => {
  server = await startTestServer()
  lead = await server.signIn({ role: 'NL' })
  parent = await server.signIn({ role: 'PP', partner: 'parents' })
  health = await server.signIn({ role: 'WL', partner: 'ccgs' })
  sponsor = await server.signIn({ role: 'SP' })
  guest = await server.signIn({ role: 'GR' })
})
afterAll(() => server.stop())

const begin = (by: Guest, id = nanoid(), at = server.running.ledger.now()) =>
  by.call(routes.startRun, { body: { id, kind: 'rehearsal', at } })
const step = (did: RunStep['did'], at: number, more: Partial<RunStep> = {}): RunStep => ({
  id: nanoid(),
  did,
  section: null,
  slide: null,
  at,
  ...more,
})
/** What happens while the server's clock is put forward (or back), ms. */
async function later<T>(ms: number, act: () => Promise<T>): Promise<T> {
  const { ledger } = server.running
  const { now } = ledger
  ledger.now = () => now() + ms
  try {
    return await act()
  } finally {
    ledger.now = now
  }
}

/** Somebody's page of the workspace, open until it is closed. */
async function openPage({ workspace, person, cookie }: Guest): Promise<WebSocket> {
  const url = `${server.url.replace('http', 'ws')}/live/${workspace}?as=${person.id}`
  const page = new WebSocket(url, { headers: { cookie, origin: server.url } })
  await once(page, 'open')
  return page
}

/** A run that began a while ago, as one whose presenter had no link since. */
const begunAgo = (ms: number): Promise<Run> => later(-ms, async () => (await begin(lead)).body as Run)
const ending = async (by: Guest, { id }: Run) => (await read(by, id)).ending
const many = (rows: number) => Array.from({ length: rows }, (_, n) => `full-${String(n).padStart(6, '0')}`)
/** SQLite takes so many values at once. */
const chunks = (ids: string[]): string[][] =>
  ids.length === 0 ? [] : [ids.slice(0, 500), ...chunks(ids.slice(500))]

const add = (by: Guest, run: string, ...steps: RunStep[]) =>
  by.call(routes.addRunSteps, { params: { run }, body: { steps } })
const read = async (by: Guest, run: string) => (await by.call(routes.run, { params: { run } })).body

test('a run begins with the running order as it stands, and once however often it is sent', async () => {
  const id = nanoid()
  const first = await begin(lead, id)
  expect(first.status).toBe(200)
  expect(first.body).toMatchObject({ id, kind: 'rehearsal', by: { id: lead.person.id }, steps: [] })
  expect((await begin(lead, id)).body).toEqual(first.body)
  expect((await begin(parent, id)).status).toBe(400)
})

test('who writes the presentation runs it; a sponsor follows; a guest reader sees nothing of it', async () => {
  expect((await begin(parent)).status).toBe(200)
  expect((await begin(sponsor)).body).toMatchObject({
    error: 'not allowed',
    say: 'Those who write the presentation run it. You can follow it.',
  })
  expect((await sponsor.call(routes.runs)).status).toBe(200)
  expect((await guest.call(routes.runs)).status).toBe(403)
  expect((await guest.call(routes.questions)).status).toBe(403)
})

test('steps sent again after a dropped link stand once, in the order they happened, with the presenter’s times', async () => {
  const run = await begunAgo(600_000)
  const at = run.startedAt
  const [one, two, three] = [
    step('started', at + 1_000, { section: 'context' }),
    step('showed', at + 60_000, { section: 'context', slide: 1 }),
    step('started', at + 300_000, { section: 'journey' }),
  ]
  await add(lead, run.id, one)
  await add(lead, run.id, three)
  const answer = await add(lead, run.id, one, two, three)
  expect(answer.body.steps.map(({ id }: RunStep) => id)).toEqual([one.id, two.id, three.id])
  expect(answer.body.steps.map((s: RunStep) => s.at)).toEqual([one.at, two.at, three.at])
})

/** How far off a run is said to begin when a device says it began `off` ms from now. */
const around = async (off: number) => {
  const before = Date.now()
  const { startedAt } = (await begin(lead, nanoid(), before + off)).body as Run
  return startedAt - before
}

test('a run begins when the server says: a device is believed within a minute, and never ahead of now', async () => {
  expect(await around(-50_000)).toBe(-50_000)
  for (const off of [-3_600_000, -61_000, 3_600_000]) {
    const began = await around(off)
    expect(began).toBeGreaterThanOrEqual(0)
    expect(began).toBeLessThan(30_000)
  }
})

test('no step lies before its run or ahead of now', async () => {
  const run = (await begin(lead)).body as Run
  await add(lead, run.id, step('started', 1, { section: 'context' }), step('paused', Date.now() + 3_600_000))
  const { run: now } = await read(lead, run.id)
  expect(now.steps[0].at).toBe(run.startedAt)
  expect(now.steps[1].at).toBeLessThanOrEqual(Date.now())
})

test('after the end nothing more happens; what happened before it still arrives, also beside what came too late', async () => {
  const run = await begunAgo(60_000)
  const at = run.startedAt
  const section = 'x'
  await add(lead, run.id, step('ended', at + 30_000))
  expect((await add(lead, run.id, step('started', at + 40_000, { section }))).status).toBe(410)
  const early = step('started', at + 10_000, { section })
  const both = await add(parent, run.id, early, step('showed', at + 40_000), step('paused', at + 41_000))
  expect(both.status).toBe(200)
  expect(both.body.leftOut).toBe('2 steps came after the end of this run. The rest is kept.')
  expect(both.body.steps.map(({ did }: RunStep) => did)).toEqual(['started', 'ended'])
  expect((await add(parent, run.id, early)).body.leftOut).toBeNull()
  const another = await begunAgo(60_000)
  const [end, after] = [step('ended', another.startedAt + 1_000), step('paused', another.startedAt + 2_000)]
  const told = await add(lead, another.id, after, end)
  expect(told.body.leftOut).toBe('1 step came after the end of this run. The rest is kept.')
  expect(told.body.steps.map(({ did }: RunStep) => did)).toEqual(['ended'])
})

test('who runs it ends it, or a nominated lead; another presenter only once they have been away for a while', async () => {
  const run = (await begin(parent)).body as Run
  const end = (by: Guest) => add(by, run.id, step('ended', Date.now()))
  const page = await openPage(parent)
  expect(await ending(lead, run)).toBe('for them')
  expect(await ending(parent, run)).toBe('own')
  expect(await ending(sponsor, run)).toBe('theirs')
  expect(await ending(health, run)).toBe('theirs')
  const refused = await end(health)
  expect([refused.status, refused.body.say]).toEqual([
    403,
    `This rehearsal is run by ${parent.person.name}, who is here. They or a nominated lead end it.`,
  ])
  // Other presenters still go on to the next slide in it.
  expect((await add(health, run.id, step('started', Date.now(), { section: 'context' }))).status).toBe(200)

  page.close()
  expect(await ending(health, run)).toBe('theirs')
  // Each time five minutes further on: the server may hear of the closed page only while it is asked.
  let ahead = 0
  await expect.poll(() => later((ahead += 5 * 60_000), () => ending(health, run))).toBe('for them')
  expect((await later(ahead, () => end(health))).status).toBe(200)
})

test('several rooms rehearse at once: each run has its own steps', async () => {
  const one = (await begin(lead)).body as Run
  const two = (await begin(parent)).body as Run
  await Promise.all([
    add(lead, one.id, step('started', Date.now(), { section: 'context' })),
    add(parent, two.id, step('started', Date.now(), { section: 'journey' })),
  ])
  expect((await read(sponsor, one.id)).run.steps).toMatchObject([{ section: 'context' }])
  expect((await read(sponsor, two.id)).run.steps).toMatchObject([{ section: 'journey' }])
})

test('a listener notes for a section, and takes back only what is theirs', async () => {
  const run = (await begin(lead)).body as Run
  const id = nanoid()
  const body = { id, section: 'theme-3', words: 'Say it slower.', writtenAt: 1 }
  const posted = await sponsor.call(routes.addRunNote, { params: { run: run.id }, body })
  expect(posted.body).toMatchObject({
    words: 'Say it slower.',
    by: { id: sponsor.person.id },
    at: run.startedAt,
  })
  expect((await sponsor.call(routes.addRunNote, { params: { run: run.id }, body })).body).toEqual(posted.body)
  expect((await lead.call(routes.removeRunNote, { params: { run: run.id, note: id } })).status).toBe(404)
  expect((await sponsor.call(routes.removeRunNote, { params: { run: run.id, note: id } })).status).toBe(200)
  expect((await read(lead, run.id)).notes).toEqual([])
})

test('the question bank: added once, changed by who has seen how it stands, kept in the log when taken out', async () => {
  const id = nanoid()
  const body = { id, theme: '3', question: 'What did the other 71% wait for?', answer: null }
  await parent.call(routes.addQuestion, { body })
  expect((await parent.call(routes.addQuestion, { body })).status).toBe(200)
  const change = (by: Guest, version: number, answer: string) =>
    by.call(routes.changeQuestion, { params: { question: id }, body: { ...body, answer, version } })
  expect((await change(lead, 1, 'A paediatrician.')).body).toMatchObject({
    version: 2,
    answer: 'A paediatrician.',
  })
  expect((await change(parent, 1, 'A date.')).body).toMatchObject({
    error: 'stale',
    theirs: { answer: 'A paediatrician.', version: 2 },
  })
  const again = await change(lead, 1, 'A paediatrician.')
  expect([again.status, again.body.version], 'one’s own change, sent again').toEqual([200, 2])
  const run = (await begin(lead)).body as Run
  const asked = (value: boolean) =>
    lead.call(routes.askQuestion, { params: { run: run.id, question: id }, body: { asked: value } })
  await asked(true)
  await asked(true)
  expect((await lead.call(routes.questions)).body).toMatchObject([{ id, asked: 1 }])
  await parent.call(routes.removeQuestion, { params: { question: id } })
  expect((await lead.call(routes.questions)).body).toEqual([])
  expect((await read(lead, run.id)).asked).toEqual([id])
})

test('runs, steps, notes and questions have a limit, which is said; a run can always be ended', async () => {
  const { db } = server.running.ledger
  const { workspace } = lead
  const by = JSON.stringify({})
  const run = (await begin(lead)).body as Run
  const at = run.startedAt
  const fill = { section: null, slide: null, at, by: JSON.stringify(run.by), workspace, run: run.id }
  for (const part of chunks(many(2_000)))
    await db
      .insertInto('run_step')
      .values(part.map((id, n) => ({ ...fill, id, n, did: 'showed' as const })))
      .execute()
  expect((await add(lead, run.id, step('paused', Date.now()))).body.say).toBe(
    'A run keeps 2,000 steps. End it and begin a new one.',
  )
  const ended = Date.now()
  expect((await add(lead, run.id, step('ended', ended))).status).toBe(200)
  expect((await add(lead, run.id, step('ended', ended - 1))).status, 'its end is taken once').toBe(400)

  const noteIn = { workspace, run: run.id, section: 'theme-3', words: 'x', by: JSON.stringify(run.by), at }
  for (const part of chunks(many(1_000)))
    await db
      .insertInto('run_note')
      .values(part.map((id) => ({ ...noteIn, id })))
      .execute()
  const body = { id: nanoid(), section: 'theme-3', words: 'One more.', writtenAt: at }
  expect((await sponsor.call(routes.addRunNote, { params: { run: run.id }, body })).body.say).toBe(
    'A run keeps 1,000 notes. Comment on the section itself instead.',
  )

  const question = { workspace, theme: null, question: 'x', answer: null, by, at, version: 1, removed: 1 }
  for (const part of chunks(many(1_000)))
    await db
      .insertInto('question')
      .values(part.map((id) => ({ ...question, id })))
      .execute()
  const asked = { id: nanoid(), theme: null, question: 'One more?', answer: null }
  expect((await lead.call(routes.addQuestion, { body: asked })).body.say).toBe(
    'The bank keeps 1,000 questions with those taken out. Change one that stands.',
  )

  const another = { workspace, kind: 'rehearsal' as const, by, at: 1, starts: null, running_order: '[]' }
  for (const part of chunks(many(500)))
    await db
      .insertInto('run')
      .values(part.map((id) => ({ ...another, id })))
      .execute()
  expect((await begin(lead)).body.say).toBe('The log keeps 500 runs, and has as many. No more can be begun.')
})
