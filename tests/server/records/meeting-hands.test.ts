import { expect, vi } from 'vitest'
import { routes } from '../../../shared/api/routes.ts'
import { test } from '../../support/signed-in.ts'
import { read, underWay } from './meeting.ts'

vi.setConfig({ testTimeout: 60_000 })

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
