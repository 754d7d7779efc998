import { sql } from 'kysely'
import { expect, vi } from 'vitest'
import { checkMeetings } from '../../../server/records/meeting-seals.ts'
import { routes } from '../../../shared/api/routes.ts'
import { test } from '../../support/signed-in.ts'
import { action, enter, planned, read, STARTS, underWay } from './meeting.ts'

vi.setConfig({ testTimeout: 60_000 })

test('a plan, an action or attendance that was changed past the program shows in a check, and nothing else does', async ({
  server,
  lead,
  health,
  sponsor,
}) => {
  const { db } = server.running.ledger
  const meeting = await underWay(lead)
  const params = { meeting: meeting.id }
  const made = (await enter(lead, meeting.id, action())).body
  const owner = { member: health.person.id, name: health.person.name, partner: health.person.partner }
  const due = { day: '2026-11-27', time: '16:00' }
  const settle = (state: string, version: number) =>
    lead.call(routes.settleAction, {
      params: { ...params, entry: made.id },
      body: { owner, due, state, version },
    })
  await settle('open', 1)
  await settle('done', 2)
  await settle('open', 3)
  const list = (who: string, how: string, more: object = {}) =>
    lead.call(routes.setAttendance, { params: { ...params, who }, body: { how, ...more } })
  await list('head-by-phone', 'phone', { partner: 'schools', name: 'A head teacher' })
  await list(sponsor.person.id, 'apologies')
  await list(health.person.id, 'here')
  await lead.call(routes.removeAttendance, { params: { ...params, who: health.person.id } })
  const { title, minutes, dialIn, agenda, version } = (await read(lead, meeting.id)).meeting
  const plan = {
    title,
    startsAt: STARTS + 60_000,
    minutes,
    dialIn,
    agenda: agenda.slice(0, 3),
    invitees: [],
    version,
  }
  expect((await lead.call(routes.changeMeeting, { params, body: plan })).status).toBe(200)
  const off = await planned(lead, 'workshop')
  await lead.call(routes.callOffMeeting, { params: { meeting: off.id }, body: {} })
  expect(await checkMeetings(db)).toEqual([])

  const past = async (statement: string): Promise<string[]> => {
    const [table = ''] = /\w+(?= (?:set|where))/.exec(statement) ?? []
    const before = await sql.raw(`select * from ${table}`).execute(db)
    await sql.raw(statement).execute(db)
    const faults = await checkMeetings(db)
    await db.transaction().execute(async (back) => {
      for (const row of before.rows as Record<string, unknown>[]) {
        const set = Object.fromEntries(Object.entries(row).filter(([, value]) => value !== undefined))
        await sql`insert or replace into ${sql.table(table)} (${sql.join(Object.keys(set).map((name) => sql.ref(name)))}) values (${sql.join(Object.values(set))})`.execute(
          back,
        )
      }
    })
    return faults
  }
  const one = `workspace = 'surrey-demo' and id = '${meeting.id}'`
  const entry = `id = '${made.id}'`
  const say = (what: string, id = meeting.id) => [
    `${what} of meeting ${id} in surrey-demo: changed past the program.`,
  ]
  for (const [statement, faults] of [
    [`update meeting set starts_at = 1 where ${one}`, say('the plan')],
    [`update meeting set agenda = json_remove(agenda, '$[0]') where ${one}`, say('the plan')],
    [`update meeting set invitees = '["x"]' where ${one}`, say('the plan')],
    [`update meeting set state = 'planned' where id = '${off.id}'`, say('the state', off.id)],
    [`update meeting_entry set state = 'dropped' where ${entry}`, say(`action ${made.id}`)],
    [`update meeting_entry set due_day = '2027-11-27' where ${entry}`, say(`action ${made.id}`)],
    [
      `update meeting_entry set owner = json_set(owner, '$.member', 'x') where ${entry}`,
      say(`action ${made.id}`),
    ],
    [
      `update meeting_attendance set how = 'here' where id = 'head-by-phone'`,
      say('attendance head-by-phone'),
    ],
    [
      `update meeting_attendance set out = 0 where id = '${health.person.id}'`,
      say(`attendance ${health.person.id}`),
    ],
    [`delete from meeting_attendance where id = 'head-by-phone'`, say('attendance head-by-phone')],
    // Somebody who sent apologies and came after all.
    [`update meeting_attendance set how = 'here' where id = '${sponsor.person.id}'`, []],
  ] as const)
    expect(await past(statement), statement).toEqual(faults)
  expect(await checkMeetings(db)).toEqual([])
})
