import { expect } from 'vitest'
import { routes } from '../../../shared/api/routes.ts'
import { ACTION_STATUSES } from '../../../shared/domain/actions.ts'
import { test } from '../../support/signed-in.ts'
import type { Guest } from '../../support/test-server.ts'

const [, BEHIND, , COMPLETED] = ACTION_STATUSES
const UNSAID = { statusNote: null, startDate: null, recoveryNote: null, revisedDue: null }
const EVIDENCE = {
  title: 'Waiting list of November',
  kind: 'data',
  place: 'waiting-list.xlsx',
  date: new Date().toISOString().slice(0, 10),
  holder: 'Data officer',
  sensitivity: 'partners only',
  whatChanged: 'Children wait eleven weeks less.',
}

const read = async (who: Guest) =>
  (await who.call(routes.register)).body.actions.find((one: { ref: string }) => one.ref === '3.1')

test.for([
  [
    'has become a sponsor',
    (lead: Guest, id: string) =>
      lead.call(routes.changeMember, { params: { member: id }, body: { role: 'SP' } }),
  ],
  ['was removed', (lead: Guest, id: string) => lead.call(routes.removeMember, { params: { member: id } })],
] as const)(
  'a status that waited is not set when who asked for it %s; who asked and for what is kept',
  async ([how, lose], { server, lead, parent }) => {
    const asker = await server.signIn({ role: 'WL', partner: 'ccgs', name: `Asker who ${how}` })
    const officer = await server.signIn({ role: 'DO' })
    const { id, version } = await read(asker)
    const evidence = `evidence-${asker.person.id}`
    await asker.call(routes.addEvidence, { body: { ...EVIDENCE, id: evidence, actions: [id] } })
    const params = { action: id }
    const asked = await asker.call(routes.setActionStatus, {
      params,
      body: { ...UNSAID, status: COMPLETED, version },
    })
    expect(asked.body.proposal.by.id).toBe(asker.person.id)
    expect((await lose(lead, asker.person.id)).status).toBeLessThan(300)

    const verified = await officer.call(routes.verifyEvidence, { params: { evidence }, body: { version: 1 } })
    expect(verified.status).toBe(200)
    expect(await read(parent)).toMatchObject({ status: BEHIND, proposal: null })
    const { trail } = (await parent.call(routes.actionHistory, { params })).body
    expect(trail.at(-1).did).toBe(
      `verified, but ${COMPLETED} is not set: who asked for it may not set it any more`,
    )
    expect(trail.at(-1).before).toContain(asker.person.id)
    await lead.call(routes.withdrawEvidence, {
      params: { evidence },
      body: { reason: 'Taken up again.', version: 2 },
    })
  },
)
