import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { routes } from '../../../shared/api/routes.ts'
import type { Mention } from '../../../shared/annotations/mentions.ts'
import type { InboxItem } from '../../../shared/inbox/items.ts'
import type { SaidLine } from '../../../shared/inbox/said.ts'
import { type Guest, startTestServer, type TestServer } from '../../support/test-server.ts'

let server: TestServer
let lead: Guest
let health: Guest
let parent: Guest
let parent2: Guest
let sponsor: Guest
let reader: Guest
beforeAll(async () => {
  server = await startTestServer()
  lead = await server.signIn({ role: 'NL' })
  health = await server.signIn({ role: 'WL', partner: 'ccgs' })
  parent = await server.signIn({ role: 'PP', partner: 'parents', name: 'Parent partner' })
  parent2 = await server.signIn({ role: 'PP', partner: 'parents', name: 'Second parent partner' })
  sponsor = await server.signIn({ role: 'SP' })
  reader = await server.signIn({ role: 'GR' })
})
afterAll(() => server.stop())
beforeEach(async () => {
  // Each test begins with inboxes in which nothing is new.
  for (const guest of [lead, health, parent, parent2, sponsor]) await seeAll(guest)
})

let count = 0
const id = (): string => `inbox-test-${String((count += 1)).padStart(5, '0')}`
const anchor = { section: 'overview', start: {}, end: {}, quote: 'numbers of pupils', before: '', after: '' }
const T = { document: '4' }

const post = async (guest: Guest, over: object = {}, document = '4') => {
  const body = { id: id(), kind: 'question', text: 'Is it so?', anchor, writtenAt: 1, ...over }
  return guest.call(routes.comment, { params: { document }, body })
}
const reply = (guest: Guest, comment: string, over: object = {}) =>
  guest.call(routes.reply, {
    params: { ...T, comment },
    body: { id: id(), text: 'So it is.', writtenAt: 1, ...over },
  })
const inbox = async (guest: Guest): Promise<InboxItem[]> => (await guest.call(routes.inbox)).body.items
const of = async (guest: Guest, comment: string): Promise<InboxItem | undefined> =>
  (await inbox(guest)).find((item) => item.comment?.id === comment)
const seeAll = async (guest: Guest) => {
  const seen = (await inbox(guest)).map((item) => ({ id: item.id, version: item.comment?.version ?? 0 }))
  await guest.call(routes.seenInbox, { body: { seen } })
}
const names = async (guest: Guest, document = '4'): Promise<Mention[]> =>
  (await guest.call(routes.mentionable, { params: { document } })).body
const named = async (words: string): Promise<Mention> => {
  const found = (await names(lead)).find((one) => one.words === words)
  if (found === undefined) throw new Error(`nobody is called ${words}`)
  return found
}

/** The anchor of the starter's question on these words: it can be placed. */
const realAnchor = async () =>
  (await lead.call(routes.comments, { params: T })).body.find(
    (one: { author: { partner: string }; anchor: { quote: string } }) =>
      one.author.partner === 'providers' && one.anchor.quote === anchor.quote,
  ).anchor
/** What is asked of somebody about wording. */
const waits = async (guest: Guest) =>
  (await inbox(guest)).filter(({ why }) => why.endsWith('wording')).map(({ why, theme }) => `${why} ${theme}`)
/** The line of a comment in "you said, we did". */
const line = async (guest: Guest, comment: string): Promise<SaidLine | undefined> =>
  (await guest.call(routes.said)).body.lines.find((one: SaidLine) => one.comment === comment)

test('everyone who reads a document can be named, guests and strangers cannot', async () => {
  const words = (await names(lead)).map((one) => one.words)
  expect(words.slice(0, 5)).toEqual(['Council', 'CCGs', 'Providers', 'Parents', 'Schools'])
  expect(words).toContain('Workstream lead, CCGs')
  expect(words.some((one) => one.startsWith('Guest reader'))).toBe(false)
  expect((await reader.call(routes.mentionable, { params: T })).status).toBe(403)
  // A private draft names only those of its partner.
  expect((await lead.call(routes.mentionable, { params: { document: 'analysis-parents' } })).status).toBe(403)
  const own = await names(parent, 'analysis-parents')
  expect(new Set(own.map(({ partner }) => partner))).toEqual(new Set(['parents']))
})

