import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { nanoid } from 'nanoid'
import { expect } from 'vitest'
import { routes } from '../../../shared/api/routes.ts'
import { flatten } from '../../../shared/annotations/flat.ts'
import type { Anonymity, Writing } from '../../../shared/board/boards.ts'
import { overlaps, rectOf } from '../../../shared/board/geometry.ts'
import { type Item, readItems, wordsOf } from '../../../shared/board/items.ts'
import type { PartnerKind } from '../../../shared/domain/partners.ts'
import { test } from '../../support/signed-in.ts'
import type { Guest, TestServer } from '../../support/test-server.ts'
import { aBoard, endRound, inRoom, newRound, readBoard as read, writeNote } from './board.ts'

/** So many people of a partner, signed in. */
const several = (server: TestServer, partner: PartnerKind, count: number): Promise<Guest[]> =>
  Promise.all(
    Array.from({ length: count }, (_, n) =>
      server.signIn({ role: 'WL', partner, name: `${partner} writer ${n + 1}` }),
    ),
  )

const onBoard = async (server: TestServer, board: string): Promise<(Item & { words: string })[]> => {
  const { doc, stop } = await inRoom(server, board)
  const found = readItems(doc).map((item) => ({ ...item, words: flatten(wordsOf(doc, item.id)).text }))
  stop()
  return found.filter(({ kind }) => kind === 'note')
}

const writingOf = async (by: Guest, board: string): Promise<Writing> =>
  (await read(by, board)).writing as Writing

test('a private note is its author’s alone until it is revealed; then everyone’s stand in their frames, by name', async ({
  server,
  lead,
  health,
  parent,
}) => {
  const board = await aBoard(health)
  const round = await newRound(health, board, { anonymity: 'named' })
  const [mine, theirs] = [nanoid(), nanoid()]
  expect((await writeNote(health, { board, round, note: mine }, 'Clinics are full', 'column-1')).status).toBe(
    200,
  )
  await writeNote(parent, { board, round, note: theirs }, 'Nobody told us', 'column-1')
  await writeNote(parent, { board, round, note: theirs }, 'Nobody told us in time', 'column-1')
  expect((await writingOf(parent, board)).mine).toMatchObject([
    { words: 'Nobody told us in time', version: 2 },
  ])
  expect((await writingOf(lead, board)).mine).toEqual([])
  expect((await writingOf(lead, board)).counts).toEqual([{ partner: null, notes: 2, writers: 2 }])
  expect((await endRound(parent, board, round)).status).toBe(403)
  expect(await onBoard(server, board)).toEqual([])

  expect((await endRound(health, board, round)).body.writing).toMatchObject({ state: 'revealed', mine: [] })
  const stands = await onBoard(server, board)
  expect(stands.map(({ words, author, partner, parent }) => ({ words, author, partner, parent }))).toEqual(
    expect.arrayContaining([
      { words: 'Clinics are full', author: health.person.id, partner: 'ccgs', parent: 'column-1' },
      { words: 'Nobody told us in time', author: parent.person.id, partner: 'parents', parent: 'column-1' },
    ]),
  )
  expect(stands.map(({ id }) => id)).not.toContain(mine)
  const late = await writeNote(parent, { board, round, note: nanoid() }, 'One more', null)
  expect([late.status, late.body.say]).toEqual([400, expect.stringContaining('put it on the board yourself')])
  expect((await endRound(health, board, round)).status).toBe(200)
  expect(await onBoard(server, board)).toHaveLength(2)
})

test('nobody but its author changes, reads or throws a note away, nor takes its id', async ({
  lead,
  health,
  parent,
}) => {
  const board = await aBoard(lead)
  const round = await newRound(lead, board, { anonymity: 'named' })
  const place = { board, round, note: nanoid() }
  await writeNote(parent, place, 'Ours', null)
  for (const other of [lead, health]) {
    expect((await writeNote(other, place, 'Theirs', null)).body.say).toContain('in use')
    expect((await other.call(routes.dropNote, { params: place })).status).toBe(404)
  }
  expect((await writingOf(parent, board)).mine).toMatchObject([{ words: 'Ours', version: 1 }])
  expect((await parent.call(routes.dropNote, { params: place })).body.writing.mine).toEqual([])
  expect((await parent.call(routes.dropNote, { params: place })).status).toBe(200)
})

test('one person has sixty notes in a round and a note a thousand characters', async ({ health }) => {
  const board = await aBoard(health)
  const round = await newRound(health, board, { anonymity: 'nobody' })
  const write = (words: string) => writeNote(health, { board, round, note: nanoid() }, words, null)
  expect((await write('x'.repeat(1_001))).body.say).toContain('1,000 characters')
  for (let n = 0; n < 60; n += 10) await Promise.all(Array.from({ length: 10 }, () => write('A note')))
  expect((await write('One more')).body.say).toContain('60 notes')
  expect((await writingOf(health, board)).mine).toHaveLength(60)
})

const CASES: { anonymity: Anonymity; partners: (PartnerKind | null)[] }[] = [
  { anonymity: 'nobody', partners: [null] },
  // Four of the council and two parents: the two would be what is left, so nobody's partner is told.
  { anonymity: 'partner', partners: [null] },
]

