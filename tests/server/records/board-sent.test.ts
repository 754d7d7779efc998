import { nanoid } from 'nanoid'
import { expect, vi } from 'vitest'
import * as Y from 'yjs'
import { routes } from '../../../shared/api/routes.ts'
import { flatten } from '../../../shared/annotations/flat.ts'
import { rewrite } from '../../../shared/annotations/rewrite.ts'
import type { Sent } from '../../../shared/board/boards.ts'
import { fragmentOf } from '../../../shared/narrative/sections.ts'
import { stockClient } from '../../support/stock-client.ts'
import { test } from '../../support/signed-in.ts'
import type { TestServer } from '../../support/test-server.ts'
import { aBoard, passages, readBoard as read, send, sentOf } from './board.ts'

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

test('a board has sent on so much at the most, and says so; what was sent is sent again all the same', async ({
  server,
  health,
}) => {
  const board = await aBoard(health)
  const first = { id: nanoid(), as: 'paragraph', words: 'The first of very many.' }
  await send(health, board, first)
  const { db } = server.running.ledger
  const row = await db
    .selectFrom('board_sent')
    .selectAll()
    .where('id', '=', first.id)
    .executeTakeFirstOrThrow()
  const more = Array.from({ length: 1_999 }, (_, n) => ({ ...row, id: `sent-before-${n}` }))
  for (let from = 0; from < more.length; from += 200)
    await db
      .insertInto('board_sent')
      .values(more.slice(from, from + 200))
      .execute()
  const last = await send(health, board, { as: 'paragraph', words: 'One too many.' })
  expect([last.status, last.body.say]).toEqual([400, expect.stringContaining('from another board')])
  expect(await passages(health, 'overview')).not.toContain('One too many.')
  expect((await send(health, board, first)).status).toBe(200)
})