test('a partner that is mentioned: each of its members finds it once, with words, place and who; others do not', async () => {
  const text = 'Does this fit what @Parents see?'
  const posted = await post(lead, { text, mentions: [await named('Parents')] })
  expect(posted.body.mentions).toEqual([{ member: null, partner: 'parents', words: 'Parents' }])
  for (const guest of [parent, parent2]) {
    const items = (await inbox(guest)).filter((item) => item.comment?.id === posted.body.id)
    expect(items).toHaveLength(1)
    expect(items[0]).toMatchObject({
      why: 'mentioned',
      document: '4',
      title: 'Theme 4',
      from: { id: lead.person.id },
      says: text,
      on: 'numbers of pupils',
      isNew: true,
      waits: false,
    })
  }
  for (const guest of [lead, health]) expect(await of(guest, posted.body.id)).toBeUndefined()
  // Seen by one is not seen by the other.
  const seen = [{ id: posted.body.id, version: 1 }]
  await parent.call(routes.seenComments, { params: T, body: { seen } })
  expect(await of(parent, posted.body.id)).toBeUndefined()
  expect(await of(parent2, posted.body.id)).toBeDefined()
})

test('a mention of who is not there, cannot read it, or is called otherwise comes back with the reason', async () => {
  const nobody = { member: 'nobody', partner: 'council', words: 'Nobody, Council' }
  const renamed = { ...(await named('Workstream lead, CCGs')), words: 'Somebody else, CCGs' }
  const guest = { member: reader.person.id, partner: 'council', words: 'Guest reader, Council' }
  for (const mention of [nobody, renamed, guest]) {
    const refused = await post(lead, { text: `Ask @${mention.words} now`, mentions: [mention] })
    expect([refused.status, refused.body.error]).toEqual([400, 'bad request'])
    expect(refused.body.say).toContain(`“@${mention.words}” is nobody who can read this here.`)
  }
  // Those whose name does not stand in the words are not mentioned, whatever a program says.
  const silent = await post(lead, { text: 'Nobody here', mentions: [await named('Parents')] })
  expect(silent.body.mentions).toEqual([])
  expect(await of(parent, silent.body.id)).toBeUndefined()
  // In a private draft, nobody outside its partner can be named: they would be led to a closed door.
  const council = await named('Council')
  const draft = await post(parent, { text: 'Ask @Council', mentions: [council] }, 'analysis-parents')
  expect(draft.status).toBe(400)
})

test('whose partner a mention says is decided by the server', async () => {
  const wrong = { ...(await named('Workstream lead, CCGs')), partner: 'schools' }
  const posted = await post(lead, { text: 'Ask @Workstream lead, CCGs', mentions: [wrong] })
  expect(posted.body.mentions[0].partner).toBe('ccgs')
})

test('words changed later keep the mentions that still stand in them, and a new one is news', async () => {
  const [parents, ccgs] = [await named('Parents'), await named('Workstream lead, CCGs')]
  const posted = await post(lead, { text: 'Ask @Parents', mentions: [parents] })
  await seeAll(parent)
  const params = { ...T, comment: posted.body.id }
  const text = 'Ask @Parents or @Workstream lead, CCGs'
  const edited = await lead.call(routes.editComment, { params, body: { text, mentions: [ccgs] } })
  expect(edited.body.mentions.map((one: Mention) => one.words)).toEqual(['Parents', 'Workstream lead, CCGs'])
  expect(await of(parent, posted.body.id)).toBeUndefined()
  expect((await of(health, posted.body.id))?.why).toBe('mentioned')
  const dropped = await lead.call(routes.editComment, { params, body: { text: 'Ask nobody' } })
  expect(dropped.body.mentions).toEqual([])
  expect(await of(health, posted.body.id)).toBeUndefined()
})

test('a member who was removed stays named where they were, and can be named no more', async () => {
  const gone = await server.signIn({ role: 'WL', partner: 'schools', name: 'Leaver' })
  const leaver = await named('Leaver, Schools')
  const posted = await post(lead, { text: 'Ask @Leaver, Schools', mentions: [leaver] })
  expect((await of(gone, posted.body.id))?.why).toBe('mentioned')
  await lead.call(routes.removeMember, { params: { member: gone.person.id } })
  expect((await gone.call(routes.inbox)).status).toBe(401)
  const params = { ...T, comment: posted.body.id }
  const edited = await lead.call(routes.editComment, {
    params,
    body: { text: 'Ask @Leaver, Schools please', mentions: [leaver] },
  })
  expect(edited.body.mentions).toHaveLength(1)
  expect((await post(lead, { text: 'Ask @Leaver, Schools', mentions: [leaver] })).status).toBe(400)
})

