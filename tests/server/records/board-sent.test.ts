import { nanoid } from 'nanoid'
import { expect, vi } from 'vitest'
import * as Y from 'yjs'
import { routes } from '../../../shared/api/routes.ts'
import { flatten } from '../../../shared/annotations/flat.ts'
import { rewrite } from '../../../shared/annotations/rewrite.ts'
import type { FromBoard, Issue, Sent } from '../../../shared/board/boards.ts'
import { fragmentOf } from '../../../shared/narrative/sections.ts'
import { stockClient } from '../../support/stock-client.ts'
import { test } from '../../support/signed-in.ts'
import type { Guest, TestServer } from '../../support/test-server.ts'
import { aBoard, readBoard as read } from './board.ts'

const send = (by: Guest, board: string, more: object) =>
  by.call(routes.sendFromBoard, {
    params: { board },
    body: {
      id: nanoid(),
      item: 'column-1',
      document: '4',
      section: 'overview',
      theme: '4',
      ref: null,
      ...more,
    },
  })
const sentOf = async (by: Guest, board: string, id: string): Promise<Sent | undefined> =>
  (await read(by, board)).sent.find((one) => one.id === id)
const passages = async (by: Guest, section: string): Promise<string[]> => {
  const { body } = await by.call(routes.passages, { params: { document: '4' } })
  const found = body.find((one: { section: string }) => one.section === section)
  return found.passages.map(({ quote }: { quote: string }) => quote)
}
/** Somebody writes something else where those words stand. */
async function edit(server: TestServer, section: string, from: string, to: string): Promise<void> {
  const token = await server.token({ role: 'WL', partner: 'ccgs' })
  const { doc, synced, stop } = stockClient(
    server.url.replace('http', 'ws'),
    'surrey-demo/narrative/4',
    token,
  )
  await synced()
  doc.transact(() => {
    const flat = flatten(fragmentOf(doc, section))
    const at = flat.text.indexOf(from)
    rewrite(flat, { from: at, to: at + from.length }, to)
  })
  const lead = await server.signIn({ role: 'NL' })
  await expect.poll(async () => (await passages(lead, section)).join('\n')).not.toContain(from)
  stop()
}

const WORDS = 'We told our story to five people in one year.'

test('a note sent as a paragraph stands in the narrative once, in its sender’s name, and says what became of it', async ({
  server,
  health,
  parent,
}) => {
  const board = await aBoard(health, { title: 'The wall' })
  const id = nanoid()
  const both = await Promise.all([1, 2].map(() => send(parent, board, { id, as: 'paragraph', words: WORDS })))
  expect(both.map(({ status }) => status)).toEqual([200, 200])
  expect((await passages(parent, 'overview')).filter((words) => words === WORDS)).toEqual([WORDS])
  expect(await sentOf(health, board, id)).toMatchObject({
    item: 'column-1',
    document: '4',
    words: WORDS,
    by: { id: parent.person.id },
    became: 'in Theme 4, 1.0',
  })
  expect((await health.call(routes.fromBoards, { params: { document: '4' } })).body).toMatchObject([
    { id, board, title: 'The wall', section: 'overview', words: WORDS, by: { id: parent.person.id } },
  ])
  // The history has the words as the sender's.
  const { body } = await health.call(routes.storedText, { params: { document: '4' } })
  expect(JSON.stringify(body)).toContain(WORDS)

  await edit(server, 'overview', 'five people in one year', 'five people within one single year')
  expect((await sentOf(health, board, id))?.became).toBe('rewritten since, in Theme 4, 1.0')
  await edit(server, 'overview', 'We told our story to five people within one single year.', 'Families wait.')
  expect((await sentOf(health, board, id))?.became).toBe('no longer there (Theme 4)')
})

test('what became of notes is read again without reading a text again, until that text changes', async ({
  server,
  health,
  parent,
}) => {
  const board = await aBoard(health)
  const words = ['One', 'Two', 'Three'].map((n) => `${n} thing we said on the wall of the day.`)
  for (const each of words) await send(health, board, { as: 'paragraph', words: each })
  await read(parent, board)
  const texts = vi.spyOn(Y.XmlText.prototype, 'toDelta')
  try {
    for (const by of [health, parent, health]) expect((await read(by, board)).sent).toHaveLength(3)
    expect(texts).not.toHaveBeenCalled()
    await edit(server, 'overview', 'Two thing', 'Second thing')
    texts.mockClear()
    const { sent } = await read(parent, board)
    expect(sent.map(({ became }) => became.split(',')[0])).toEqual([
      'in Theme 4',
      'rewritten since',
      'in Theme 4',
    ])
    const once = texts.mock.calls.length
    expect(once).toBeGreaterThan(0)
    await read(health, board)
    expect(texts).toHaveBeenCalledTimes(once)
  } finally {
    texts.mockRestore()
  }
})

