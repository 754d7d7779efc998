import { nanoid } from 'nanoid'
import * as Y from 'yjs'
import { expect, vi } from 'vitest'
import { checkStores } from '../../../server/admin/check.ts'
import { routes } from '../../../shared/api/routes.ts'
import { test } from '../../support/signed-in.ts'
import { action, aPlan, close, decision, enter, read, underWay } from './meeting.ts'

vi.setConfig({ testTimeout: 60_000 })

const DAY_MS = 86_400_000

const step = (section = 'voice') => ({ id: nanoid(), did: 'showed', section, slide: 0, at: Date.now() })

const item = (id: string) => ({ id, title: 'A point', kind: 'free', minutes: 5 })

test('an item of an agenda may be called what every object is called: its meeting is read and closed', async ({
  lead,
  parent,
}) => {
  const plan = aPlan('workshop', { agenda: [item('constructor'), item('__proto__')] })
  await parent.call(routes.planMeeting, { body: plan })
  const params = { meeting: plan.id }
  await parent.call(routes.startMeeting, { params, body: {} })
  const next = { from: 'constructor', to: '__proto__' }
  expect((await parent.call(routes.meetingItem, { params, body: next })).status).toBe(200)
  expect((await lead.call(routes.meetings)).status).toBe(200)
  expect((await read(lead, plan.id)).meeting.course?.took['constructor']).toBeGreaterThanOrEqual(0)
  expect((await close(lead, plan.id)).body.state).toBe('closed')
})

test('a meeting is planned for a day that calendars have: everybody’s inbox goes on', async ({
  lead,
  parent,
}) => {
  const plan = aPlan('workshop', { startsAt: 8_700_000_000_000_000 })
  expect((await parent.call(routes.planMeeting, { body: plan })).status).toBe(400)
  expect((await lead.call(routes.inbox)).status).toBe(200)
})

test('a line is of its meeting: dated long before, it claims no position that was taken since', async ({
  parent,
  lead,
}) => {
  const { id } = await underWay(lead)
  const line = (await enter(parent, id, decision({ writtenAt: 1 }))).body
  expect(line.writtenAt).toBeGreaterThan(Date.now() - 2 * DAY_MS)
  await close(lead, id)
  const body = { id: nanoid(), words: 'Later.', writtenAt: 1 }
  const amended = await parent.call(routes.amendMinutes, { params: { meeting: id }, body })
  expect(amended.body.writtenAt).toBeGreaterThan(Date.now() - 2 * DAY_MS)
})

test('who an action falls to is named as they are known, and nobody is a member who is none', async ({
  lead,
  health,
  parent,
}) => {
  const { id } = await underWay(lead)
  const owned = async (owner: object) =>
    (await enter(parent, id, action({ action: { owner, due: null } }))).body.action.owner
  const { id: member, name, partner } = health.person
  expect(await owned({ member, name: 'The Director', partner: 'schools' })).toEqual({ member, name, partner })
  expect(await owned({ member: 'ghost', name: 'A head teacher', partner: 'schools' })).toEqual({
    member: null,
    name: 'A head teacher',
    partner: 'schools',
  })
})

test('who owns an action of the register, or brings what is missing, is named as they are known', async ({
  health,
  parent,
}) => {
  const { id: member, name } = health.person
  const owner = { member, name: 'The Director' }
  const said = { id: nanoid(), title: 'Do it', theme: '3', partner: health.person.partner, due: null, owner }
  const made = (await health.call(routes.addAction, { body: { ...said, ref: 'H.1' } })).body
  expect(made.owner).toEqual({ member, name })
  const body = { ...said, ref: 'H.2', version: 1 }
  const changed = await health.call(routes.changeAction, { params: { action: made.id }, body })
  expect(changed.body.owner).toEqual({ member, name })
  const rows = [{ ...said, id: nanoid(), ref: 'H.3', status: 'Action not started' }]
  await health.call(routes.importActions, { body: { rows } })
  const { actions } = (await parent.call(routes.register)).body
  expect(actions.find(({ ref }: { ref: string }) => ref === 'H.3').owner).toEqual({ member, name })
  const claim = {
    id: nanoid(),
    claim: 'A claim',
    missing: 'Its source',
    theme: null,
    section: null,
    who: owner,
    byWhen: '2026-11-27T16:00',
    evidence: null,
  }
  expect((await parent.call(routes.addChase, { body: claim })).body.who).toEqual({ member, name })
})

test('where something belongs is an id: no words hide there from a removal', async ({ lead, parent }) => {
  const words = 'Zebedee Quill'
  const { id } = await underWay(lead)
  const run = nanoid()
  await lead.call(routes.startRun, { body: { id: run, kind: 'rehearsal', at: Date.now() } })
  const note = { id: nanoid(), section: words, words: 'Slower.', writtenAt: Date.now() }
  const claim = {
    id: nanoid(),
    claim: 'A claim',
    missing: 'Its source',
    theme: '3',
    section: words,
    who: { member: null, name: 'A head teacher' },
    byWhen: '2026-11-27T16:00',
    evidence: null,
  }
  for (const answer of await Promise.all([
    enter(parent, id, decision({ item: words })),
    enter(parent, id, decision({ place: { document: '3', section: words } })),
    lead.call(routes.addRunSteps, { params: { run }, body: { steps: [step(words)] } }),
    lead.call(routes.addRunNote, { params: { run }, body: note }),
    parent.call(routes.addChase, { body: claim }),
  ]))
    expect(answer.body).toMatchObject({ error: 'bad request' })
})

