import { nanoid } from 'nanoid'
import { expect } from 'vitest'
import { routes } from '../../../shared/api/routes.ts'
import { flatten } from '../../../shared/annotations/flat.ts'
import type { BoardLine } from '../../../shared/board/boards.ts'
import { addItems } from '../../../shared/board/edit.ts'
import { overlaps, rectOf } from '../../../shared/board/geometry.ts'
import { type Item, readItems, wordsOf } from '../../../shared/board/items.ts'
import { SOURCE } from '../../../server/starter/source.ts'
import { test } from '../../support/signed-in.ts'
import type { Guest, TestServer } from '../../support/test-server.ts'
import { aBoard, change, inRoom, readBoard as read } from './board.ts'

const headings = async (server: TestServer, board: string): Promise<string[]> => {
  const { doc, stop } = await inRoom(server, board)
  const found = readItems(doc).map(({ id }) => flatten(wordsOf(doc, id)).text)
  stop()
  return found
}
const lines = async (by: Guest): Promise<BoardLine[]> => (await by.call(routes.boards)).body

test('a theme wall has the phrases of the weakness as columns, is made once, and is led by who made it', async ({
  server,
  lead,
  health,
}) => {
  const id = nanoid()
  const body = { id, title: 'Theme 4 wall again', theme: '4', template: 'theme wall' }
  const both = await Promise.all([1, 2].map(() => health.call(routes.makeBoard, { body })))
  expect(both.map(({ status }) => status)).toEqual([200, 200])
  expect((await lines(lead)).filter((line) => line.id === id)).toMatchObject([
    { title: 'Theme 4 wall again', theme: '4', items: 3, facilitator: { id: health.person.id } },
  ])
  expect((await headings(server, id)).join(' ')).toBe(SOURCE[153])
  expect(await headings(server, id)).toEqual([
    'The relatively low identification of need at school support level,',
    'indicating inefficiencies in the early identification',
    'of special educational needs and/or disabilities',
  ])
  expect((await read(health, id)).stages.map(({ kind, minutes }) => [kind, minutes])).toEqual([
    ['write', 8],
    ['reveal', 5],
    ['group', 10],
    ['vote', 5],
    ['send', 10],
  ])
  expect((await lead.call(routes.makeBoard, { body })).body.say).toContain('in use')
})

test('a wall of a theme without wording says what is missing, and takes columns a person wrote', async ({
  lead,
}) => {
  const make = (more: object) =>
    lead.call(routes.makeBoard, {
      body: { id: nanoid(), title: 'A wall', theme: '1', template: 'theme wall', ...more },
    })
  expect((await make({})).body.say).toContain('no wording yet')
  expect((await make({ theme: null })).body.say).toContain('Choose the theme')
  expect((await make({ columns: ['This', 'that'] })).body).toMatchObject({ items: 2 })
  expect((await make({ template: 'blank' })).body).toMatchObject({ items: 0 })
})

test('who sees what stood before is not overwritten, and a replay of one’s own change is no conflict', async ({
  lead,
  health,
}) => {
  const board = await aBoard(health)
  const said = { version: 1, title: 'Evidence of early help' }
  const first = await health.call(routes.changeBoard, { params: { board }, body: said })
  expect(first.body).toMatchObject({ title: said.title, version: 2 })
  expect((await health.call(routes.changeBoard, { params: { board }, body: said })).body.version).toBe(2)
  const late = await lead.call(routes.changeBoard, { params: { board }, body: { version: 1, title: 'Mine' } })
  expect([late.status, late.body.error, late.body.theirs]).toMatchObject([
    409,
    'stale',
    { title: said.title, version: 2 },
  ])
  const [stage] = (await read(health, board)).stages
  expect((await change(health, board, { stages: [stage, stage] })).body.say).toContain('same id')
})

test('only who facilitates, or the nominated lead, changes a board; it is handed over to who takes part', async ({
  lead,
  health,
  parent,
  sponsor,
  reader,
}) => {
  const board = await aBoard(health)
  const refused = await change(parent, board, { title: 'Ours' })
  expect([refused.status, refused.body.say]).toEqual([403, expect.stringContaining('Whoever facilitates')])
  expect((await change(sponsor, board, { title: 'Ours' })).status).toBe(403)
  expect((await reader.call(routes.board, { params: { board } })).status).toBe(403)
  expect((await reader.call(routes.boards)).status).toBe(403)
  expect((await change(health, board, { facilitator: sponsor.person.id })).body.say).toContain('only reads')
  expect((await change(health, board, { facilitator: parent.person.id })).status).toBe(200)
  expect((await change(health, board, { title: 'Ours' })).status).toBe(403)
  expect((await change(parent, board, { title: 'Ours' })).status).toBe(200)
  expect((await change(lead, board, { facilitator: null })).status).toBe(200)
  expect((await read(health, board)).rights).toMatchObject({ edit: true, comment: true, run: true })
  const reads = { edit: false, comment: true, takePart: false, run: false }
  expect((await read(sponsor, board)).rights).toMatchObject(reads)
})

