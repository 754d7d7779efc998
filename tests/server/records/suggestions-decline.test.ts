import { describe, expect } from 'vitest'
import type { Comment } from '../../../shared/annotations/comments.ts'
import { routes } from '../../../shared/api/routes.ts'
import type { Guest } from '../../support/test-server.ts'
import { LINE, textNow, of, accept, decline, reopen, read, trail, test } from './suggesting.ts'

describe('declining, taking back, wording anew', () => {
  test('declined with a reason; open again when that is taken back', async ({
    lead,
    health,
    parent,
    suggest,
  }) => {
    const mine = await suggest(parent, 'being helped', 'strike')
    expect((await decline(lead, mine, '  ')).status).toBe(400)
    const declined = (await decline(lead, mine)).body as Comment
    expect(declined).toMatchObject({
      state: 'answered',
      suggestion: { outcome: { became: 'declined', reason: 'Not what families told us.' } },
    })
    expect(await textNow(lead)).toContain('being helped')
    expect((await accept(health, declined)).status).toBe(409)
    const open = (await reopen(health, declined)).body as Comment
    expect(open).toMatchObject({ state: 'open', suggestion: { outcome: null } })
    expect((await accept(health, open)).status).toBe(200)
    expect(await trail(lead, mine)).toEqual([
      ['posted', 'parents'],
      ['declined', 'council'],
      ['decision taken back', 'ccgs'],
      ['accepted', 'ccgs'],
    ])
  })

  test('an acceptance taken back: the old words again, and the overtaken are open again', async ({
    lead,
    health,
    parent,
    sponsor,
    type,
    suggest,
  }) => {
    const mine = await suggest(parent, 'being helped', 'replace', 'being supported')
    const theirs = await suggest(sponsor, 'as being helped.', 'replace', 'as getting help.')
    const accepted = (await accept(lead, mine)).body as Comment
    await type(0, 'Some ')
    const open = await reopen(health, accepted)
    expect(open.body).toMatchObject({ state: 'open', suggestion: { outcome: null } })
    expect(await textNow(lead)).toBe(`Some ${LINE}\nA second one.`)
    const again = await read(lead, theirs)
    expect(again).toMatchObject({ state: 'open', suggestion: { outcome: null } })
    expect((await accept(lead, again)).status).toBe(200)
    expect(await textNow(lead)).toContain('the same as getting help.')
  })

  test('accepted words that somebody has changed since stay', async ({
    lead,
    parent,
    type,
    seen,
    suggest,
  }) => {
    const mine = await suggest(parent, 'being helped', 'replace', 'being supported')
    const accepted = (await accept(lead, mine)).body as Comment
    await seen('being supported')
    await type(LINE.indexOf('being helped') + 6, 'well ')
    const reply = await reopen(lead, accepted)
    expect([reply.status, reply.body.say]).toEqual([409, expect.stringMatching(/changed since/)])
    expect(await textNow(lead)).toContain('being well supported')
    expect((await read(lead, mine)).suggestion?.outcome?.became).toBe('accepted')
  })

  test('its author alone words it anew, while it is open; the trail keeps the old words', async ({
    lead,
    parent,
    suggest,
  }) => {
    const mine = await suggest(parent, 'being helped', 'replace', 'being suported')
    const change = (guest: Guest, version: number, words: string) =>
      guest.call(routes.changeSuggestion, { params: of(mine), body: { version, words } })
    expect((await change(lead, 1, 'mine')).status).toBe(403)
    expect((await change(parent, 1, ' ')).status).toBe(400)
    expect((await change(parent, 1, 'two\nlines')).status).toBe(400)
    const next = await change(parent, 1, 'being supported')
    expect(next.body).toMatchObject({ version: 2, suggestion: { words: 'being supported' } })
    const entries = (await lead.call(routes.commentTrail, { params: of(mine) })).body
    expect(entries.at(-1)).toMatchObject({ did: 'reworded', before: 'being suported' })
    // Whoever saw the old words decides on them no more.
    const stale = await accept(lead, mine)
    expect(stale.body).toMatchObject({
      error: 'stale',
      theirs: { comment: { version: 2 }, standing: 'being helped' },
    })
    await decline(lead, next.body as Comment)
    expect((await change(parent, 3, 'again')).status).toBe(409)
  })

  test('its author takes an open one back, and its words leave every reading; a decided one stays', async ({
    lead,
    parent,
    suggest,
  }) => {
    const mine = await suggest(parent, 'being helped', 'replace', 'being supported')
    await lead.call(routes.reply, {
      params: of(mine),
      body: { id: 'reply-to-taken', text: 'Why?', writtenAt: 1 },
    })
    expect((await parent.call(routes.deleteComment, { params: of(mine) })).status).toBe(200)
    expect((await read(lead, mine)).suggestion?.words).toBe('')
    expect((await accept(lead, mine)).status).toBe(404)
    const decided = await suggest(parent, 'being helped', 'strike')
    await decline(lead, decided)
    const kept = await parent.call(routes.deleteComment, { params: of(decided) })
    expect([kept.status, kept.body.say]).toEqual([400, expect.stringMatching(/stays on the record/)])
  })

  test('one that its author has closed is not decided', async ({ parent, suggest }) => {
    const mine = await suggest(parent, 'being helped', 'strike')
    const closed = await parent.call(routes.setCommentState, {
      params: of(mine),
      body: { state: 'closed', version: 1 },
    })
    expect((await accept(parent, closed.body as Comment)).status).toBe(400)
  })
})