test('a step sent twice in one request happened once, and a run has an end', async ({ lead }) => {
  const run = nanoid()
  await lead.call(routes.startRun, { body: { id: run, kind: 'rehearsal', at: Date.now() } })
  const add = (steps: object[]) => lead.call(routes.addRunSteps, { params: { run }, body: { steps } })
  const twice = step()
  expect((await add([twice, twice])).body.steps).toHaveLength(1)
  for (let n = 0; n < 4; n++) expect((await add(Array.from({ length: 499 }, () => step()))).status).toBe(200)
  const full = await add(Array.from({ length: 4 }, () => step()))
  expect([full.status, full.body.error]).toEqual([400, 'bad request'])
  expect((await add([twice])).status).toBe(200)
})

const asked = (id: string) => ({ id, theme: null, question: 'How do you know?', answer: null })

test('a sponsor adds a question, and changes and takes out only their own', async ({ lead, sponsor }) => {
  const [theirs, own] = [nanoid(), nanoid()]
  await lead.call(routes.addQuestion, { body: asked(theirs) })
  await sponsor.call(routes.addQuestion, { body: asked(own) })
  const change = (question: string) =>
    sponsor.call(routes.changeQuestion, {
      params: { question },
      body: { theme: null, question: 'Changed?', answer: null, version: 1 },
    })
  const remove = (question: string) => sponsor.call(routes.removeQuestion, { params: { question } })
  expect([(await change(theirs)).status, (await remove(theirs)).status]).toEqual([403, 403])
  expect([(await change(own)).status, (await remove(own)).status]).toEqual([200, 200])
})

test('only so many meetings wait to be held; one that was planned already is the same meeting', async ({
  server,
  lead,
  parent,
}) => {
  const { db } = server.running.ledger
  const plan = aPlan('workshop')
  expect((await parent.call(routes.planMeeting, { body: plan })).status).toBe(200)
  const row = await db.selectFrom('meeting').selectAll().where('id', '=', plan.id).executeTakeFirstOrThrow()
  const more = Array.from({ length: 500 }, (_, n) => ({ ...row, id: `more-${n}` }))
  for (let n = 0; n < more.length; n += 100)
    await db
      .insertInto('meeting')
      .values(more.slice(n, n + 100))
      .execute()
  const { status, body } = await lead.call(routes.planMeeting, { body: aPlan('workshop') })
  expect([status, body.error]).toEqual([400, 'bad request'])
  expect((await parent.call(routes.planMeeting, { body: plan })).status).toBe(200)
  await db.deleteFrom('meeting').where('id', 'like', 'more-%').execute()
  expect((await lead.call(routes.planMeeting, { body: aPlan('workshop') })).status).toBe(200)
})

test('a running order has an end', async ({ server, lead }) => {
  const { db } = server.running.ledger
  await lead.call(routes.presentation)
  const row = await db.selectFrom('presentation_section').selectAll().executeTakeFirstOrThrow()
  const more = Array.from({ length: 60 }, (_, n) => ({ ...row, id: `more-${n}`, removed: 1 }))
  await db.insertInto('presentation_section').values(more).execute()
  const body = { id: 'one-more', kind: 'context', title: 'More', theme: null, after: null }
  const { status, body: refused } = await lead.call(routes.addPresentationSection, { body })
  expect([status, refused.error]).toEqual([400, 'bad request'])
  await db.deleteFrom('presentation_section').where('id', 'like', 'more-%').execute()
  expect((await lead.call(routes.addPresentationSection, { body })).status).toBe(200)
})

test('a closed meeting that is taken out of the store shows in a check', async ({ server, lead }) => {
  const { id } = await underWay(lead)
  await close(lead, id)
  const { db } = server.running.ledger
  await db.deleteFrom('meeting').where('id', '=', id).execute()
  const { faults } = await checkStores({
    db,
    rooms: async () => [],
    read: async () => new Y.Doc(),
    dataDir: server.dataDir,
  })
  expect(faults).toContain(`meeting ${id} in surrey-demo: it was closed, and is gone.`)
})

test('a register takes so many rows and no more, and says so', async ({ server, health }) => {
  const { db } = server.running.ledger
  const like = await db.selectFrom('action').selectAll().limit(1).executeTakeFirstOrThrow()
  const rows = Array.from({ length: 1_000 }, (_, n) => ({ ...like, id: `filler-${n}`, ref: `F.${n}` }))
  for (let from = 0; from < rows.length; from += 250)
    await db
      .insertInto('action')
      .values(rows.slice(from, from + 250))
      .execute()
  const said = { title: 'One more', theme: '3', partner: 'ccgs', due: null, owner: null }
  const { status, body } = await health.call(routes.addAction, {
    body: { ...said, id: nanoid(), ref: 'Z.1' },
  })
  expect([status, body.say]).toEqual([400, expect.stringContaining('as many of these as it can')])
  await db.deleteFrom('action').where('id', 'like', 'filler-%').execute()
})
