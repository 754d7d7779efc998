import { expect, vi } from 'vitest'
import { routes } from '../../../shared/api/routes.ts'
import { MeetingKind } from '../../../shared/domain/meetings.ts'
import { sections } from '../../../shared/narrative/sections.ts'
import { TEMPLATES, templateOf } from '../../../shared/meetings/templates.ts'
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

test('hands stand in the order raised, whatever becomes of a link; the word is given and lowers one', async ({
  server,
  lead,
  health,
  parent,
  sponsor,
}) => {
  const { id } = await underWay(lead)
  const params = { meeting: id }
  const hand = (by: typeof lead, up: boolean) => by.call(routes.raiseHand, { params, body: { up } })
  const order = async () => (await read(sponsor, id)).hands.map(({ who }) => who.id)
  for (const by of [parent, sponsor, health]) await hand(by, true)
  await hand(parent, true) // pressed twice: still the first
  expect(await order()).toEqual([parent, sponsor, health].map(({ person }) => person.id))
  await server.restart()
  expect(await order()).toEqual([parent, sponsor, health].map(({ person }) => person.id))
  expect((await parent.call(routes.lowerHand, { params: { ...params, who: health.person.id } })).status).toBe(
    403,
  )
  expect((await health.call(routes.giveWord, { params, body: { who: health.person.id } })).status).toBe(403)
  await lead.call(routes.giveWord, { params, body: { who: parent.person.id } })
  expect((await read(lead, id)).meeting.course?.speaking?.id).toBe(parent.person.id)
  await lead.call(routes.lowerHand, { params: { ...params, who: sponsor.person.id } })
  await hand(health, false)
  expect(await order()).toEqual([])
})

test('a hand for somebody by phone is raised by who writes the minutes, and stands in the same order', async ({
  lead,
  parent,
  sponsor,
}) => {
  const { id } = await underWay(lead)
  const params = { meeting: id, who: 'head-by-phone' }
  const raise = (by: typeof lead, who = params.who) =>
    by.call(routes.raiseHandFor, { params: { ...params, who }, body: {} })
  const list = (how: string) =>
    lead.call(routes.setAttendance, { params, body: { how, partner: 'schools', name: 'A head teacher' } })
  expect((await raise(parent)).status).toBe(400) // not on the list
  await list('phone')
  await parent.call(routes.raiseHand, { params, body: { up: true } })
  expect((await raise(sponsor)).status).toBe(403)
  await raise(parent)
  await raise(lead) // twice: still the one who entered it first
  const { hands } = await read(sponsor, id)
  expect(hands.map(({ who, enteredBy }) => [who.name, who.partner, enteredBy?.id ?? null])).toEqual([
    [parent.person.name, 'parents', null],
    ['A head teacher', 'schools', parent.person.id],
  ])
  expect((await raise(parent, lead.person.id)).status).toBe(400) // has the page open
  expect((await sponsor.call(routes.lowerHand, { params })).status).toBe(403)
  await parent.call(routes.lowerHand, { params })
  expect((await read(lead, id)).hands).toHaveLength(1)

  await raise(parent)
  const given = await lead.call(routes.giveWord, { params, body: { who: params.who } })
  // Their name stands in the attendance alone, where a removal finds it.
  expect(given.body.course.speaking).toEqual({ id: params.who, name: null, partner: 'schools' })
  expect((await read(lead, id)).hands).toHaveLength(1)
  await raise(parent)
  await list('apologies')
  expect((await read(lead, id)).hands).toHaveLength(1)
  await list('phone')
  await raise(parent)
  await lead.call(routes.removeAttendance, { params })
  expect((await read(lead, id)).hands).toHaveLength(1)
  expect((await lead.call(routes.giveWord, { params, body: { who: params.who } })).status).toBe(404)
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
