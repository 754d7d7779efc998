import { expect, vi } from 'vitest'
import { routes } from '../../../shared/api/routes.ts'
import { type AgendaItem, MeetingKind } from '../../../shared/domain/meetings.ts'
import { addSection, sections } from '../../../shared/narrative/sections.ts'
import { TEMPLATES, templateOf } from '../../../shared/meetings/templates.ts'
import { LIMITS } from '../../../shared/protocol/limits.ts'
import { test } from '../../support/signed-in.ts'
import {
  action,
  aPlan,
  close,
  decision,
  enter,
  open,
  planned,
  read,
  STARTS,
  type,
  underWay,
} from './meeting.ts'

vi.setConfig({ testTimeout: 60_000 })

test('every kind of meeting has its template, and its minutes a section for each item', async ({
  server,
  lead,
}) => {
  expect(TEMPLATES.map(({ kind }) => kind).toSorted()).toEqual(MeetingKind.options.toSorted())
  for (const kind of MeetingKind.options) {
    const meeting = await planned(lead, kind)
    const template = templateOf(kind)
    expect(meeting).toMatchObject({ kind, state: 'planned', course: null, closed: null, version: 1 })
    expect(meeting.agenda).toEqual(template.agenda)
    expect(meeting.title).toBe(`${template.name}, 24 November`)
    const page = await open(server, { role: 'DO' }, `minutes/${meeting.id}`)
    expect(sections(page.peer.doc).map(({ id, title }) => [id, title])).toEqual(
      template.agenda.map(({ id, title }) => [id, title]),
    )
    page.socket.close()
  }
})

test('planned again with the same id it is the same meeting, and nobody else’s', async ({ lead, health }) => {
  const body = aPlan('weekly teleconference', { dialIn: '0800 000 000, code 123', invitees: ['nobody'] })
  const first = await lead.call(routes.planMeeting, { body })
  expect(first.body).toMatchObject({ dialIn: '0800 000 000, code 123', invitees: [] })
  expect((await lead.call(routes.planMeeting, { body })).body).toEqual(first.body)
  expect((await health.call(routes.planMeeting, { body })).body.error).toBe('bad request')
  expect(
    (await lead.call(routes.meetings)).body.meetings.filter(({ id }: { id: string }) => id === body.id),
  ).toHaveLength(1)
})

test('who reads, writes and closes is as the matrix says', async ({
  server,
  lead,
  health,
  parent,
  sponsor,
  reader,
}) => {
  const data = await server.signIn({ role: 'DO' })
  const voice = await server.signIn({ role: 'VL' })
  const { id } = await underWay(health)
  const params = { meeting: id }
  const tries = [
    ['read', (by: typeof lead) => by.call(routes.meeting, { params })],
    ['list', (by: typeof lead) => by.call(routes.meetings)],
    ['changes', (by: typeof lead) => by.call(routes.meetingChanges, { params })],
    ['trail', (by: typeof lead) => by.call(routes.meetingTrail, { params })],
    ['hand', (by: typeof lead) => by.call(routes.raiseHand, { params, body: { up: true } })],
    ['plan', (by: typeof lead) => by.call(routes.planMeeting, { body: aPlan('workshop') })],
    ['enter', (by: typeof lead) => enter(by, id, decision())],
    [
      'attendance',
      (by: typeof lead) =>
        by.call(routes.setAttendance, {
          params: { ...params, who: 'phone-1' },
          body: { how: 'phone', partner: 'schools', name: 'A head teacher' },
        }),
    ],
    ['take over', (by: typeof lead) => by.call(routes.facilitate, { params, body: {} })],
    ['close', (by: typeof lead) => close(by, id)],
  ] as const
  const allowed = async (by: typeof lead) => {
    const names: string[] = []
    for (const [name, act] of tries) if ((await act(by)).status === 200) names.push(name)
    return names.join(', ')
  }
  const reads = 'read, list, changes, trail, hand'
  const writes = `${reads}, plan, enter, attendance, take over`
  expect(await allowed(reader)).toBe('')
  expect(await allowed(sponsor)).toBe(reads)
  for (const by of [data, voice, parent, health]) expect(await allowed(by)).toBe(writes)
  expect(await allowed(lead)).toBe(`${writes}, close`)
})

test('an agenda is changed under two hands: the later one sees both, and nothing written is lost', async ({
  server,
  lead,
  health,
}) => {
  const meeting = await underWay(lead)
  const params = { meeting: meeting.id }
  const page = await open(server, { role: 'DO' }, `minutes/${meeting.id}`)
  type(page, 'chase', 'Two values are still missing.')
  await page.peer.until(() => page.peer.allSaved)
  const plan = {
    title: meeting.title,
    startsAt: STARTS,
    minutes: 60,
    dialIn: null,
    invitees: [health.person.id],
    version: meeting.version,
  }
  const [actions, themes, chase, positions, next] = meeting.agenda
  const voice = { id: 'voice', title: 'A voice item', kind: 'free', minutes: 5 }
  const changed = await lead.call(routes.changeMeeting, {
    params,
    // Themes renamed and moved to the front, the item under discussion and the chase list taken out, one added.
    body: { ...plan, agenda: [{ ...themes, title: 'Changes only' }, voice, positions, next] },
  })
  expect(changed.body).toMatchObject({
    version: 2,
    invitees: [{ id: health.person.id }],
    course: { item: null },
  })
  const stale = await health.call(routes.changeMeeting, {
    params,
    body: { ...plan, agenda: [actions, themes, chase, positions] },
  })
  expect([stale.status, stale.body.error, stale.body.theirs.agenda[1].title]).toEqual([
    409,
    'stale',
    'A voice item',
  ])
  await page.peer.until(() => sections(page.peer.doc).some(({ id }) => id === 'voice'))
  expect(sections(page.peer.doc).map(({ title }) => title)).toEqual([
    'Changes only',
    'A voice item',
    'Positions',
    'Next steps',
    'Chase list', // has words
  ])
  page.socket.close()
})

