import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import * as Y from 'yjs'
import { anchorOn } from '../../../shared/annotations/anchors.ts'
import type { Anchor, Comment, TrailEntry } from '../../../shared/annotations/comments.ts'
import type { Proposal, SuggestionForm } from '../../../shared/annotations/suggestions.ts'
import { routes } from '../../../shared/api/routes.ts'
import { fragmentOf, textOf } from '../../../shared/narrative/sections.ts'
import { socketPeer, type SocketPeer } from '../../support/socket-peer.ts'
import { type Guest, startTestServer, type TestServer } from '../../support/test-server.ts'

let server: TestServer
let lead: Guest
let health: Guest
let parent: Guest
let sponsor: Guest
let writer: SocketPeer
beforeAll(async () => {
  server = await startTestServer()
  lead = await server.signIn({ role: 'NL' })
  health = await server.signIn({ role: 'WL', partner: 'ccgs' })
  parent = await server.signIn({ role: 'PP', partner: 'parents' })
  sponsor = await server.signIn({ role: 'SP' })
  const token = await server.token({ role: 'WL' })
  writer = await socketPeer(server.url.replace('http', 'ws'), { token, room: 'surrey-demo/narrative/4' })
  await writer.peer.until(() => writer.peer.synced)
})
afterAll(async () => {
  writer.socket.close()
  await server.stop()
})

const D = { document: '4' }
const S = 'cases'
const LINE = 'Families say being found is not the same as being helped.'
let count = 0

const paragraph = (words: string): Y.XmlElement => {
  const element = new Y.XmlElement('paragraph')
  element.insert(0, [new Y.XmlText(words)])
  return element
}
beforeEach(async () => {
  const { peer } = writer
  const fragment = fragmentOf(peer.doc, S)
  peer.doc.transact(() => {
    fragment.delete(0, fragment.length)
    fragment.insert(0, [paragraph(LINE), paragraph('A second one.')])
  })
  await peer.until(() => peer.allSaved)
})

const textNow = async (guest = lead): Promise<string> => {
  const { body } = await guest.call(routes.storedText, { params: D })
  const html: string = body.sections.find(({ id }: { id: string }) => id === S).html
  return html
    .replaceAll('</p>', '\n')
    .replaceAll(/<[^>]+>/g, '')
    .trim()
}
const seen = (words: string): Promise<void> =>
  writer.peer.until(() => textOf(fragmentOf(writer.peer.doc, S)).includes(words))
async function type(at: number, words: string, drop = 0): Promise<void> {
  const { peer } = writer
  const text = (fragmentOf(peer.doc, S).get(0) as Y.XmlElement).get(0) as Y.XmlText
  peer.doc.transact(() => {
    text.delete(at, drop)
    text.insert(at, words)
  })
  await peer.until(() => peer.allSaved)
}
function on(words: string): Anchor {
  const anchor = anchorOn(writer.peer.doc, S, words)
  if (anchor === null) throw new Error(`no anchor on ${words}`)
  return anchor
}
const posting = (anchor: Anchor, form: SuggestionForm, words = '', side: Proposal['side'] = 'after') => ({
  id: `suggest-${String((count += 1)).padStart(5, '0')}`,
  kind: 'suggestion',
  text: '',
  anchor,
  writtenAt: 1_700_000_000_000,
  suggestion: { form, words, side },
})
async function suggest(guest: Guest, words: string, form: SuggestionForm, put = ''): Promise<Comment> {
  const posted = await guest.call(routes.comment, { params: D, body: posting(on(words), form, put) })
  expect([posted.status, posted.body.say]).toEqual([200, undefined])
  return posted.body as Comment
}
const of = ({ id }: { id: string }) => ({ ...D, comment: id })
const accept = (guest: Guest, { id, version }: Comment, words: string | null = null) =>
  guest.call(routes.acceptSuggestion, { params: of({ id }), body: { version, words } })
const decline = (guest: Guest, { id, version }: Comment, reason = 'Not what families told us.') =>
  guest.call(routes.declineSuggestion, { params: of({ id }), body: { version, reason } })
const reopen = (guest: Guest, { id, version }: Comment) =>
  guest.call(routes.reopenSuggestion, { params: of({ id }), body: { version } })
