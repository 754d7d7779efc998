import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { routes } from '../../../shared/api/routes.ts'
import { type Guest, startTestServer, type TestServer } from '../../support/test-server.ts'

let server: TestServer
let lead: Guest
let health: Guest
let officer: Guest
let parent: Guest
beforeAll(async () => {
  server = await startTestServer()
  lead = await server.signIn({ role: 'NL' })
  health = await server.signIn({ role: 'WL', partner: 'ccgs' })
  officer = await server.signIn({ role: 'DO' })
  parent = await server.signIn({ role: 'PP', partner: 'parents' })
})
afterAll(() => server.stop())

const EVIDENCE = {
  title: 'Waiting list of November',
  kind: 'data',
  place: 'waiting-list.xlsx',
  date: new Date().toISOString().slice(0, 10),
  holder: 'Data officer',
  sensitivity: 'partners only',
  whatChanged: 'Children wait eleven weeks less.',
}

describe('the chase list', () => {
  it('closes when the evidence tied to a claim is verified, or by hand with a reason', async () => {
    const chased = (id: string) => ({
      id,
      claim: 'Recording gaps halved',
      missing: 'The two counts',
      theme: '3',
      section: null,
      who: { member: officer.person.id, name: officer.person.name },
      byWhen: '2026-11-27T16:00',
      evidence: null,
    })
    expect((await lead.call(routes.addChase, { body: chased('chase-00001') })).status).toBe(200)
    expect(
      (await lead.call(routes.addChase, { body: { ...chased('x'.repeat(12)), byWhen: '2026-02-30T16:00' } }))
        .status,
    ).toBe(400)
    await parent.call(routes.addChase, { body: { ...chased('chase-00002'), byWhen: '2026-11-26T09:00' } })
    const list = async () => (await health.call(routes.chase)).body
    expect((await list()).map(({ id }: { id: string }) => id)).toEqual(['chase-00002', 'chase-00001'])

    await health.call(routes.addEvidence, { body: { ...EVIDENCE, id: 'evidence-ch', actions: [] } })
    const tie = (version: number) =>
      health.call(routes.tieChase, {
        params: { chase: 'chase-00001' },
        body: { evidence: 'evidence-ch', version },
      })
    expect((await tie(7)).status).toBe(409)
    expect((await tie(1)).body.closed).toBeNull()
    await officer.call(routes.verifyEvidence, { params: { evidence: 'evidence-ch' }, body: { version: 1 } })
    expect((await list())[1]).toMatchObject({
      id: 'chase-00001',
      closed: { by: { id: officer.person.id }, why: null },
    })

    const close = { params: { chase: 'chase-00002' }, body: { reason: 'No longer said.', version: 1 } }
    expect((await lead.call(routes.closeChase, close)).body.closed.why).toBe('No longer said.')
    expect((await lead.call(routes.closeChase, close)).status).toBe(400)
  })
})
