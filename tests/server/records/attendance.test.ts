import { expect, vi } from 'vitest'
import { routes } from '../../../shared/api/routes.ts'
import { test } from '../../support/signed-in.ts'
import type { Guest } from '../../support/test-server.ts'
import { close, open, planned, read, underWay } from './meeting.ts'

vi.setConfig({ testTimeout: 60_000 })

const PARENT = { role: 'PP', partner: 'parents' } as const
const HEALTH = { role: 'WL', partner: 'ccgs' } as const

const who = async (by: Guest, meeting: string) =>
  (await read(by, meeting)).attendance.map(({ partner, how }) => `${partner} ${how}`)

test('attendance is filled from who is in the minutes: from the start on, and until they leave', async ({
  server,
  lead,
  parent,
}) => {
  const { id } = await planned(lead)
  const room = `minutes/${id}`
  const early = await open(server, PARENT, room)
  expect(await who(lead, id)).toEqual([])
  await lead.call(routes.startMeeting, { params: { meeting: id }, body: {} })
  await vi.waitFor(async () => expect(await who(lead, id)).toEqual(['parents here']), 5_000)
  const [first] = (await read(lead, id)).attendance
  expect(first).toMatchObject({
    id: parent.person.id,
    member: true,
    name: parent.person.name,
    until: null,
    enteredBy: null,
  })
  const late = await open(server, HEALTH, room)
  await vi.waitFor(async () => expect(await who(lead, id)).toEqual(['parents here', 'ccgs here']), 5_000)

  early.socket.close()
  const parentNow = async () => (await read(lead, id)).attendance[0]
  await vi.waitFor(async () => expect((await parentNow())?.until).toEqual(expect.any(Number)), 10_000)
  // Back again: still there since they first came.
  const again = await open(server, PARENT, room)
  await vi.waitFor(async () => expect(await parentNow()).toEqual(first), 5_000)
  await close(lead, id)
  const closed = (await read(lead, id)).meeting.closed?.at
  expect((await read(lead, id)).attendance.map(({ until }) => until)).toEqual([closed, closed])
  for (const { socket } of [late, again]) socket.close()
})

test('it is corrected by hand, with a trail, and presence does not undo that', async ({
  server,
  lead,
  health,
  parent,
  sponsor,
}) => {
  const { id } = await underWay(lead)
  const set = (by: Guest, of: string, body: object) =>
    by.call(routes.setAttendance, { params: { meeting: id, who: of }, body })
  const out = (by: Guest, of: string) =>
    by.call(routes.removeAttendance, { params: { meeting: id, who: of } })
  const nameless = await set(lead, 'phone-1', { how: 'phone' })
  expect([nameless.status, nameless.body.say]).toEqual([400, 'Say who it is, and for which partner.'])
  await set(health, 'phone-1', { how: 'phone', partner: 'providers', name: 'Ward manager' })
  await set(lead, parent.person.id, { how: 'apologies', partner: 'council', name: 'Somebody else' })
  await set(lead, sponsor.person.id, { how: 'apologies' })
  const rows = (await read(lead, id)).attendance
  expect(rows).toMatchObject([
    { id: 'phone-1', member: false, name: 'Ward manager', how: 'phone', enteredBy: { id: health.person.id } },
    { how: 'apologies', from: null, until: null },
    { how: 'apologies', from: null, until: null },
  ])
  // A member's name and partner are their own, whatever is sent.
  expect(rows.find((row) => row.id === parent.person.id)).toMatchObject({
    partner: 'parents',
    name: parent.person.name,
  })

  // Apologies, and there after all; taken out, and not back by being on the page.
  await out(lead, 'phone-1')
  await set(lead, health.person.id, { how: 'here' })
  await out(lead, health.person.id)
  // Written one after the other: when the parent is there, what came of the one taken out is written too.
  const pages = [await open(server, HEALTH, `minutes/${id}`), await open(server, PARENT, `minutes/${id}`)]
  await vi.waitFor(
    async () => expect((await who(lead, id)).toSorted()).toEqual(['council apologies', 'parents here']),
    5_000,
  )
  const trail = (await lead.call(routes.meetingTrail, { params: { meeting: id } })).body
  expect(
    trail.map(({ did }: { did: string }) => did).filter((did: string) => did.startsWith('attendance')),
  ).toEqual([
    'attendance phone-1 phone',
    `attendance ${parent.person.id} apologies`,
    `attendance ${sponsor.person.id} apologies`,
    'attendance phone-1 out',
    `attendance ${health.person.id} here`,
    `attendance ${health.person.id} out`,
  ])
  expect((await out(lead, 'nobody-here')).status).toBe(404)
  await close(lead, id)
  expect((await set(lead, parent.person.id, { how: 'here' })).status).toBe(410)
  for (const { socket } of pages) socket.close()
})
