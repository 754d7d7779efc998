import { nanoid } from 'nanoid'
import { expect, vi } from 'vitest'
import { routes } from '../../../shared/api/routes.ts'
import type { FromBoard, Issue } from '../../../shared/board/boards.ts'
import { test } from '../../support/signed-in.ts'
import { aBoard, passages, readBoard as read, send, sentOf } from './board.ts'

test('a claim is in the narrative and on the chase list; a comment is on the last words of its section', async ({
  health,
  parent,
}) => {
  const board = await aBoard(health)
  const claim = nanoid()
  await send(health, board, { id: claim, as: 'claim', words: 'Waits have halved since spring.' })
  expect((await sentOf(health, board, claim))?.became).toBe('in Theme 4, 1.0; awaiting evidence')
  const { body: chase } = await health.call(routes.chase)
  expect(chase.find((one: { id: string }) => one.id === claim)).toMatchObject({
    claim: 'Waits have halved since spring.',
    theme: '4',
    section: 'overview',
    who: { member: health.person.id },
  })
  const comment = nanoid()
  await send(parent, board, { id: comment, as: 'comment', words: 'Who says so?' })
  expect((await sentOf(health, board, comment))?.became).toBe('Theme 4, 1.0: the question is open')
  const { body: comments } = await parent.call(routes.comments, { params: { document: '4' } })
  expect(comments.find((one: { id: string }) => one.id === comment)).toMatchObject({
    kind: 'question',
    text: 'Who says so?',
    author: { id: parent.person.id },
  })
  const { version } = comments.find((one: { id: string }) => one.id === comment)
  await health.call(routes.setCommentState, {
    params: { document: '4', comment },
    body: { state: 'answered', version },
  })
  expect((await sentOf(health, board, comment))?.became).toBe('Theme 4, 1.0: the question is answered')
  const empty = await send(parent, board, { as: 'comment', document: '5', section: 'cases', words: 'And?' })
  expect(empty.body.say).toContain('no words in that section')
})

test('a claim that the chase list or the text does not take is in neither of them', async ({
  server,
  health,
}) => {
  const board = await aBoard(health)
  const claim = { as: 'claim', words: 'Nobody waits for a call back.' }
  const { db } = server.running.ledger
  const chased = () => db.selectFrom('chase').select('id').where('claim', '=', claim.words).execute()
  expect((await send(health, board, { ...claim, section: 'not-there' })).body.say).toContain(
    'not in the text',
  )
  expect(await chased()).toEqual([])

  await send(health, board, { as: 'claim', words: 'The list is full.' })
  const row = await db.selectFrom('chase').selectAll().executeTakeFirstOrThrow()
  const more = Array.from({ length: 1_000 }, (_, n) => ({ ...row, id: `full-${n}` }))
  for (let from = 0; from < more.length; from += 100)
    await db
      .insertInto('chase')
      .values(more.slice(from, from + 100))
      .execute()
  const id = nanoid()
  expect((await send(health, board, { ...claim, id })).body.say).toContain('as many of these as it can')
  expect(await passages(health, 'overview')).not.toContain(claim.words)
  expect(await sentOf(health, board, id)).toBe(undefined)

  await db.deleteFrom('chase').where('id', 'like', 'full-%').execute()
  expect((await send(health, board, { ...claim, id })).status).toBe(200)
  expect([await chased(), (await passages(health, 'overview')).at(-1)]).toEqual([[{ id }], claim.words])
})

test('a question that its author takes back leaves no words of it behind, on the wall or in the text', async ({
  server,
  health,
  parent,
}) => {
  const board = await aBoard(health)
  const [question, claim] = [nanoid(), nanoid()]
  await send(parent, board, { id: question, as: 'comment', words: 'Who was it that said so?' })
  await send(health, board, { id: claim, as: 'claim', words: 'Waits have fallen.' })
  const came = async () => {
    const { body } = await health.call(routes.fromBoards, { params: { document: '4' } })
    return body.flatMap(({ board: from, ...one }: FromBoard) => (from === board ? [one] : []))
  }
  expect((await came()).map(({ id }: FromBoard) => id)).toEqual([question, claim])
  const told = vi.spyOn(server.running.ledger, 'tell')
  await parent.call(routes.deleteComment, { params: { document: '4', comment: question } })
  const wall = { type: 'changed', what: 'board', document: `board-${board}` }
  expect(told.mock.calls.map(([, event]) => event)).toContainEqual(wall)
  told.mockRestore()
  expect((await came()).map(({ id }: FromBoard) => id)).toEqual([claim])
  expect(await sentOf(health, board, question)).toMatchObject({
    words: '',
    became: 'Theme 4, 1.0: the question was taken back',
  })
})

test('an action is in the register under the next free reference, an issue on the list until it is settled', async ({
  lead,
  health,
  parent,
}) => {
  const board = await aBoard(health)
  const [first, second, issue] = [nanoid(), nanoid(), nanoid()]
  const action = { as: 'action', theme: '3', document: null, section: null }
  await Promise.all(
    [first, second].map((id) => send(health, board, { ...action, id, words: `One form ${id}` })),
  )
  const said = (await read(lead, board)).sent.map(({ became }) => became)
  expect(said.toSorted()).toEqual(['Action 3.16: Action not started', 'Action 3.17: Action not started'])
  const refused = await send(parent, board, { ...action, words: 'One form' })
  expect([refused.status, refused.body.say]).toEqual([403, expect.stringContaining('issues list')])
  const taken = await send(health, board, { ...action, ref: '3.16', words: 'Another' })
  expect(taken.body.say).toContain('3.16 already')

  await send(parent, board, { ...action, id: issue, as: 'issue', words: 'Who pays for taxis?' })
  const list = async () => (await lead.call(routes.issues)).body as Issue[]
  const find = async () => (await list()).find(({ id }) => id === issue)
  expect(await find()).toMatchObject({
    words: 'Who pays for taxis?',
    state: 'open',
    board,
    theme: '3',
    version: 1,
  })
  const settle = (version: number, outcome: string | null, state = 'settled') =>
    lead.call(routes.settleIssue, { params: { issue }, body: { state, outcome, version } })
  expect((await settle(1, null)).body.say).toContain('how it was settled')
  expect((await settle(1, 'The council does.')).status).toBe(200)
  expect((await settle(1, 'The council does.')).status).toBe(200) // sent again
  expect((await settle(1, 'Nobody does.')).body).toMatchObject({
    error: 'stale',
    theirs: { outcome: 'The council does.', version: 2 },
  })
  expect((await sentOf(lead, board, issue))?.became).toBe('settled: The council does.')
  expect((await settle(2, null, 'open')).status).toBe(200)
  expect(await find()).toMatchObject({ state: 'open', outcome: null })
})
