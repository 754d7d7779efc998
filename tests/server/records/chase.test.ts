import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { routes } from '../../../shared/api/routes.ts'
import { type Guest, startTestServer, type TestServer } from '../../support/test-server.ts'

let server: TestServer
let lead: Guest
let health: Guest
let officer: Guest
let parent: Guest
let sponsor: Guest
beforeAll(async () => {
  server = await startTestServer()
  lead = await server.signIn({ role: 'NL' })
  health = await server.signIn({ role: 'WL', partner: 'ccgs' })
  officer = await server.signIn({ role: 'DO' })
  parent = await server.signIn({ role: 'PP', partner: 'parents' })
  sponsor = await server.signIn({ role: 'SP' })
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
const position = { item: { client: 7, clock: 3 }, assoc: 0 }
const comment = async (who: Guest, id: string, kind: string, document = '4') => {
  const anchor = { section: 'overview', start: position, end: position, quote: 'gaps', before: '', after: '' }
  const body = { id, kind, text: 'The school has both counts.', anchor, writtenAt: 1_700_000_000_000 }
  return (await who.call(routes.comment, { params: { document }, body: { ...body, mentions: [] } })).status
}
const tieOffer = (who: Guest, offer: string, version: number) =>
  who.call(routes.tieComment, { params: { chase: 'chase-00004' }, body: { comment: offer, version } })
const list = async () => (await health.call(routes.chase)).body

describe('the chase list', () => {
  it('closes when the evidence tied to a claim is verified, or by hand with a reason', async () => {
    expect((await lead.call(routes.addChase, { body: chased('chase-00001') })).status).toBe(200)
    expect(
      (await lead.call(routes.addChase, { body: { ...chased('x'.repeat(12)), byWhen: '2026-02-30T16:00' } }))
        .status,
    ).toBe(400)
    await parent.call(routes.addChase, { body: { ...chased('chase-00002'), byWhen: '2026-11-26T09:00' } })
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

  it('leads to the comment that offers the evidence, and stays open until evidence is verified', async () => {
    for (const [id, kind] of [
      ['comment-offer', 'evidence'],
      ['comment-later', 'evidence'],
      ['comment-asked', 'question'],
    ] as const)
      expect(await comment(parent, id, kind)).toBe(200)
    expect(await comment(parent, 'comment-private', 'evidence', 'analysis-parents')).toBe(200)
    const put = (id: string, offer: string) =>
      lead.call(routes.addChase, { body: { ...chased(id), comment: offer } })
    for (const offer of ['comment-asked', 'comment-private', 'comment-none']) {
      const refused = await put('chase-00003', offer)
      expect([refused.status, refused.body.say]).toEqual([400, expect.stringContaining('offers no evidence')])
    }
    const by = expect.objectContaining({ id: parent.person.id, partner: 'parents' })
    const offered = { id: 'comment-offer', document: '4', by }
    expect((await put('chase-00003', 'comment-offer')).body).toMatchObject({ comment: offered, closed: null })
    expect((await put('chase-00003', 'comment-offer')).body.comment, 'sent twice').toEqual(offered)

    await lead.call(routes.addChase, { body: chased('chase-00004') })
    expect((await tieOffer(sponsor, 'comment-later', 1)).status).toBe(403)
    expect((await tieOffer(parent, 'comment-later', 1)).body).toMatchObject({
      comment: { ...offered, id: 'comment-later' },
      closed: null,
      version: 2,
    })
    expect((await tieOffer(parent, 'comment-later', 1)).status, 'sent twice').toBe(200)
    const stale = await tieOffer(lead, 'comment-offer', 1)
    expect([stale.status, stale.body.theirs.comment.id]).toEqual([409, 'comment-later'])
    expect((await tieOffer(lead, 'comment-asked', 2)).status).toBe(400)

    const at = { document: '4', comment: 'comment-later' }
    const told = vi.spyOn(server.running.ledger, 'tell')
    expect((await parent.call(routes.deleteComment, { params: at })).status).toBe(200)
    // Pages that show the list hear of it with the comment.
    expect(told.mock.calls.map(([, event]) => 'what' in event && event.what)).toContain('actions')
    told.mockRestore()
    const rows = await list()
    const of = (id: string) => rows.find((one: { id: string }) => one.id === id).comment
    expect([of('chase-00003'), of('chase-00004')]).toEqual([offered, null])
    // Who was about to tie something else to it sees that it has changed.
    expect((await tieOffer(lead, 'comment-offer', 2)).body.theirs).toMatchObject({
      comment: null,
      version: 3,
    })
  })
})