const read = async (guest: Guest, { id }: { id: string }): Promise<Comment> =>
  (await guest.call(routes.comments, { params: D })).body.find((one: Comment) => one.id === id)
const trail = async ({ id }: { id: string }): Promise<[string, string][]> =>
  (await lead.call(routes.commentTrail, { params: of({ id }) })).body.map(({ did, by }: TrailEntry) => [
    did,
    by.partner,
  ])

describe('accepting', () => {
  test('one click: the words are in the text for everyone; the edit is the lead’s, the credit the suggester’s', async () => {
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
    expect(await textNow()).toBe(
      'Families say being found is not the same as being supported.\nA second one.',
    )
    expect(await trail(mine)).toEqual([
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

  test('sent again because the answer was lost: the same answer, and the words are there once', async () => {
    const mine = await suggest(parent, 'found', 'insert', 'at last')
    await accept(lead, mine)
    expect((await accept(lead, mine)).body).toMatchObject({ suggestion: { outcome: { became: 'accepted' } } })
    expect(await textNow()).toContain('being found at last is not')
  })

  test('with changes: both wordings stay on record', async () => {
    const mine = await suggest(parent, 'being helped', 'replace', 'getting any help at all')
    expect((await accept(lead, mine, 'getting help')).body.suggestion).toMatchObject({
      words: 'getting any help at all',
      outcome: { became: 'accepted with changes', words: 'getting help' },
    })
    expect(await textNow()).toContain('the same as getting help.')
    const strike = await suggest(parent, 'A second one.', 'strike paragraph')
    expect((await accept(lead, strike, 'A better one.')).body.suggestion.outcome.became).toBe(
      'accepted with changes',
    )
    expect(await textNow()).toContain('\nA better one.')
  })

  test('the words have changed: both are shown, and nothing is applied', async () => {
    const mine = await suggest(parent, 'not the same as being helped', 'replace', 'no help')
    await type(LINE.indexOf('the same'), 'at all ')
    const before = await textNow()
    const reply = await accept(lead, mine)
    expect([reply.status, reply.body.error]).toEqual([409, 'stale'])
    expect(reply.body.say).toMatch(/have changed.*Nothing was changed/)
    expect(reply.body.theirs).toMatchObject({
      comment: { id: mine.id, version: mine.version, suggestion: { words: 'no help', outcome: null } },
      standing: 'not at all the same as being helped',
    })
    expect(await textNow()).toBe(before)
    // Nothing hangs on it: put right, it can be accepted.
    await type(LINE.indexOf('the same'), '', 'at all '.length)
    expect((await accept(lead, mine)).status).toBe(200)
  })

  test('the words are gone: says so', async () => {
    const mine = await suggest(parent, 'being found', 'replace', 'being seen')
    await type(LINE.indexOf('being found'), '', 'being found'.length)
    const reply = await accept(lead, mine)
    expect(reply.body).toMatchObject({ error: 'stale', theirs: { standing: null } })
    expect(reply.body.say).toMatch(/not in the text any more/)
  })

  test('two editors accept at once: one wins, the other is told, the words are there once', async () => {
    const mine = await suggest(parent, 'found', 'insert', 'early')
    const replies = await Promise.all([accept(lead, mine), accept(health, mine)])
    expect(new Set(replies.map(({ status }) => status))).toEqual(new Set([200, 409]))
    const told = replies.find(({ status }) => status === 409)
    expect(told?.body.theirs.comment.suggestion.outcome.became).toBe('accepted')
    expect(await textNow()).toContain('being found early is not')
    expect(await trail(mine)).toHaveLength(2)
  })

  test('one accepts and one declines at once: one of them, wholly', async () => {
    const mine = await suggest(parent, 'found', 'insert', 'early')
    const replies = await Promise.all([decline(health, mine), accept(lead, mine)])
    expect(new Set(replies.map(({ status }) => status))).toEqual(new Set([200, 409]))
    const { suggestion } = await read(lead, mine)
    expect((await textNow()).includes('found early')).toBe(suggestion?.outcome?.became === 'accepted')
  })

  test('overlapping ones coexist; accepting one marks the other overtaken, its words kept', async () => {
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
    expect(await textNow()).toContain('Families tell us being found is not the same as being supported.')
  })
})

describe('declining, taking back, wording anew', () => {
  test('declined with a reason; open again when that is taken back', async () => {
    const mine = await suggest(parent, 'being helped', 'strike')
    expect((await decline(lead, mine, '  ')).status).toBe(400)
    const declined = (await decline(lead, mine)).body as Comment
    expect(declined).toMatchObject({
      state: 'answered',
      suggestion: { outcome: { became: 'declined', reason: 'Not what families told us.' } },
    })
    expect(await textNow()).toContain('being helped')
    expect((await accept(health, declined)).status).toBe(409)
    const open = (await reopen(health, declined)).body as Comment
    expect(open).toMatchObject({ state: 'open', suggestion: { outcome: null } })
    expect((await accept(health, open)).status).toBe(200)
    expect(await trail(mine)).toEqual([
      ['posted', 'parents'],
      ['declined', 'council'],
      ['decision taken back', 'ccgs'],
      ['accepted', 'ccgs'],
    ])
  })

  test('an acceptance taken back: the old words again, and the overtaken are open again', async () => {
    const mine = await suggest(parent, 'being helped', 'replace', 'being supported')
    const theirs = await suggest(sponsor, 'as being helped.', 'replace', 'as getting help.')
    const accepted = (await accept(lead, mine)).body as Comment
    await type(0, 'Some ')
    const open = await reopen(health, accepted)
    expect(open.body).toMatchObject({ state: 'open', suggestion: { outcome: null } })
    expect(await textNow()).toBe(`Some ${LINE}\nA second one.`)
    const again = await read(lead, theirs)
    expect(again).toMatchObject({ state: 'open', suggestion: { outcome: null } })
    expect((await accept(lead, again)).status).toBe(200)
    expect(await textNow()).toContain('the same as getting help.')
  })

  test('accepted words that somebody has changed since stay', async () => {
    const mine = await suggest(parent, 'being helped', 'replace', 'being supported')
    const accepted = (await accept(lead, mine)).body as Comment
    await seen('being supported')
    await type(LINE.indexOf('being helped') + 6, 'well ')
    const reply = await reopen(lead, accepted)
    expect([reply.status, reply.body.say]).toEqual([409, expect.stringMatching(/changed since/)])
    expect(await textNow()).toContain('being well supported')
    expect((await read(lead, mine)).suggestion?.outcome?.became).toBe('accepted')
  })

  test('its author alone words it anew, while it is open; the trail keeps the old words', async () => {
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

  test('its author takes an open one back, and its words leave every reading; a decided one stays', async () => {
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

  test('one that its author has closed is not decided', async () => {
    const mine = await suggest(parent, 'being helped', 'strike')
    const closed = await parent.call(routes.setCommentState, {
      params: of(mine),
      body: { state: 'closed', version: 1 },
    })
    expect((await accept(parent, closed.body as Comment)).status).toBe(400)
  })
})

describe('who may', () => {
  test('who only comments suggests, and decides nothing', async () => {
    const mine = await suggest(sponsor, 'being helped', 'strike')
    for (const reply of [
      await accept(sponsor, mine),
      await decline(sponsor, mine),
      await reopen(sponsor, mine),
    ])
      expect([reply.status, reply.body.error]).toEqual([403, 'not allowed'])
    const several = { decide: 'accept', suggestions: [{ id: mine.id, version: 1 }], reason: null }
    const bulk = await sponsor.call(routes.decideSuggestions, { params: D, body: several })
    expect(bulk.body).toMatchObject({ done: [], refused: [{ id: mine.id }] })
    expect(await textNow()).toContain(LINE)
    // An editor decides on their own as well.
    expect((await accept(parent, await suggest(parent, 'being helped', 'strike'))).status).toBe(200)
  })

  test('a frozen narrative refuses it in plain words', async () => {
    const mine = await suggest(parent, 'being helped', 'strike')
    const { db } = server.running.ledger
    const freeze = (frozen: string | null) =>
      db.updateTable('theme').set({ frozen }).where('id', '=', '4').execute()
    await freeze('some-version')
    const reply = await accept(lead, mine)
    expect([reply.status, reply.body.say]).toEqual([403, expect.stringMatching(/narrative is frozen/)])
    await freeze(null)
    expect((await accept(lead, mine)).status).toBe(200)
  })

  test.each([
    ['no words', 'replace', '', /Write the words/],
    ['words for a strike', 'strike', 'x', /send none/],
    ['a line break', 'new paragraph', 'one\ntwo', /one paragraph at a time/],
    ['the same words', 'replace', 'being helped', /words that stand there/],
  ] as const)('%s: refused, and it says what was wrong', async (_, form, words, say) => {
    const reply = await parent.call(routes.comment, {
      params: D,
      body: posting(on('being helped'), form, words),
    })
    expect([reply.status, reply.body.say]).toEqual([400, expect.stringMatching(say)])
  })

  test('words over two paragraphs are refused; one posted before they were split is not, sent again', async () => {
    const over = await parent.call(routes.comment, {
      params: D,
      body: posting(on('helped.A second'), 'strike'),
    })
    expect([over.status, over.body.say]).toEqual([400, expect.stringMatching(/one paragraph/)])
    const body = posting(on('being found is'), 'strike')
    await parent.call(routes.comment, { params: D, body })
    const { peer } = writer
    const fragment = fragmentOf(peer.doc, S)
    const cut = LINE.indexOf('is not')
    peer.doc.transact(() => {
      fragment.delete(0, 1)
      fragment.insert(0, [paragraph(LINE.slice(0, cut)), paragraph(LINE.slice(cut))])
    })
    await peer.until(() => peer.allSaved)
    expect((await parent.call(routes.comment, { params: D, body })).status).toBe(200)
  })
})

test('several at once: each by the same rule, from the end backwards; who is refused is told why', async () => {
  const first = await suggest(parent, 'Families say', 'replace', 'Families tell us that')
  const second = await suggest(parent, 'being helped', 'replace', 'being supported')
  const third = await suggest(parent, 'helped.', 'insert', 'So they say.')
  const gone = await suggest(parent, 'found', 'replace', 'seen')
  await type(LINE.indexOf('found'), 'known', 'found'.length)
  const suggestions = [first, second, third, gone].map(({ id, version }) => ({ id, version }))
  const bulk = await lead.call(routes.decideSuggestions, {
    params: D,
    body: { decide: 'accept', suggestions, reason: null },
  })
  expect(bulk.status).toBe(200)
  // "helped." comes after "being helped" begins: its words go first, and the other still stands as quoted.
  expect(bulk.body.done.toSorted()).toEqual([first.id, second.id, third.id].toSorted())
  expect(bulk.body.refused).toEqual([{ id: gone.id, say: expect.stringMatching(/not in the text/) }])
  expect(await textNow()).toContain(
    'Families tell us that being known is not the same as being supported. So they say.',
  )
  const no = { decide: 'decline', suggestions: [{ id: gone.id, version: 1 }], reason: null }
  expect((await lead.call(routes.decideSuggestions, { params: D, body: no })).status).toBe(400)
  const why = { ...no, reason: 'Settled otherwise.' }
  expect((await lead.call(routes.decideSuggestions, { params: D, body: why })).body.done).toEqual([gone.id])
  expect((await read(parent, gone)).suggestion?.outcome?.reason).toBe('Settled otherwise.')
})

test('nobody but its author moves a comment to other words of the same letters', async () => {
  await type(0, 'being helped, they say. ')
  const mine = await suggest(parent, 'not the same as being helped', 'strike')
  const comment = await lead.call(routes.comment, {
    params: D,
    body: { ...posting(on('being helped'), 'strike'), kind: 'question', text: 'Really?', suggestion: null },
  })
  const second = anchorOn(writer.peer.doc, S, 'being helped', 1)
  const move = (guest: Guest, anchor: Anchor | null) =>
    guest.call(routes.moveAnchor, { params: of(comment.body as Comment), body: { anchor, version: 1 } })
  expect((await move(health, second)).status).toBe(403)
  // A place that nobody but its writer has yet: tried again later.
  const ahead = {
    ...on('being helped'),
    start: { item: { client: 9, clock: 9 } },
    end: { item: { client: 9, clock: 9 } },
    before: 'x',
    after: 'x',
  }
  expect((await move(health, ahead)).status).toBe(409)
  expect((await move(health, on('being helped'))).status).toBe(200)
  expect((await move(lead, second)).status).toBe(200)
  expect((await read(lead, mine)).anchor.quote).toBe('not the same as being helped')
})
