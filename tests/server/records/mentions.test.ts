import { expect } from 'vitest'
import { routes } from '../../../shared/api/routes.ts'
import type { Mention } from '../../../shared/annotations/mentions.ts'
import { inbox, named, names, of, post, T, seeAll, test } from './inboxes.ts'

test('everyone who reads a document can be named, guests and strangers cannot', async ({
  lead,
  parent,
  reader,
}) => {
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

test('a partner that is mentioned: each of its members finds it once, with words, place and who; others do not', async ({
  lead,
  health,
  parent,
  parent2,
}) => {
  const text = 'Does this fit what @Parents see?'
  const posted = await post(lead, { text, mentions: [await named(lead, 'Parents')] })
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

test('a mention of who is not there, cannot read it, or is called otherwise comes back with the reason', async ({
  lead,
  parent,
  reader,
}) => {
  const nobody = { member: 'nobody', partner: 'council', words: 'Nobody, Council' }
  const renamed = { ...(await named(lead, 'Workstream lead, CCGs')), words: 'Somebody else, CCGs' }
  const guest = { member: reader.person.id, partner: 'council', words: 'Guest reader, Council' }
  for (const mention of [nobody, renamed, guest]) {
    const refused = await post(lead, { text: `Ask @${mention.words} now`, mentions: [mention] })
    expect([refused.status, refused.body.error]).toEqual([400, 'bad request'])
    expect(refused.body.say).toContain(`“@${mention.words}” is nobody who can read this here.`)
  }
  // Those whose name does not stand in the words are not mentioned, whatever a program says.
  const silent = await post(lead, { text: 'Nobody here', mentions: [await named(lead, 'Parents')] })
  expect(silent.body.mentions).toEqual([])
  expect(await of(parent, silent.body.id)).toBeUndefined()
  // In a private draft, nobody outside its partner can be named: they would be led to a closed door.
  const council = await named(lead, 'Council')
  const draft = await post(parent, { text: 'Ask @Council', mentions: [council] }, 'analysis-parents')
  expect(draft.status).toBe(400)
})

test('whose partner a mention says is decided by the server', async ({ lead }) => {
  const wrong = { ...(await named(lead, 'Workstream lead, CCGs')), partner: 'schools' }
  const posted = await post(lead, { text: 'Ask @Workstream lead, CCGs', mentions: [wrong] })
  expect(posted.body.mentions[0].partner).toBe('ccgs')
})

test('words changed later keep the mentions that still stand in them, and a new one is news', async ({
  lead,
  health,
  parent,
}) => {
  const [parents, ccgs] = [await named(lead, 'Parents'), await named(lead, 'Workstream lead, CCGs')]
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

test('a member who was removed stays named where they were, and can be named no more', async ({
  server,
  lead,
}) => {
  const gone = await server.signIn({ role: 'WL', partner: 'schools', name: 'Leaver' })
  const leaver = await named(lead, 'Leaver, Schools')
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
