import { expect } from 'vitest'
import { routes } from '../../../shared/api/routes.ts'
import type { InboxItem } from '../../../shared/inbox/items.ts'
import { test } from '../../support/signed-in.ts'
import type { Guest } from '../../support/test-server.ts'

const SAID = {
  kind: 'data',
  place: null,
  date: '2026-11-20',
  holder: null,
  sensitivity: 'partners only',
  whatChanged: null,
}
const add = (by: Guest, id: string, actions: string[]) =>
  by.call(routes.addEvidence, { body: { ...SAID, id, title: `Title of ${id}`, actions } })
const waiting = async (by: Guest): Promise<InboxItem[]> =>
  ((await by.call(routes.inbox)).body.items as InboxItem[]).filter(({ why }) => why === 'verify evidence')

const verify = (by: Guest, evidence: string) =>
  by.call(routes.verifyEvidence, { params: { evidence }, body: { version: 1 } })

test('evidence waits in the inbox of who may verify it, with its action, until they have', async ({
  server,
  lead,
  health,
}) => {
  const officer = await server.signIn({ role: 'DO' })
  const action = (await lead.call(routes.register)).body.actions[0].id
  expect((await add(health, 'from-health-01', [action])).status).toBe(200)
  expect((await add(officer, 'from-officer-1', [action])).status).toBe(200)
  // Nobody is asked about evidence that serves no action yet: there is no place to verify it at.
  expect((await add(health, 'for-nothing-01', [])).status).toBe(200)

  expect(await waiting(officer)).toMatchObject([
    { id: 'evidence:from-health-01:1', action, from: { id: health.person.id }, waits: true, isNew: true },
  ])
  expect(await waiting(lead)).toMatchObject([{ id: 'evidence:from-officer-1:1', action }])
  expect(await waiting(health)).toEqual([])

  expect((await verify(officer, 'from-health-01')).status).toBe(200)
  const withdraw = { params: { evidence: 'from-officer-1' }, body: { reason: 'A mistake.', version: 1 } }
  expect((await officer.call(routes.withdrawEvidence, withdraw)).status).toBe(200)
  expect([await waiting(officer), await waiting(lead)]).toEqual([[], []])
})
