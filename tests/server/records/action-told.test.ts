import { sql } from 'kysely'
import { expect } from 'vitest'
import { checkActions } from '../../../server/records/action-told.ts'
import { routes } from '../../../shared/api/routes.ts'
import { test } from '../../support/signed-in.ts'

const DAY = '2026-11-27'
const UNSAID = { statusNote: null, startDate: null, recoveryNote: null, revisedDue: null }
const say = (id: string, what = 'changed past the program') => [
  `action ${id} of the register of surrey-demo: ${what}.`,
]

test('an owner, a date or a status that was changed past the program shows in a check, and nothing else does', async ({
  server,
  lead,
  health,
}) => {
  const officer = await server.signIn({ role: 'DO' })
  const { db } = server.running.ledger
  const owner = { member: health.person.id, name: health.person.name }
  const said = { title: 'Do it', theme: '3', partner: 'ccgs', due: DAY, owner }
  const id = 'action-told-1'
  expect((await lead.call(routes.addAction, { body: { ...said, id, ref: 'T.1' } })).status).toBe(200)
  const params = { action: id }
  const body = { ...said, ref: 'T.1', due: '2026-12-04', version: 1 }
  expect((await health.call(routes.changeAction, { params, body })).status).toBe(200)
  const behind = {
    ...UNSAID,
    status: 'Action Underway (but behind target)',
    recoveryNote: 'Two more therapists.',
    revisedDue: '2027-06-30',
  }
  const evidence = {
    id: 'evidence-told',
    title: 'Rota',
    kind: 'data',
    place: 'rota.xlsx',
    date: new Date().toISOString().slice(0, 10),
    holder: null,
    sensitivity: 'partners only',
    whatChanged: 'Shorter.',
    actions: [id],
  }
  expect((await health.call(routes.addEvidence, { body: evidence })).status).toBe(200)
  const set = (status: object, version: number) =>
    health.call(routes.setActionStatus, { params, body: { ...status, version } })
  expect((await set(behind, 2)).status).toBe(200)
  expect((await set({ ...UNSAID, status: 'Completed' }, 3)).body.proposal).not.toBeNull()
  expect(await checkActions(db), 'asked for').toEqual([])
  const look = { params: { evidence: evidence.id }, body: { version: 1 } }
  expect((await officer.call(routes.verifyEvidence, look)).status).toBe(200)
  expect(await checkActions(db), 'verified').toEqual([])
  const back = await lead.call(routes.reverseAction, { params, body: { reason: 'Not yet.', version: 5 } })
  expect(back.body.status).toBe(behind.status)
  const rows = [{ ...said, id: 'action-told-2', ref: 'T.2', status: 'Completed' }]
  expect((await lead.call(routes.importActions, { body: { rows } })).body.added).toBe(1)
  expect(await checkActions(db)).toEqual([])
  const { trail } = (await lead.call(routes.actionHistory, { params })).body
  expect(trail.map(({ did }: { did: string }) => did).filter((did: string) => did.includes('#'))).toEqual([])

  const past = async (statement: string): Promise<string[]> => {
    const before = await db.selectFrom('action').selectAll().where('id', '=', id).executeTakeFirstOrThrow()
    await sql.raw(`${statement} where workspace = 'surrey-demo' and id = '${id}'`).execute(db)
    const faults = await checkActions(db)
    await db.deleteFrom('action').where('id', '=', id).execute()
    await db.insertInto('action').values(before).execute()
    return faults
  }
  for (const [statement, faults] of [
    [`update action set owner_id = 'x'`, say(id)],
    [`update action set owner_id = null, owner_name = null`, say(id)],
    [`update action set due = '2027-11-27'`, say(id)],
    [`update action set revised_due = null`, say(id)],
    [`update action set status = 'Completed'`, say(id)],
    [`update action set partner = 'council'`, say(id)],
    ['delete from action', say(id, 'taken out')],
    // A removal of words for good.
    [`update action set title = '', owner_name = '', recovery_note = null`, []],
  ] as const)
    expect(await past(statement), statement).toEqual(faults)

  const row = await db.selectFrom('action').selectAll().where('id', '=', id).executeTakeFirstOrThrow()
  await db
    .insertInto('action')
    .values({ ...row, id: 'action-told-3', ref: 'T.3' })
    .execute()
  expect(await checkActions(db)).toEqual(say('action-told-3', 'put in past the program'))
  await db.deleteFrom('action').where('id', '=', 'action-told-3').execute()
})

test('what an earlier version of the program told without a hash is compared by its status', async ({
  server,
}) => {
  const { db } = server.running.ledger
  await db
    .updateTable('trail')
    .set((e) => ({ did: e.fn('substr', ['did', e.val(1), sql<number>`instr(did, ' #') - 1`]) }))
    .where('subject', '=', 'action:starter-3-1')
    .execute()
  const set = (to: object) => db.updateTable('action').set(to).where('id', '=', 'starter-3-1').execute()
  await set({ due: DAY })
  expect(await checkActions(db)).toEqual([])
  await set({ status: 'Completed' })
  expect(await checkActions(db)).toEqual(say('starter-3-1'))
})
