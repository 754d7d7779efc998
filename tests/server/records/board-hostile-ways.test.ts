import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { nanoid } from 'nanoid'
import { expect } from 'vitest'
import { test } from '../../support/signed-in.ts'
import { aBoard, newRound, readBoard as read, send, writeNote } from './board.ts'

test('what is sent to a text that is others’ alone goes nowhere and tells nothing of it', async ({
  lead,
  parent,
}) => {
  const board = await aBoard(lead)
  for (const document of ['analysis-council', 'analysis-schools', 'presentation-no-such'])
    for (const as of ['paragraph', 'bullet', 'claim', 'comment'])
      // Whether there is such a section, or a word in it, is its readers' alone.
      for (const section of ['overview', 'no-such-section'])
        expect((await send(parent, board, { document, as, section })).status, `${document} ${as}`).toBe(403)
  expect((await read(lead, board)).sent).toEqual([])
})

test('an action from the wall has a reference as any action has', async ({ lead }) => {
  const board = await aBoard(lead)
  for (const ref of ['', '<b>', '../..', '= 1+1']) {
    const refused = await send(lead, board, { as: 'action', ref })
    expect([ref, refused.status]).toEqual([ref, 400])
  }
  expect((await send(lead, board, { as: 'action', ref: '4.99' })).status).toBe(200)
})

test('a crash behind the deletion of nameless notes leaves no file with who wrote them', async ({
  server,
  lead,
  parent,
}) => {
  const board = await aBoard(lead)
  const round = await newRound(lead, board, { anonymity: 'nobody' })
  const note = nanoid()
  await writeNote(parent, { board, round, note }, 'Nameless', null)
  const { db } = server.running.ledger
  const inFiles = async () => {
    const files = await Promise.all(
      ['records.db', 'records.db-wal'].map((file) => readFile(join(server.dataDir, file), 'latin1')),
    )
    return files.some((bytes) => bytes.includes(note))
  }
  // As a crash leaves it: the notes stand on the board, their rows are deleted, and that is all.
  await db.updateTable('board_round').set({ state: 'ending' }).where('id', '=', round).execute()
  await db.deleteFrom('board_note').where('round', '=', round).execute()
  expect(await inFiles()).toBe(true)
  expect((await read(lead, board)).writing).toMatchObject({ state: 'revealed' })
  expect(await inFiles()).toBe(false)
  expect(await db.selectFrom('board_round').select('state').where('id', '=', round).execute()).toEqual([
    { state: 'ended' },
  ])
})