test('a question that its author takes back leaves no words of it behind, on the wall or in the text', async ({
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
  await parent.call(routes.deleteComment, { params: { document: '4', comment: question } })
  expect((await came()).map(({ id }: FromBoard) => id)).toEqual([claim])
  expect(await sentOf(health, board, question)).toMatchObject({
    words: '',
    became: 'Theme 4, 1.0: the question was taken back',
  })
})

test('what a crash left without its record is sent again under its id, and stands once', async ({
  server,
  health,
}) => {
  const board = await aBoard(health)
  const { db } = server.running.ledger
  for (const as of ['paragraph', 'claim', 'comment', 'issue'] as const) {
    const note = { id: nanoid(), as, words: `Cut short as a ${as}` }
    expect((await send(health, board, note)).status).toBe(200)
    await db.deleteFrom('board_sent').where('id', '=', note.id).execute()
    const again = (await send(health, board, note)).body.sent as Sent[]
    expect(again.filter(({ id }) => id === note.id)).toHaveLength(1)
  }
  const stands = (await passages(health, 'overview')).filter((words) => words.startsWith('Cut short'))
  expect(stands).toEqual(['Cut short as a paragraph', 'Cut short as a claim'])
  const { body: comments } = await health.call(routes.comments, { params: { document: '4' } })
  expect(comments.filter(({ text }: { text: string }) => text.startsWith('Cut short'))).toHaveLength(1)
})

test('a cluster sent as bullets has a bullet a line, behind those that stand there', async ({ health }) => {
  const board = await aBoard(health)
  const lines = ['One way in', 'One form for the county']
  await send(health, board, { as: 'bullet', section: 'next', words: lines.join('\n') })
  const sent = await send(health, board, { as: 'bullet', section: 'next', words: 'A third' })
  expect(sent.body.sent.map(({ became }: Sent) => became)).toEqual(['in Theme 4, 7.0', 'in Theme 4, 7.0'])
  expect((await passages(health, 'next')).slice(-3)).toEqual([...lines, 'A third'])
})

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

test('nothing is sent past the rights of its sender, from nowhere, or under somebody else’s id', async ({
  lead,
  health,
  sponsor,
  reader,
}) => {
  const board = await aBoard(health)
  const note = { as: 'paragraph', words: 'Past the door' }
  expect((await send(sponsor, board, note)).status).toBe(403)
  expect((await send(reader, board, note)).status).toBe(403)
  expect((await send(health, board, { ...note, item: 'not-there' })).body.say).toContain('not on the board')
  expect((await send(health, board, { ...note, section: 'not-there' })).body.say).toContain('not in the text')
  expect((await send(health, board, { ...note, document: 'analysis-parents' })).body.say).toContain(
    'do not write',
  )
  expect((await send(health, board, { ...note, document: `board-${board}` })).status).toBe(400)
  const id = nanoid()
  await send(health, board, { ...note, id, words: 'Within the door' })
  expect((await send(lead, board, { ...note, id })).body.say).toContain('in use')
  const other = await aBoard(lead)
  expect((await send(health, other, { ...note, id })).body.say).toContain('in use')
  expect(await passages(lead, 'overview')).not.toContain('Past the door')
  expect((await reader.call(routes.fromBoards, { params: { document: '4' } })).status).toBe(403)
})

test('of words that went into a private analysis nobody else learns anything', async ({ health, parent }) => {
  const board = await aBoard(parent)
  const id = nanoid()
  await parent.call(routes.documentPage, { params: { document: 'analysis-parents' } })
  const { body } = await parent.call(routes.passages, { params: { document: 'analysis-parents' } })
  const section = body[0].section as string
  const sent = await send(parent, board, {
    id,
    as: 'paragraph',
    document: 'analysis-parents',
    section,
    words: 'Ours',
  })
  expect(sent.status).toBe(200)
  expect((await sentOf(parent, board, id))?.became).toMatch(/^in .*own analysis/)
  expect(await sentOf(health, board, id)).toBe(undefined)
})
