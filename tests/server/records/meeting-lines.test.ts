import { nanoid } from 'nanoid'
import { expect, vi } from 'vitest'
import { routes } from '../../../shared/api/routes.ts'
import { test } from '../../support/signed-in.ts'
import type { Guest } from '../../support/test-server.ts'
import { action, close, decision, enter, planned, read, underWay } from './meeting.ts'

vi.setConfig({ testTimeout: 60_000 })

const settle = (by: Guest, meeting: string, entry: string, body: object) =>
  by.call(routes.settleAction, { params: { meeting, entry }, body })

test('a line sent twice stands once, keeps the time it was written at offline, and is nobody else’s', async ({
  lead,
  health,
  parent,
}) => {
  const { id } = await underWay(lead)
  const writtenAt = Date.now() - 4 * 60_000
  const line = decision({ writtenAt, place: { document: '3', section: 'indicators' } })
  const first = await enter(parent, id, line)
  expect(first.body).toMatchObject({ ...line, by: { id: parent.person.id }, action: null, phone: null })
  expect(first.body.at).toBeGreaterThan(writtenAt)
  expect((await enter(parent, id, line)).body).toEqual(first.body)
  expect((await enter(health, id, line)).body.error).toBe('bad request')
  // A clock that runs ahead has still not written it in the future.
  const ahead = (await enter(parent, id, decision({ writtenAt: Date.now() + 86_400_000 }))).body
  expect(ahead.writtenAt).toBe(ahead.at)
  expect((await read(lead, id)).entries.map((entry) => entry.id)).toEqual([line.id, ahead.id])
})

test('a line says all that its kind needs, or is refused in words', async ({ lead }) => {
  const { id } = await underWay(lead)
  for (const [more, say] of [
    [{ words: '  ' }, 'Write something first.'],
    [{ kind: 'action' }, 'An action says who does it and by when, or that nobody has said yet.'],
    [{ kind: 'position' }, 'Say whose position it is, and on which theme.'],
    [{ kind: 'phone' }, 'Say who said it, and for which partner.'],
  ] as const) {
    const refused = await enter(lead, id, decision(more))
    expect([refused.status, refused.body.say]).toEqual([400, say])
  }
})

test('an action is settled by one of two who change it at once; the other sees what stands', async ({
  lead,
  health,
  parent,
}) => {
  const { id } = await underWay(lead)
  const made = (await enter(lead, id, action())).body
  const owner = { member: null, name: 'A head teacher', partner: 'schools' }
  const due = { day: '2026-11-27', time: '16:00' }
  expect(made.action).toMatchObject({ owner: null, state: 'open', settledAt: null, version: 1 })
  const owned = await settle(health, id, made.id, { owner, due, state: 'open', version: 1 })
  expect(owned.body.action).toMatchObject({ owner, due, version: 2 })
  const stale = await settle(parent, id, made.id, { owner: null, due: null, state: 'dropped', version: 1 })
  expect([stale.status, stale.body.theirs.action.owner]).toEqual([409, owner])
  // The same again, from the outbox, is no conflict.
  expect((await settle(health, id, made.id, { owner, due, state: 'open', version: 1 })).status).toBe(200)
  await close(lead, id)
  const done = await settle(parent, id, made.id, { owner, due, state: 'done', version: 2 })
  expect(done.body.action).toMatchObject({ state: 'done', settledAt: expect.any(Number) })
  expect(done.body.words).toBe(made.words)
  const trail = (await lead.call(routes.meetingTrail, { params: { meeting: id } })).body
  expect(trail.filter(({ did }: { did: string }) => did.startsWith('settled'))).toMatchObject([
    { did: expect.stringContaining(`settled ${made.id} open `), by: { id: health.person.id } },
    {
      did: expect.stringContaining(`settled ${made.id} done `),
      by: { id: parent.person.id },
      before: expect.stringContaining('16:00'),
    },
  ])
})

const takePosition = (by: Guest) =>
  by.call(routes.setPosition, {
    params: { theme: '3' },
    body: {
      id: nanoid(),
      partner: 'parents',
      on: 'conclusions',
      stance: 'do not agree',
      reason: 'Families waited.',
      publish: true,
      seen: null,
      writtenAt: Date.now(),
    },
  })

