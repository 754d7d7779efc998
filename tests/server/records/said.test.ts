import { expect } from 'vitest'
import { routes } from '../../../shared/api/routes.ts'
import { line, of, post, realAnchor, reply, T, seeAll, test } from './inboxes.ts'

test('the outcome of a suggestion is told to who made it, and stands in "you said, we did"', async ({
  lead,
  health,
  parent,
  parent2,
}) => {
  const suggestion = { form: 'replace', words: 'share of pupils', side: 'after' }
  const wording = {
    kind: 'suggestion',
    text: 'Figure 1 has shares.',
    suggestion,
    anchor: await realAnchor(lead),
  }
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

test('"you said, we did" says of each comment what became of it, from the records alone', async ({
  lead,
  health,
  parent,
  parent2,
}) => {
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

test('what is said on a private draft reaches nobody outside its partner, in no list', async ({
  lead,
  health,
  parent,
  parent2,
  sponsor,
}) => {
  const { id: comment } = (await post(parent, { kind: 'challenge', text: 'Private' }, 'analysis-parents'))
    .body
  for (const guest of [lead, health, sponsor]) {
    expect(await of(guest, comment)).toBeUndefined()
    expect(JSON.stringify((await guest.call(routes.said)).body)).not.toContain('Private')
  }
  expect(JSON.stringify((await parent2.call(routes.said)).body)).toContain('Private')
})
