import { nanoid } from 'nanoid'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { routes } from '../../../shared/api/routes.ts'
import type { Run, RunStep } from '../../../shared/presentation/rehearsals.ts'
import { type Guest, startTestServer, type TestServer } from '../../support/test-server.ts'

let server: TestServer
let lead: Guest
let parent: Guest
let sponsor: Guest
let guest: Guest
beforeAll(async () => {
  server = await startTestServer()
  lead = await server.signIn({ role: 'NL' })
  parent = await server.signIn({ role: 'PP', partner: 'parents' })
  sponsor = await server.signIn({ role: 'SP' })
  guest = await server.signIn({ role: 'GR' })
})
afterAll(() => server.stop())

const begin = (by: Guest, id = nanoid(), at = Date.now()) =>
  by.call(routes.startRun, { body: { id, kind: 'rehearsal', at } })
const step = (did: RunStep['did'], at: number, more: Partial<RunStep> = {}): RunStep => ({
  id: nanoid(),
  did,
  section: null,
  slide: null,
  at,
  ...more,
})
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
  const at = Date.now() - 600_000
  const run = (await begin(lead, nanoid(), at)).body as Run
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

test('no step lies before its run or ahead of now', async () => {
  const run = (await begin(lead)).body as Run
  await add(lead, run.id, step('started', 1, { section: 'context' }), step('paused', Date.now() + 3_600_000))
  const { run: now } = await read(lead, run.id)
  expect(now.steps[0].at).toBe(run.startedAt)
  expect(now.steps[1].at).toBeLessThanOrEqual(Date.now())
})

test('after the end nothing more happens, but what happened before it still arrives', async () => {
  const at = Date.now() - 60_000
  const run = (await begin(lead, nanoid(), at)).body as Run
  await add(lead, run.id, step('ended', at + 30_000))
  expect((await add(lead, run.id, step('started', at + 40_000, { section: 'x' }))).status).toBe(410)
  expect((await add(parent, run.id, step('started', at + 10_000, { section: 'x' }))).status).toBe(200)
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
  const body = { id, section: 'theme-3', words: 'Say it slower.', writtenAt: Date.now() }
  const posted = await sponsor.call(routes.addRunNote, { params: { run: run.id }, body })
  expect(posted.body).toMatchObject({ words: 'Say it slower.', by: { id: sponsor.person.id } })
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