test('a position asked for in a meeting is never set by whoever wrote the line, only by its signatory', async ({
  lead,
  parent,
}) => {
  const { id } = await underWay(lead)
  const on = { theme: '3', on: 'conclusions', partner: 'parents' } as const
  const line = decision({ kind: 'position', words: 'Parents do not agree yet on 3', position: on })
  const made = (await enter(lead, id, line)).body
  expect(made.position).toEqual({ ...on, set: null })
  const standing = async () => (await lead.call(routes.positions)).body.positions
  expect(await standing()).toEqual([])
  expect((await takePosition(lead)).status).toBe(403)
  expect((await read(lead, id)).entries[0]?.position?.set).toBeNull()
  const position = (await takePosition(parent)).body
  expect((await read(lead, id)).entries[0]?.position?.set).toMatchObject({
    id: position.id,
    stance: 'do not agree',
  })
})

test('what was said by phone is its speaker’s, and is read back once', async ({ lead, health, sponsor }) => {
  const { id } = await underWay(lead)
  const phone = { partner: 'providers', name: 'Ward manager', readBack: false }
  const made = (
    await enter(health, id, decision({ kind: 'phone', words: 'CAMHS: 1875 waiting down to 24', phone }))
  ).body
  expect(made.phone).toEqual({ partner: 'providers', name: 'Ward manager', readBack: null })
  const params = { meeting: id, entry: made.id }
  expect((await sponsor.call(routes.readBack, { params, body: {} })).status).toBe(403)
  const told = (await lead.call(routes.readBack, { params, body: {} })).body
  expect(told.phone.readBack.by.id).toBe(lead.person.id)
  expect((await health.call(routes.readBack, { params, body: {} })).body).toEqual(told)
})

test('unfinished actions return in the next meeting of the kind, and are carried on once', async ({
  lead,
  health,
}) => {
  const first = await underWay(lead, 'daily keeping-in-touch')
  const [done, open, carried] = await Promise.all(
    ['Bring the audit', 'Ask the wards', 'Enter the two values'].map(
      async (words) => (await enter(lead, first.id, action({ item: 'risks', words }))).body,
    ),
  )
  await close(lead, first.id)
  await settle(health, first.id, done.id, { ...done.action, state: 'done' })
  const other = await underWay(lead, 'workshop')
  expect((await read(lead, other.id)).lastActions).toEqual([]) // of another kind

  const next = await planned(lead, 'daily keeping-in-touch')
  const facts = async (id: string) =>
    (await read(lead, id)).lastActions.map(({ words, action }) => `${words}: ${action?.state}`).toSorted()
  expect(await facts(next.id)).toEqual([
    'Ask the wards: open',
    'Bring the audit: done',
    'Enter the two values: open',
  ])
  await lead.call(routes.startMeeting, { params: { meeting: next.id }, body: {} })
  const again = (by: Guest) =>
    enter(
      by,
      next.id,
      action({
        item: 'today',
        words: carried.words,
        action: { owner: null, due: null, carriedFrom: carried.id },
      }),
    )
  const both = await Promise.all([again(lead), again(health)])
  expect(both.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([200, 409])
  const changed = await settle(lead, first.id, carried.id, { ...carried.action, state: 'done', version: 2 })
  expect([changed.status, changed.body.error]).toEqual([410, 'gone'])
  await close(lead, next.id)

  const third = await underWay(lead, 'daily keeping-in-touch')
  expect(await facts(third.id)).toEqual(['Ask the wards: open', 'Enter the two values: open'])
  expect(await facts(next.id)).toContain('Enter the two values: carried') // as it was in that meeting

  // What is settled after a meeting was closed stood open in it, with whom and when it had then.
  const owner = { member: null, name: 'A ward manager', partner: 'providers' }
  const later = { owner, due: { day: '2027-01-04', time: null }, state: 'done', version: 1 }
  expect((await settle(lead, first.id, open.id, later)).status).toBe(200)
  expect(await facts(third.id)).toEqual(['Ask the wards: done', 'Enter the two values: open'])
  const then = (await read(lead, next.id)).lastActions.find(({ id }) => id === open.id)
  expect(then?.action).toEqual(open.action)
  await enter(lead, first.id, action({ words: 'Too late for it' }))
  expect((await read(lead, next.id)).lastActions).toHaveLength(3)
  expect((await settle(lead, first.id, open.id, { ...later, state: 'open', version: 2 })).status).toBe(200)
  expect((await read(lead, next.id)).lastActions.find(({ id }) => id === open.id)?.action).toEqual(
    open.action,
  )

  const unfinished = (await lead.call(routes.meetings)).body.actions.map(({ id }: { id: string }) => id)
  expect(unfinished).toContain(open.id)
  expect(unfinished).not.toContain(carried.id)
})
