import { nanoid } from 'nanoid'
import { expect } from 'vitest'
import { routes } from '../../../shared/api/routes.ts'
import type { Issue } from '../../../shared/board/boards.ts'
import { test } from '../../support/signed-in.ts'
import type { Guest } from '../../support/test-server.ts'

const list = async (by: Guest): Promise<Issue[]> => (await by.call(routes.issues)).body
const find = async (by: Guest, id: string) => (await list(by)).find((one) => one.id === id)

/** Enters an issue by hand. */
const enter = (by: Guest, words: string, more: object = {}) =>
  by.call(routes.addIssue, { body: { id: nanoid(), words, theme: null, ...more } })
async function entered(by: Guest, words: string): Promise<string> {
  const id = nanoid()
  expect((await enter(by, words, { id })).status).toBe(200)
  return id
}
const settle = (by: Guest, issue: string, version: number, outcome: string) =>
  by.call(routes.settleIssue, { params: { issue }, body: { state: 'settled', outcome, version } })

test('an issue is entered by hand, once for its id, and stands with who said it', async ({
  parent,
  health,
  reader,
}) => {
  const id = nanoid()
  expect((await enter(parent, ' Who pays for taxis? ', { id, theme: '3' })).status).toBe(200)
  expect((await enter(parent, 'Who pays for taxis?', { id, theme: '3' })).status).toBe(200)
  expect((await list(health)).filter((one) => one.id === id)).toEqual([
    expect.objectContaining({
      words: 'Who pays for taxis?',
      theme: '3',
      board: null,
      title: null,
      state: 'open',
      settled: null,
      by: expect.objectContaining({ partner: 'parents' }),
    }),
  ])
  expect((await enter(health, 'Another', { id })).body.say).toContain('in use')
  expect((await enter(parent, '   ')).status).toBe(400)
  expect((await enter(parent, 'x'.repeat(4_001))).status).toBe(400)
  expect((await reader.call(routes.issues)).status).toBe(403)
})

test('who only reads enters, changes and settles none', async ({ sponsor, reader, health }) => {
  const id = await entered(health, 'Who keeps the waiting list?')
  for (const by of [sponsor, reader]) {
    expect((await enter(by, 'Past the door')).status).toBe(403)
    const changed = await by.call(routes.changeIssue, {
      params: { issue: id },
      body: { words: 'Past the door', theme: null, version: 1 },
    })
    expect(changed.status).toBe(403)
    expect((await settle(by, id, 1, 'Past the door')).status).toBe(403)
  }
  expect(await find(health, id)).toMatchObject({ words: 'Who keeps the waiting list?', version: 1 })
  expect((await list(health)).map(({ words }) => words)).not.toContain('Past the door')
})

test('its words are changed as they were seen; what somebody else said meanwhile stays and is told', async ({
  health,
  parent,
}) => {
  const issue = await entered(health, 'Who pays for taxes?')
  const change = (by: Guest, version: number, words: string) =>
    by.call(routes.changeIssue, { params: { issue }, body: { words, theme: '4', version } })
  expect((await change(parent, 1, 'Who pays for taxis?')).status).toBe(200)
  expect((await change(parent, 1, 'Who pays for taxis?')).status).toBe(200) // sent again
  expect((await change(health, 1, 'Who pays for buses?')).body).toMatchObject({
    error: 'stale',
    theirs: { words: 'Who pays for taxis?', theme: '4', version: 2 },
  })
  expect((await settle(parent, issue, 2, 'The council does.')).status).toBe(200)
  expect((await change(health, 3, 'Who pays for buses?')).body.say).toContain('Open it again')
  expect(await find(health, issue)).toMatchObject({ words: 'Who pays for taxis?', theme: '4', version: 3 })
})

test('who settled it and when is told; the latest settled comes first', async ({ lead, health, parent }) => {
  const [first, second] = [await entered(health, 'First'), await entered(health, 'Second')]
  await settle(parent, second, 1, 'So')
  await settle(lead, first, 1, 'Thus')
  const settled = (await list(health)).filter(({ id }) => id === first || id === second)
  expect(settled.map(({ id, settled }) => [id, settled?.by.name])).toEqual([
    [first, lead.person.name],
    [second, parent.person.name],
  ])
  expect(settled[0]?.settled?.at).toBeGreaterThanOrEqual(settled[1]?.settled?.at ?? Infinity)
  await lead.call(routes.settleIssue, {
    params: { issue: first },
    body: { state: 'open', outcome: null, version: 2 },
  })
  expect(await find(health, first)).toMatchObject({ state: 'open', outcome: null, settled: null })
})
