import { describe, expect } from 'vitest'
import { routes } from '../../../shared/api/routes.ts'
import { LINE, textNow, accept, decline, read, trail, test } from './suggesting.ts'

describe('accepting', () => {
  test('one click: the words are in the text for everyone; the edit is the lead’s, the credit the suggester’s', async ({
    server,
    lead,
    parent,
    seen,
    suggest,
  }) => {
    const mine = await suggest(parent, 'being helped', 'replace', 'being supported')
    expect(mine).toMatchObject({ state: 'open', suggestion: { words: 'being supported', outcome: null } })
    const reply = await accept(lead, mine)
    expect([reply.status, reply.body.say]).toEqual([200, undefined])
    expect(reply.body).toMatchObject({
      author: { partner: 'parents' },
      state: 'answered',
      suggestion: {
        outcome: { became: 'accepted', by: { partner: 'council', role: 'NL' }, words: 'being supported' },
      },
    })
    await seen('the same as being supported.')
    expect(await textNow(lead)).toBe(
      'Families say being found is not the same as being supported.\nA second one.',
    )
    expect(await trail(lead, mine)).toEqual([
      ['posted', 'parents'],
      ['accepted', 'council'],
    ])
    const { db } = server.running.ledger
    const entries = await db.selectFrom('trail').selectAll().where('subject', '=', 'document:4').execute()
    const last = entries.at(-1)
    expect(JSON.parse(last?.by ?? '')).toMatchObject({ id: lead.person.id })
    expect(JSON.parse(last?.before ?? '')).toMatchObject({
      suggestion: mine.id,
      of: { id: parent.person.id },
      was: 'being helped',
      words: 'being supported',
    })
    expect((await read(parent, mine)).unread).toBe(true)
    // The log says that the lead typed it.
    const home = await lead.call(routes.home)
    expect(home.body.themes[3].lastEdit.by.id).toBe(lead.person.id)
  })

  test('sent again because the answer was lost: the same answer, and the words are there once', async ({
    lead,
    parent,
    suggest,
  }) => {
    const mine = await suggest(parent, 'found', 'insert', 'at last')
    await accept(lead, mine)
    expect((await accept(lead, mine)).body).toMatchObject({ suggestion: { outcome: { became: 'accepted' } } })
    expect(await textNow(lead)).toContain('being found at last is not')
  })

  test('with changes: both wordings stay on record', async ({ lead, parent, suggest }) => {
    const mine = await suggest(parent, 'being helped', 'replace', 'getting any help at all')
    expect((await accept(lead, mine, 'getting help')).body.suggestion).toMatchObject({
      words: 'getting any help at all',
      outcome: { became: 'accepted with changes', words: 'getting help' },
    })
    expect(await textNow(lead)).toContain('the same as getting help.')
    const strike = await suggest(parent, 'A second one.', 'strike paragraph')
    expect((await accept(lead, strike, 'A better one.')).body.suggestion.outcome.became).toBe(
      'accepted with changes',
    )
    expect(await textNow(lead)).toContain('\nA better one.')
  })

  test('the words have changed: both are shown, and nothing is applied', async ({
    lead,
    parent,
    type,
    suggest,
  }) => {
    const mine = await suggest(parent, 'not the same as being helped', 'replace', 'no help')
    await type(LINE.indexOf('the same'), 'at all ')
    const before = await textNow(lead)
    const reply = await accept(lead, mine)
    expect([reply.status, reply.body.error]).toEqual([409, 'stale'])
    expect(reply.body.say).toMatch(/have changed.*Nothing was changed/)
    expect(reply.body.theirs).toMatchObject({
      comment: { id: mine.id, version: mine.version, suggestion: { words: 'no help', outcome: null } },
      standing: 'not at all the same as being helped',
    })
    expect(await textNow(lead)).toBe(before)
    // Nothing hangs on it: put right, it can be accepted.
    await type(LINE.indexOf('the same'), '', 'at all '.length)
    expect((await accept(lead, mine)).status).toBe(200)
  })

  test('the words are gone: says so', async ({ lead, parent, type, suggest }) => {
    const mine = await suggest(parent, 'being found', 'replace', 'being seen')
    await type(LINE.indexOf('being found'), '', 'being found'.length)
    const reply = await accept(lead, mine)
    expect(reply.body).toMatchObject({ error: 'stale', theirs: { standing: null } })
    expect(reply.body.say).toMatch(/not in the text any more/)
  })

  test('two editors accept at once: one wins, the other is told, the words are there once', async ({
    lead,
    health,
    parent,
    suggest,
  }) => {
    const mine = await suggest(parent, 'found', 'insert', 'early')
    const replies = await Promise.all([accept(lead, mine), accept(health, mine)])
    expect(new Set(replies.map(({ status }) => status))).toEqual(new Set([200, 409]))
    const told = replies.find(({ status }) => status === 409)
    expect(told?.body.theirs.comment.suggestion.outcome.became).toBe('accepted')
    expect(await textNow(lead)).toContain('being found early is not')
    expect(await trail(lead, mine)).toHaveLength(2)
  })

  test('one accepts and one declines at once: one of them, wholly', async ({
    lead,
    health,
    parent,
    suggest,
  }) => {
    const mine = await suggest(parent, 'found', 'insert', 'early')
    const replies = await Promise.all([decline(health, mine), accept(lead, mine)])
    expect(new Set(replies.map(({ status }) => status))).toEqual(new Set([200, 409]))
    const { suggestion } = await read(lead, mine)
    expect((await textNow(lead)).includes('found early')).toBe(suggestion?.outcome?.became === 'accepted')
  })

  test('overlapping ones coexist; accepting one marks the other overtaken, its words kept', async ({
    lead,
    parent,
    sponsor,
    suggest,
  }) => {
    const mine = await suggest(parent, 'being helped', 'replace', 'being supported')
    const theirs = await suggest(sponsor, 'as being helped.', 'replace', 'as getting help.')
    const beside = await suggest(sponsor, 'Families say', 'replace', 'Families tell us')
    await accept(lead, mine)
    const overtaken = await read(sponsor, theirs)
    expect(overtaken).toMatchObject({
      state: 'answered',
      unread: true,
      suggestion: {
        words: 'as getting help.',
        outcome: { became: 'overtaken', overtakenBy: mine.id, by: { id: lead.person.id } },
      },
    })
    expect((await read(sponsor, beside)).suggestion?.outcome).toBeNull()
    const reply = await accept(lead, overtaken)
    expect([reply.status, reply.body.say]).toEqual([400, expect.stringMatching(/Another suggestion/)])
    expect((await accept(lead, beside)).status).toBe(200)
    expect(await textNow(lead)).toContain('Families tell us being found is not the same as being supported.')
  })
})