test('a reply is told to who began and who took part, until they have seen it; never to who wrote it', async () => {
  const { id: comment } = (await post(parent)).body
  await reply(health, comment, { text: 'First' })
  expect(await of(parent, comment)).toMatchObject({
    why: 'replied',
    from: { id: health.person.id },
    says: 'First',
  })
  expect(await of(health, comment)).toBeUndefined()
  expect(await of(parent2, comment)).toBeUndefined()
  await reply(parent, comment, { text: 'Second' })
  expect(await of(health, comment)).toMatchObject({ why: 'replied', says: 'Second' })
  await seeAll(health)
  expect(await of(health, comment)).toBeUndefined()
})

test('a reply that is mention as well stands once, as the mention', async () => {
  const { id: comment } = (await post(parent)).body
  const mentions = [await named('Parent partner, Parents')]
  await reply(lead, comment, { text: 'See 2.0, @Parent partner, Parents', mentions })
  const items = (await inbox(parent)).filter((item) => item.comment?.id === comment)
  expect(items.map(({ why }) => why)).toEqual(['mentioned'])
})

test('C6: what is marked answered waits for its asker until they close it', async () => {
  const { id: comment } = (await post(parent, { kind: 'challenge' })).body
  expect(await of(lead, comment)).toMatchObject({ why: 'challenge', waits: true, isNew: true })
  await lead.call(routes.setCommentState, {
    params: { ...T, comment },
    body: { state: 'answered', version: 1 },
  })
  expect(await of(lead, comment)).toBeUndefined()
  expect(await of(parent, comment)).toMatchObject({
    why: 'may close',
    from: { id: lead.person.id },
    isNew: true,
  })
  await seeAll(parent)
  expect(await of(parent, comment)).toMatchObject({ why: 'may close', isNew: false })
  await parent.call(routes.setCommentState, {
    params: { ...T, comment },
    body: { state: 'closed', version: 2 },
  })
  expect(await of(parent, comment)).toBeUndefined()
})

test('open challenges and suggestions wait for those who may write there, and for nobody else', async () => {
  const { id: challenge } = (await post(parent, { kind: 'challenge' })).body
  expect((await of(health, challenge))?.why).toBe('challenge')
  expect(await of(sponsor, challenge)).toBeUndefined()
  expect(await of(parent2, challenge)).toBeUndefined()
  const suggestion = { form: 'replace', words: 'share of pupils', side: 'after' }
  const { id: ours } = (await post(sponsor, { kind: 'suggestion', text: '', suggestion })).body
  expect(await of(lead, ours)).toBeUndefined()
  const { id: wording } = (await post(parent, { kind: 'suggestion', text: '', suggestion })).body
  expect(await of(lead, wording)).toMatchObject({
    why: 'suggestion',
    says: 'Write “share of pupils” instead.',
  })
  for (const guest of [sponsor, parent2]) expect(await of(guest, wording)).toBeUndefined()
})

test('the outcome of a suggestion is told to who made it, and stands in "you said, we did"', async () => {
  const suggestion = { form: 'replace', words: 'share of pupils', side: 'after' }
  const wording = { kind: 'suggestion', text: 'Figure 1 has shares.', suggestion, anchor: await realAnchor() }
  const declined = { ...T, comment: (await post(parent, wording)).body.id }
  const accepted = { ...T, comment: (await post(parent, wording)).body.id }
  await lead.call(routes.declineSuggestion, {
    params: declined,
    body: { version: 1, reason: 'The counts will come.' },
  })
  const answer = await lead.call(routes.acceptSuggestion, {
    params: accepted,
    body: { version: 1, words: 'shares of pupils' },
  })
  expect(answer.status).toBe(200)
  expect(await of(parent, declined.comment)).toMatchObject({
    why: 'decided',
    became: 'declined',
    from: { id: lead.person.id },
    says: 'The counts will come.',
    isNew: true,
  })
  expect(await of(parent, accepted.comment)).toMatchObject({ became: 'accepted with changes' })
  for (const guest of [parent2, lead, health]) expect(await of(guest, declined.comment)).toBeUndefined()
  await seeAll(parent)
  expect(await of(parent, declined.comment)).toBeUndefined()
  expect(await of(parent, accepted.comment)).toBeUndefined()
  expect(await line(health, declined.comment)).toMatchObject({
    became: 'declined',
    suggested: { form: 'replace', words: 'share of pupils' },
    decided: { by: { id: lead.person.id }, reason: 'The counts will come.' },
  })
  expect(await line(health, accepted.comment)).toMatchObject({
    became: 'accepted with changes',
    decided: { words: 'shares of pupils' },
  })
})

