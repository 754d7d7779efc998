import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { routes } from '../../../shared/api/routes.ts'
import { type Guest, startTestServer, type TestServer } from '../../support/test-server.ts'

/** Whose an action is, whose evidence, and rows that many write at once. */

let server: TestServer
let lead: Guest
let health: Guest
let officer: Guest
beforeAll(async () => {
  server = await startTestServer()
  lead = await server.signIn({ role: 'NL' })
  health = await server.signIn({ role: 'WL', partner: 'ccgs' })
  officer = await server.signIn({ role: 'DO' })
})
afterAll(() => server.stop())

const idOf = (ref: string): string => `action-no-${ref.replace('.', '-')}`
const newAction = (ref: string, more: object = {}) => ({
  id: idOf(ref),
  ref,
  title: `What ${ref} does`,
  theme: '4',
  owner: null,
  partner: 'ccgs',
  due: null,
  ...more,
})
const asOwner = ({ person }: Guest) => ({ member: person.id, name: person.name })
const add = (who: Guest, ref: string, more: object = {}) =>
  who.call(routes.addAction, { body: newAction(ref, more) })
const change = async (who: Guest, ref: string, more: object, version = 1) => {
  const { id, ...said } = newAction(ref, more)
  return who.call(routes.changeAction, { params: { action: id }, body: { ...said, version } })
}
const importRows = (who: Guest, rows: readonly object[]) => who.call(routes.importActions, { body: { rows } })
const rowsOf = (major: number, count: number, more: object = {}) =>
  Array.from({ length: count }, (_, index) => ({
    ...newAction(`${major}.${index + 1}`, more),
    status: 'Action Underway (on target)',
  }))

const evidence = (id: string) => ({
  id,
  title: 'Waiting list of November',
  kind: 'data',
  place: 'waiting-list.xlsx',
  date: new Date().toISOString().slice(0, 10),
  holder: null,
  sensitivity: 'partners only',
  whatChanged: null,
  actions: [],
})
const verify = (who: Guest, id: string) =>
  who.call(routes.verifyEvidence, { params: { evidence: id }, body: { version: 1 } })
const invited = async (by: Guest): Promise<Guest> => {
  const body = { name: 'Officer just invited', partner: 'council', role: 'DO', themes: [] }
  return server.enter((await by.call(routes.invite, { body })).body.url)
}

describe('"E own"', () => {
  it('nobody gives themselves an action of another partner by naming themselves as its owner', async () => {
    const mine = asOwner(health)
    const refused = await add(health, '10.1', { partner: 'council', owner: mine })
    expect(refused).toMatchObject({
      status: 403,
      body: { say: expect.stringMatching(/their own partner.*can name you as its owner/) },
    })
    expect((await add(health, '10.1', { partner: null, owner: mine })).status).toBe(403)
    expect((await importRows(health, rowsOf(10, 1, { partner: 'council', owner: mine }))).body).toMatchObject(
      {
        added: 0,
        refused: [{ ref: '10.1', say: refused.body.say }],
      },
    )
    expect((await add(health, '10.1', { owner: mine })).status).toBe(200)
    const moved = await change(health, '10.1', { partner: 'council', owner: mine })
    expect(moved.body.say).toBe(refused.body.say)
  })

  it('whom the nominated lead names as owner answers for it, and leaves it with its partner', async () => {
    const owned = { partner: 'council', owner: asOwner(health) }
    expect((await add(lead, '10.2', owned)).status).toBe(200)
    expect((await change(health, '10.2', { ...owned, due: '2027-03-01' })).status).toBe(200)
    expect((await change(health, '10.2', { ...owned, owner: null }, 2)).status).toBe(403)
    expect((await change(health, '10.2', { partner: 'ccgs', owner: null }, 2)).status).toBe(200)
  })
})

describe('rows of a spreadsheet', () => {
  it('are added once, marked as imported, and bad ones are named', async () => {
    await add(lead, '3.99')
    const bad = { ...newAction('90.2'), ref: '3.99', status: 'Completed' }
    const gone = { ...newAction('90.3', { owner: { member: 'nobody', name: 'N' } }), status: 'Completed' }
    const again = { ...newAction('90.4'), ref: '90.1', status: 'Completed' }
    const rows = [...rowsOf(90, 1), bad, gone, again]
    for (const _ of [1, 2]) {
      const { body } = await importRows(lead, rows)
      expect(body).toEqual({
        added: 1,
        refused: [
          { ref: '3.99', say: expect.stringContaining('already') },
          { ref: '90.3', say: expect.stringContaining('not a member') },
          { ref: '90.1', say: expect.stringContaining('already') },
        ],
      })
    }
    const { actions } = (await lead.call(routes.register)).body
    expect(actions.find(({ ref }: { ref: string }) => ref === '90.1')).toMatchObject({
      status: 'Action Underway (on target)',
      imported: true,
      evidence: [],
    })
  })

  it('come in three hundred at a time, each with its trail, until the register is full', async () => {
    const owner = { member: officer.person.id, name: 'Called otherwise' }
    expect((await importRows(lead, rowsOf(91, 300, { owner }))).body).toEqual({ added: 300, refused: [] })
    expect((await importRows(lead, rowsOf(91, 300, { owner }))).body, 'once').toMatchObject({ added: 300 })
    const { actions } = (await lead.call(routes.register)).body
    const came = actions.filter(({ ref }: { ref: string }) => ref.startsWith('91.'))
    expect(came).toHaveLength(300)
    expect(came.at(-1).owner.name).toBe(officer.person.name)
    const { trail } = (await lead.call(routes.actionHistory, { params: { action: idOf('91.300') } })).body
    expect(trail.map(({ did }: { did: string }) => did)).toEqual(['imported as Action Underway (on target)'])
    const { db } = server.running.ledger
    const entries = await db
      .selectFrom('trail')
      .selectAll()
      .where('workspace', '=', 'surrey-demo')
      .orderBy('n')
      .execute()
    expect(entries.map(({ n }) => n)).toEqual(entries.map((_, index) => index + 1))

    for (const major of [92, 93]) await importRows(lead, rowsOf(major, 300))
    const { body } = await importRows(lead, rowsOf(94, 300))
    expect(body.added).toBe(1_000 - 900 - (actions.length - 300))
    expect(body.refused[0].say).toContain('holds as many')
    expect((await lead.call(routes.register)).body.actions).toHaveLength(1_000)
  })
})

describe('the second person', () => {
  it('of evidence is nobody whom its author has just invited; a day later, and for others, they are', async () => {
    const fresh = await invited(lead)
    for (const [who, id] of [
      [lead, 'evidence-own1'],
      [health, 'evidence-own2'],
    ] as const)
      expect((await who.call(routes.addEvidence, { body: evidence(id) })).status).toBe(200)
    expect(await verify(fresh, 'evidence-own1')).toMatchObject({
      status: 403,
      body: { say: expect.stringContaining('one person twice') },
    })
    expect((await verify(fresh, 'evidence-own2')).status).toBe(200)
    await server.running.ledger.db
      .updateTable('credential')
      .set((e) => ({ used_at: e('used_at', '-', 25 * 3_600_000) }))
      .where('member', '=', fresh.person.id)
      .where('used_at', 'is not', null)
      .execute()
    expect((await verify(fresh, 'evidence-own1')).status).toBe(200)
  })
})