test('minutes that have had as many items as they hold take a new title, not one more item', async ({
  server,
  lead,
}) => {
  const meeting = await planned(lead)
  const page = await open(server, { role: 'DO' }, `minutes/${meeting.id}`)
  for (let n = meeting.agenda.length; n < LIMITS.sections; n++)
    addSection(page.peer.doc, { id: `filler-${n}`, title: 'Filler', after: null })
  await page.peer.until(() => page.peer.allSaved)
  const change = (agenda: AgendaItem[], version: number) =>
    lead.call(routes.changeMeeting, {
      params: { meeting: meeting.id },
      body: { title: 'Full', startsAt: STARTS, minutes: 60, dialIn: null, invitees: [], agenda, version },
    })
  const [first, ...rest] = meeting.agenda
  const refused = await change([...meeting.agenda, { ...first!, id: 'one-more' }], 1)
  expect([refused.status, refused.body.say]).toEqual([
    400,
    expect.stringMatching(
      /have had 60 items.*Give an item that is there a new title.*or plan a further meeting/,
    ),
  ])
  expect((await change([{ ...first!, title: 'Another title' }, ...rest], 1)).status).toBe(200)
  await page.peer.until(() => sections(page.peer.doc)[0]?.title === 'Another title')
  page.socket.close()
})

test('a planned meeting is called off by whoever planned it or a lead; nothing more happens in it', async ({
  lead,
  health,
  parent,
}) => {
  const { id } = await planned(health)
  const params = { meeting: id }
  expect((await parent.call(routes.callOffMeeting, { params, body: {} })).status).toBe(403)
  const rights = async () =>
    (await lead.call(routes.documentPage, { params: { document: `minutes-${id}` } })).body.rights
  expect(await rights()).toMatchObject({ read: true, edit: true })
  expect((await lead.call(routes.callOffMeeting, { params, body: {} })).body.state).toBe('called off')
  expect(await rights()).toMatchObject({ read: true, edit: false })
  for (const route of [routes.startMeeting, routes.closeMeeting])
    expect((await lead.call(route, { params, body: {} })).status).toBe(410)
  expect((await enter(lead, id, decision())).status).toBe(410)
  const started = await underWay(lead)
  const held = await lead.call(routes.callOffMeeting, { params: { meeting: started.id }, body: {} })
  expect([held.status, held.body.say]).toEqual([400, 'This meeting has started. Close it instead.'])
})

test('two facilitators press Next at once: one item on, never two; everybody else asks first', async ({
  lead,
  health,
  parent,
}) => {
  const meeting = await underWay(health)
  const params = { meeting: meeting.id }
  expect(meeting.course).toMatchObject({
    item: 'last-actions',
    facilitator: { id: health.person.id },
    took: {},
  })
  const next = (by: typeof lead, from: string, to: string) =>
    by.call(routes.meetingItem, { params, body: { from, to } })
  const both = await Promise.all([
    next(lead, 'last-actions', 'themes'),
    next(health, 'last-actions', 'themes'),
  ])
  expect(both.map(({ status, body }) => [status, body.course.item])).toEqual([
    [200, 'themes'],
    [200, 'themes'],
  ])
  const course = (await read(lead, meeting.id)).meeting.course
  expect(course).toMatchObject({ item: 'themes', itemSince: both[0].body.course.itemSince })
  expect(course?.took['last-actions']).toBe((course?.itemSince ?? 0) - (meeting.course?.itemSince ?? 0))
  // From an item that is over to yet another one: told where the meeting is.
  const late = await next(health, 'last-actions', 'chase')
  expect([late.status, late.body.theirs.course.item]).toEqual([409, 'themes'])
  expect((await next(parent, 'themes', 'chase')).status).toBe(403)
  await parent.call(routes.facilitate, { params, body: {} })
  expect((await next(parent, 'themes', 'chase')).body.course.item).toBe('chase')
  expect((await next(health, 'chase', 'positions')).status).toBe(403)
  expect((await next(lead, 'chase', 'no-such-item')).status).toBe(400)
})

test('the facilitator goes to a section and everyone may follow, until the next item', async ({
  lead,
  parent,
}) => {
  const { id } = await underWay(lead)
  const params = { meeting: id }
  const place = { document: '4', section: 'overview' }
  expect((await parent.call(routes.goTogether, { params, body: { place } })).status).toBe(403)
  await lead.call(routes.goTogether, { params, body: { place } })
  expect((await read(parent, id)).meeting.course?.lookingAt).toMatchObject({
    ...place,
    by: { id: lead.person.id },
  })
  await lead.call(routes.meetingItem, { params, body: { from: 'last-actions', to: 'themes' } })
  expect((await read(parent, id)).meeting.course?.lookingAt).toBeNull()
})

test('what is said comes back with its trail, and unfinished actions are on the list of meetings', async ({
  lead,
  parent,
}) => {
  const { id } = await underWay(lead)
  const made = (await enter(parent, id, action())).body
  const { actions } = (await lead.call(routes.meetings)).body
  expect(actions).toContainEqual(made)
  const trail = (await lead.call(routes.meetingTrail, { params: { meeting: id } })).body
  expect(trail.map(({ did }: { did: string }) => did.split(' ')[0])).toEqual([
    'planned',
    'started',
    'entered',
  ])
})
