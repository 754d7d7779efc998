import { expect, it } from 'vitest'
import type { Purge } from '../../../shared/domain/purges.ts'
import { routes } from '../../../shared/api/routes.ts'
import { startTestServer } from '../../support/test-server.ts'

it('of a request about a private draft other partners learn nothing, but for who holds a key', async () => {
  const server = await startTestServer()
  try {
    const parent = await server.signIn({ role: 'PP', partner: 'parents' })
    const health = await server.signIn({ role: 'WL', partner: 'ccgs' })
    const lead = await server.signIn({ role: 'NL' })
    const id = 'private-purge-1'
    const asked = await parent.call(routes.askPurge, {
      body: { id, document: 'analysis-parents', words: 'Zebedee' },
    })
    expect(asked.status).toBe(200)
    const seenBy = async (guest: typeof lead): Promise<string[]> =>
      ((await guest.call(routes.purges)).body as Purge[]).map((purge) => purge.id)
    expect(await seenBy(parent)).toEqual([id])
    expect(await seenBy(lead)).toEqual([id])
    expect(await seenBy(health)).toEqual([])

    // Removed: only who reads the draft, or has been in it while it was shared, is told of its new epoch.
    const { db } = server.running.ledger
    const officer = await server.signIn({ role: 'DO' })
    for (const key of [lead, officer]) await key.call(routes.turnKey, { params: { purge: id }, body: {} })
    const epochs = async (guest: typeof lead) => (await guest.call(routes.epochs)).body as unknown
    const told = [{ document: 'analysis-parents', epoch: 1 }]
    await expect.poll(() => epochs(parent), { timeout: 15_000 }).toEqual(told)
    expect(await epochs(health)).toEqual([])
    await db
      .insertInto('visit')
      .values({
        workspace: 'surrey-demo',
        document: 'analysis-parents',
        member: health.person.id,
        left_at: 1,
      })
      .execute()
    expect(await epochs(health)).toEqual(told)
  } finally {
    await server.stop()
  }
})