test.for(CASES)(
  'a note revealed as $anonymity keeps its author nowhere: not on the board, not in a file',
  async ({ anonymity, partners }, { server, lead }) => {
    const people = [...(await several(server, 'council', 4)), ...(await several(server, 'parents', 2))]
    const board = await aBoard(lead)
    const round = await newRound(lead, board, { anonymity })
    const note = nanoid()
    for (const [n, by] of people.entries())
      await writeNote(
        by,
        { board, round, note: n === 0 ? note : nanoid() },
        `Nameless ${anonymity} ${n}`,
        'column-2',
      )
    await endRound(lead, board, round)
    const stands = await onBoard(server, board)
    expect(stands).toHaveLength(6)
    expect(stands.map(({ author }) => author)).toEqual(stands.map(() => null))
    expect([...new Set(stands.map(({ partner }) => partner))]).toEqual(partners)
    const { db } = server.running.ledger
    expect(await db.selectFrom('board_note').selectAll().where('round', '=', round).execute()).toEqual([])
    // Who wrote when and what is in no record of edits, and no file has the author near the words or the old id.
    const edits = await db.selectFrom('section_edit').selectAll().execute()
    expect(edits.filter(({ document }) => document === `board-${board}`)).toEqual([])
    for (const file of ['records.db', 'records.db-wal']) {
      const bytes = (await readFile(join(server.dataDir, file))).toString('latin1')
      expect(bytes.includes(note), file).toBe(false)
      for (const [n, { person }] of people.entries()) {
        const at = bytes.indexOf(`Nameless ${anonymity} ${n}`)
        if (at !== -1) expect(bytes.slice(Math.max(0, at - 500), at + 500)).not.toContain(person.id)
      }
    }
    const log = (await readFile(join(server.dataDir, 'log.db-wal'))).toString('latin1')
    const told = people.map((_, n) => log.indexOf(`Nameless ${anonymity} ${n}`)).filter((at) => at !== -1)
    expect(told.length, 'the words are in the log').toBeGreaterThan(0)
    for (const at of told)
      for (const { person } of people)
        expect(log.slice(Math.max(0, at - 2_000), at + 2_000)).not.toContain(person.id)
  },
)

test('a partner of three writers is told where the partner is, and all stand clear of each other', async ({
  server,
  lead,
}) => {
  const people = [
    ...(await several(server, 'council', 3)),
    ...(await several(server, 'parents', 3)),
    ...(await several(server, 'schools', 1)),
    ...(await several(server, 'providers', 2)),
  ]
  const board = await aBoard(lead)
  const round = await newRound(lead, board, { anonymity: 'partner' })
  for (const by of people)
    for (let n = 0; n < 3; n++)
      await writeNote(by, { board, round, note: nanoid() }, `${by.person.partner} says ${n}`, 'column-1')
  expect((await writingOf(lead, board)).counts).toEqual(
    expect.arrayContaining([
      { partner: 'council', notes: 9, writers: 3 },
      { partner: 'parents', notes: 9, writers: 3 },
      { partner: null, notes: 9, writers: 3 },
    ]),
  )
  await endRound(lead, board, round)
  const stands = await onBoard(server, board)
  expect(stands).toHaveLength(27)
  for (const { words, partner } of stands) expect(partner).toBe(/^(council|parents)/.exec(words)?.[0] ?? null)
  const all = new Map(stands.map((item) => [item.id, item]))
  for (const [n, one] of stands.entries())
    for (const other of stands.slice(n + 1))
      expect(overlaps(rectOf(one, all), rectOf(other, all))).toBe(false)
  // In an order of chance: not the order they were written in.
  expect(stands.toSorted((a, b) => a.y - b.y).map(({ words }) => words)).not.toEqual(
    people.flatMap(({ person }) => [0, 1, 2].map((n) => `${person.partner} says ${n}`)),
  )
})

test('the notes of many people come to everyone at once, whoever wrote them', async ({
  server,
  lead,
  health,
}) => {
  const people = [lead, health, ...(await several(server, 'schools', 4))]
  const board = await aBoard(lead)
  const round = await newRound(lead, board, { anonymity: 'named' })
  for (const by of people)
    for (let n = 0; n < 12; n++)
      await writeNote(by, { board, round, note: nanoid() }, `Note ${n}`, 'column-1')
  const { doc, stop } = await inRoom(server, board)
  const stood: number[] = []
  doc.on('update', () => stood.push(readItems(doc).filter(({ kind }) => kind === 'note').length))
  await endRound(lead, board, round)
  await expect.poll(() => stood.at(-1)).toBe(72)
  expect(stood).toEqual([72])
  stop()
  const { body } = await lead.call(routes.storedText, { params: { document: `board-${board}` } })
  expect(JSON.stringify(body)).toContain('Note 11')
})

test('a reveal that a crash cut short is finished at the next reading, and doubles nothing', async ({
  server,
  lead,
  parent,
}) => {
  const board = await aBoard(lead)
  const round = await newRound(lead, board, { anonymity: 'named' })
  await writeNote(lead, { board, round, note: nanoid() }, 'First', null)
  await writeNote(parent, { board, round, note: nanoid() }, 'Second', null)
  const { db } = server.running.ledger
  const rows = await db.selectFrom('board_note').selectAll().where('round', '=', round).execute()
  await endRound(lead, board, round)
  const stands = (await onBoard(server, board)).find(({ words }) => words === 'First')
  // As a crash leaves it between the first author's edit and the deletion of the rows.
  const items = new Map([
    ['First', stands?.id],
    ['Second', nanoid(16)],
  ])
  for (const row of rows)
    await db
      .insertInto('board_note')
      .values({ ...row, item: items.get(row.words) ?? null })
      .execute()
  await db.updateTable('board_round').set({ state: 'ending' }).where('id', '=', round).execute()
  await read(parent, board)
  expect((await onBoard(server, board)).map(({ words }) => words).toSorted()).toEqual([
    'First',
    'Second',
    'Second',
  ])
  expect(await db.selectFrom('board_note').selectAll().where('round', '=', round).execute()).toEqual([])
})