test('seen marks reach only what is in one’s own inbox, and never a version still to come', async () => {
  const { id: comment } = (await post(parent)).body
  await reply(health, comment)
  const stranger = { id: `comment:${comment}`, version: 99 }
  await parent.call(routes.seenInbox, { body: { seen: [stranger, { id: 'anything', version: 1 }] } })
  expect(await of(parent, comment)).toBeUndefined()
  await reply(health, comment, { text: 'And more' })
  expect((await of(parent, comment))?.says).toBe('And more')
  const kept = await server.running.ledger.db.selectFrom('inbox_seen').select('item').execute()
  expect(kept.map(({ item }) => item)).not.toContain('anything')
})

test('wording waits for who may enter or confirm it, by the rule of the home page', async () => {
  expect(await waits(lead)).toEqual(expect.arrayContaining(['enter wording 1', 'enter wording 2']))
  expect(await waits(health)).toEqual([])
  const body = { text: 'A wording as the letter has it.', source: null, seen: null }
  await lead.call(routes.enterWording, { params: { theme: '1' }, body })
  expect(await waits(health)).toEqual(['confirm wording 1'])
  expect(await waits(lead)).not.toContain('confirm wording 1')
  await health.call(routes.confirmWording, { params: { theme: '1' }, body: { text: body.text } })
  expect(await waits(health)).toEqual([])
})

test('a guest reader has no inbox, and another workspace is another inbox', async () => {
  expect((await reader.call(routes.inbox)).status).toBe(403)
  expect((await reader.call(routes.said)).status).toBe(403)
  await server.workspace('next-door')
  const neighbour = await server.signIn({ role: 'NL', workspace: 'next-door' })
  const items: InboxItem[] = (await neighbour.call(routes.inbox)).body.items
  expect(items.filter(({ comment }) => comment !== null)).toEqual([])
  expect((await neighbour.call(routes.said)).body.lines).toEqual([])
  // A member of this workspace is nobody in that one.
  const mention = await named('Parents')
  const params = { document: '4' }
  const refused = await neighbour.call(routes.comment, {
    params,
    body: { id: id(), kind: 'question', text: 'Ask @Parents', anchor, writtenAt: 1, mentions: [mention] },
  })
  expect(refused.status).toBe(400)
})

test('"you said, we did" says of each comment what became of it, from the records alone', async () => {
  const { id: comment } = (await post(parent, { kind: 'challenge', text: 'Not as we see it.' })).body
  expect(await line(health, comment)).toMatchObject({ became: 'open', answer: null, decided: null })
  await reply(parent2, comment, { text: 'Nor I.' })
  // One's own partner does not answer for the others.
  expect(await line(parent, comment)).toMatchObject({ became: 'open', answer: null })
  await reply(lead, comment, { text: 'We will say so.' })
  expect(await line(parent, comment)).toMatchObject({
    became: 'replied',
    said: 'Not as we see it.',
    on: 'numbers of pupils',
    by: { partner: 'parents' },
    answer: { text: 'We will say so.', by: { id: lead.person.id } },
  })
  await health.call(routes.setCommentState, {
    params: { ...T, comment },
    body: { state: 'answered', version: 3 },
  })
  expect(await line(parent, comment)).toMatchObject({
    became: 'answered',
    decided: { by: { id: health.person.id } },
  })
  await parent.call(routes.setCommentState, {
    params: { ...T, comment },
    body: { state: 'closed', version: 4 },
  })
  expect(await line(lead, comment)).toMatchObject({
    became: 'closed',
    decided: { by: { id: parent.person.id } },
  })
  await parent.call(routes.deleteComment, { params: { ...T, comment } })
  expect(await line(lead, comment)).toBeUndefined()
})

test('what is said on a private draft reaches nobody outside its partner, in no list', async () => {
  const { id: comment } = (await post(parent, { kind: 'challenge', text: 'Private' }, 'analysis-parents'))
    .body
  for (const guest of [lead, health, sponsor]) {
    expect(await of(guest, comment)).toBeUndefined()
    expect(JSON.stringify((await guest.call(routes.said)).body)).not.toContain('Private')
  }
  expect(JSON.stringify((await parent2.call(routes.said)).body)).toContain('Private')
})