test('an archived board is last in the list, takes no change but being brought back', async ({
  lead,
  health,
}) => {
  const board = await aBoard(health)
  expect((await change(health, board, { state: 'archived' })).body).toMatchObject({
    state: 'archived',
    rights: { edit: false, takePart: false, run: false, bringBack: true },
  })
  expect((await lines(lead)).at(-1)?.state).toBe('archived')
  expect((await change(health, board, { title: 'Late' })).body.say).toContain('in the archive')
  expect((await change(health, board, { state: 'open' })).body).toMatchObject({
    state: 'open',
    rights: { edit: true, run: true, bringBack: false },
  })
})

test('the starter has a wall of theme 4, with notes of every partner in the columns of its wording', async ({
  server,
  lead,
}) => {
  const wall = (await lines(lead)).find(({ title }) => title === 'Theme 4 wall')
  expect(wall).toMatchObject({ theme: '4', state: 'open', facilitator: { name: 'Nominated lead' } })
  expect(await read(lead, wall?.id ?? '')).toMatchObject({ silent: [], stage: null })
  const { doc, stop } = await inRoom(server, wall?.id ?? '')
  const items = readItems(doc)
  const all = new Map(items.map((item) => [item.id, item]))
  const notes = items.filter(({ kind }) => kind === 'note')
  expect(notes).toHaveLength(11)
  for (const [n, one] of notes.entries()) {
    expect(overlaps(rectOf(one, all), rectOf(all.get(one.parent ?? '') as Item, all))).toBe(true)
    for (const other of notes.slice(n + 1)) expect(overlaps(rectOf(one, all), rectOf(other, all))).toBe(false)
  }
  const partners = new Map([...all.values()].map(({ author, partner }) => [author, partner]))
  expect(new Set(partners.values())).toEqual(
    new Set([null, 'council', 'schools', 'parents', 'ccgs', 'providers']),
  )
  stop()
})

test('who has not spoken is told by partner, of those who take part', async ({ server, lead, parent }) => {
  const board = await aBoard(lead)
  const silent = async () => (await read(lead, board)).silent
  expect(await silent()).toEqual(['council', 'ccgs', 'providers', 'parents', 'schools'])
  const { doc, stop } = await inRoom(server, board, { role: 'PP', partner: 'parents' })
  addItems(doc, [
    { id: nanoid(10), kind: 'note', x: 0, y: 900, z: 'b0', words: 'We wait', author: parent.person.id },
    { id: nanoid(10), kind: 'note', x: 0, y: 1_100, z: 'b1', words: 'For a school', partner: 'schools' },
  ])
  await expect.poll(silent).toEqual(['council', 'ccgs', 'providers'])
  stop()
})

test('columns that a crash kept from being written are there at the next reading, and once', async ({
  server,
  lead,
}) => {
  const board = await aBoard(lead, { columns: ['One', 'Two'] })
  const { db } = server.running.ledger
  const row = await db.selectFrom('board').selectAll().where('id', '=', board).executeTakeFirstOrThrow()
  const id = nanoid()
  await db
    .insertInto('board')
    .values({ ...row, id })
    .execute()
  const both = await Promise.all([read(lead, id), read(lead, id)])
  expect(both.map(({ items }) => items)).toEqual([2, 2])
  expect(await headings(server, id)).toEqual(['One', 'Two'])
})

test('a board that nobody is on is not opened to be listed: its things are counted as they were at rest', async ({
  server,
  lead,
}) => {
  const board = await aBoard(lead, { columns: ['One', 'Two'] })
  const { db } = server.running.ledger
  const [workspace, document] = ['surrey-demo', `board-${board}` as const]
  const noted = (words: number) =>
    db
      .insertInto('section_state')
      .values({ workspace, document, section: 'board', title: 'The board', position: 0, words })
      .onConflict((c) => c.columns(['workspace', 'document', 'section']).doUpdateSet({ words }))
      .execute()
  const listed = async () => (await lines(lead)).find(({ id }) => id === board)?.items
  await expect
    .poll(() => db.selectFrom('section_state').select('words').where('document', '=', document).execute())
    .toEqual([{ words: 2 }])
  await noted(7)
  expect(await listed()).toBe(7)
  expect((await read(lead, board)).items).toBe(2)
})

test('a board whose facilitator is removed is run by who takes part; a locked one by the nominated lead', async ({
  server,
  lead,
  parent,
}) => {
  const leaving = await server.signIn({ role: 'WL', partner: 'schools', name: 'Leaving' })
  const [open, locked] = [await aBoard(leaving), await aBoard(leaving)]
  await change(leaving, locked, { locked: true })
  expect((await change(parent, open, { title: 'Ours' })).status).toBe(403)
  await lead.call(routes.removeMember, { params: { member: leaving.person.id }, body: {} })
  expect((await change(parent, open, { title: 'Ours' })).body).toMatchObject({
    title: 'Ours',
    facilitator: null,
  })
  expect((await change(parent, locked, { locked: false })).status).toBe(403)
  expect((await read(parent, locked)).facilitator).toBe(null)
  expect((await change(lead, locked, { facilitator: parent.person.id })).status).toBe(200)
  expect((await change(parent, locked, { locked: false })).status).toBe(200)
})
