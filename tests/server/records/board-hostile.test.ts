import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { nanoid } from 'nanoid'
import { expect, vi } from 'vitest'
import { WebSocket } from 'ws'
import * as Y from 'yjs'
import { createBell } from '../../../server/records/board-bell.ts'
import { exportWorkspace } from '../../../server/exports/workspace.ts'
import { routes } from '../../../shared/api/routes.ts'
import type { Route } from '../../../shared/api/route.ts'
import { addItems, changeItems } from '../../../shared/board/edit.ts'
import { itemsOf, readItems, wordsOf } from '../../../shared/board/items.ts'
import { test } from '../../support/signed-in.ts'
import { socketPeer, type SocketPeer } from '../../support/socket-peer.ts'
import type { MemberOptions, TestServer } from '../../support/test-server.ts'
import {
  aBoard,
  castVote,
  change,
  endRound,
  inRoom,
  newRound,
  readBoard as read,
  writeNote,
} from './board.ts'

const LEAD: MemberOptions = { role: 'NL' }
const PARENT: MemberOptions = { role: 'PP', partner: 'parents' }
const SPONSOR: MemberOptions = { role: 'SP' }

/** A client made by hand, with a token that is good. */
async function byHand(server: TestServer, board: string, who: MemberOptions): Promise<SocketPeer> {
  const token = await server.token(who)
  const room = `surrey-demo/board/${board}`
  const joined = await socketPeer(server.url.replace('http', 'ws'), { token, room })
  await joined.peer.until(() => joined.peer.synced)
  return joined
}

const SECRET = 'Zwiebelkuchen'

test('a private note comes out nowhere before it is revealed: no route, socket, event, version, export or search', async ({
  server,
  lead,
  parent,
}) => {
  const board = await aBoard(lead)
  const round = await newRound(lead, board, { anonymity: 'named' })
  const heard: string[] = []
  const live = new WebSocket(
    `${server.url.replace('http', 'ws')}/live/surrey-demo?token=${await server.token(LEAD)}`,
  )
  await new Promise((resolve) => live.once('open', resolve))
  const toldOf = new Promise<void>((resolve) =>
    live.on('message', (data: Buffer) => {
      heard.push(data.toString())
      if (data.toString().includes('"board"')) resolve()
    }),
  )
  const note = nanoid()
  for (const words of [`${SECRET} one`, `${SECRET} two`, `${SECRET} three`])
    expect((await writeNote(parent, { board, round, note }, words, 'column-1')).status).toBe(200)
  await writeNote(parent, { board, round, note: nanoid() }, `${SECRET} four`, 'column-1')
  await lead.call(routes.setBoardTimer, { params: { board }, body: { do: 'stop' } })
  await toldOf
  live.close()
  // Of four writes nothing was told at once; what is told names a board and nothing else.
  for (const event of heard) {
    expect(event).not.toContain(parent.person.id)
    expect(event).not.toContain(note)
  }
  expect(heard.filter((event) => event.includes(`board-${board}`))).toHaveLength(1)

  const params: Record<string, string> = {
    document: `board-${board}`,
    board,
    round,
    note,
    theme: '4',
    number: '1',
    partner: 'parents',
    section: 'theme-4',
  }
  const gets = (Object.entries(routes) as [string, Route][]).filter(
    ([, { method, path }]) => method === 'GET' && path.includes('/w/'),
  )
  expect(gets.length).toBeGreaterThan(20)
  for (const [name, route] of gets)
    expect(JSON.stringify((await lead.call(route, { params })).body), name).not.toContain(SECRET)
  // Looking for words to remove is no search of what others write.
  const looked = await lead.call(routes.lookForWords, { body: { document: '4', words: SECRET } })
  expect([looked.status, looked.body]).toEqual([200, []])
  const named = await lead.call(routes.nameVersion, {
    params: { document: `board-${board}` },
    body: { name: 'During the writing' },
  })
  expect(named.status).toBe(200)
  const { db } = server.running.ledger
  for (const { content } of await db.selectFrom('version').select('content').execute())
    expect(Buffer.from(content).toString('latin1')).not.toContain(SECRET)
  const client = await inRoom(server, board, LEAD)
  expect(Buffer.from(Y.encodeStateAsUpdate(client.doc)).toString('latin1')).not.toContain(SECRET)
  client.stop()
  const trail = await db.selectFrom('trail').selectAll().where('workspace', '=', 'surrey-demo').execute()
  expect(JSON.stringify(trail)).not.toContain(SECRET)

  const out = await mkdtemp(join(tmpdir(), 'throughline-export-'))
  const source = { db, read: async () => new Y.Doc(), dataDir: server.dataDir, version: '0', now: 0 }
  await exportWorkspace(source, 'surrey-demo', out)
  let all = ''
  for (const file of await readdir(out, { recursive: true, withFileTypes: true }))
    if (file.isFile()) all += await readFile(join(file.parentPath, file.name), 'utf8')
  await rm(out, { recursive: true })
  expect(all).toContain(board)
  expect(all).not.toContain(SECRET)
  expect(all).not.toContain(note)
})

test('many writers within a few seconds are one event', async () => {
  vi.useFakeTimers()
  try {
    const told: unknown[] = []
    const bell = createBell({ tell: (...event: unknown[]) => told.push(event) } as never)
    for (let n = 0; n < 60; n++) bell.soon('surrey-demo', n % 2 === 0 ? 'one' : 'two')
    vi.advanceTimersByTime(2_900)
    expect(told).toEqual([])
    vi.advanceTimersByTime(200)
    expect(told).toEqual([
      ['surrey-demo', { type: 'changed', what: 'board', document: 'board-one' }],
      ['surrey-demo', { type: 'changed', what: 'board', document: 'board-two' }],
    ])
    bell.soon('surrey-demo', 'one')
    bell.close()
    vi.advanceTimersByTime(9_000)
    expect(told).toHaveLength(2)
  } finally {
    vi.useRealTimers()
  }
})

test('who reveals, loosens the promise or votes in another’s name by hand is refused, or does it for themselves', async ({
  server,
  lead,
  health,
  parent,
}) => {
  const board = await aBoard(lead)
  const { version } = await read(lead, board)
  const round = await newRound(lead, board, { anonymity: 'nobody' })
  await writeNote(health, { board, round, note: nanoid() }, 'Nameless', null)
  expect((await endRound(parent, board, round)).status).toBe(403)
  const reveal = { version, stage: 'reveal' }
  expect((await parent.call(routes.goToStage, { params: { board }, body: reveal })).status).toBe(403)
  // The same id with another promise does not change the one that was given, nor does planning the step anew.
  const again = { id: round, kind: 'writing', anonymity: 'named' }
  await lead.call(routes.startRound, { params: { board }, body: again })
  const stages = (await read(lead, board)).stages.map((stage) => ({ ...stage, anonymity: 'named' }))
  await change(lead, board, { stages })
  expect((await read(lead, board)).writing?.anonymity).toBe('nobody')

  const ballot = await newRound(lead, board, { votes: 2 })
  const body = { votes: 2, member: health.person.id, partner: 'ccgs' }
  const params = { board, round: ballot, item: 'column-1' }
  await parent.call(routes.vote, { params, body })
  const { db } = server.running.ledger
  const votes = await db.selectFrom('board_vote').selectAll().where('round', '=', ballot).execute()
  expect(votes).toMatchObject([{ member: parent.person.id, partner: 'parents', votes: 2 }])
  expect((await castVote(parent, { board, round, item: 'column-1' }, 1)).status).toBe(404) // a round of writing
  expect((await parent.call(routes.vote, { params, body: { votes: -5 } })).status).toBe(400)
  expect((await parent.call(routes.vote, { params, body: { votes: 1.5 } })).status).toBe(400)
  // Another board's address opens nobody's round.
  const other = await aBoard(parent)
  expect((await endRound(parent, other, round)).status).toBe(404)
})

const note = (words: string) => [{ id: nanoid(10), kind: 'note' as const, x: 0, y: 900, z: 'b0', words }]

test('who may only read moves nothing by socket; a lock and the archive hold at once for who is in already', async ({
  server,
  lead,
  parent,
}) => {
  const board = await aBoard(lead)
  const watching = await inRoom(server, board, LEAD)
  const stands = () => readItems(watching.doc).filter(({ kind }) => kind === 'note').length
  const place = () => readItems(watching.doc).find(({ id }) => id === 'column-1')?.x

  const sponsor = await byHand(server, board, SPONSOR)
  changeItems(sponsor.peer.doc, new Map([['column-1', { pos: { x: 5_000, y: 0 } }]]))
  expect(await sponsor.closed).toBe(4403)

  const writer = await byHand(server, board, PARENT)
  addItems(writer.peer.doc, note('Before the lock'))
  await expect.poll(stands).toBe(1)
  await change(lead, board, { locked: true })
  expect((await read(parent, board)).rights).toMatchObject({ edit: false, takePart: true })
  expect(await writer.closed).toBe(4510)
  const back = await byHand(server, board, PARENT)
  addItems(back.peer.doc, note('Behind the lock'))
  expect(await back.closed).toBe(4403)
  // A lock is on the wall, not on what is each person's own.
  const round = await newRound(lead, board, { votes: 1 })
  expect((await castVote(parent, { board, round, item: 'column-1' }, 1)).status).toBe(200)
  expect((await lead.call(routes.board, { params: { board } })).body.rights.edit).toBe(true)

  await change(lead, board, { locked: false, state: 'archived' })
  const late = await byHand(server, board, LEAD)
  addItems(late.peer.doc, note('In the archive'))
  expect(await late.closed).toBe(4403)
  const fresh = await inRoom(server, board, LEAD)
  expect(readItems(fresh.doc).filter(({ kind }) => kind === 'note')).toHaveLength(1)
  expect(place()).toBe(0)
  fresh.stop()
  watching.stop()
})

const entry = (values: Record<string, unknown>): Y.Map<unknown> => new Y.Map(Object.entries(values))

test('nonsense on a board breaks no route: it is listed, read, voted on, revealed and sent from as before', async ({
  server,
  lead,
}) => {
  const board = await aBoard(lead)
  const vandal = await byHand(server, board, PARENT)
  const { doc } = vandal.peer
  const map = itemsOf(doc)
  doc.transact(() => {
    map.set('text', 'no thing at all')
    map.set('number', Number.NaN)
    map.set('list', new Y.Array())
    map.set('nan', entry({ kind: 'note', pos: { x: Number.NaN, y: Infinity }, size: 'big', order: 7 }))
    map.set('far', entry({ kind: 'note', pos: { x: 1e300, y: -1e300 }, size: { w: -1, h: 0 }, order: '￿' }))
    map.set('loop-a', entry({ kind: 'frame', parent: 'loop-b', order: 'a0' }))
    map.set('loop-b', entry({ kind: 'frame', parent: 'loop-a', order: 'a0' }))
    map.set('self', entry({ kind: 'frame', parent: 'self', order: '' }))
    map.set('what', entry({ kind: '__proto__', partner: 'nobody', author: { id: 1 }, look: 3 }))
    map.set('__proto__', entry({ kind: 'note', order: 'a1' }))
    map.set('liar', entry({ kind: 'note', partner: 'schools', author: 'no-such-member', order: 'a2' }))
    ;(map.get('column-1') as Y.Map<unknown>).set('order', '~~~')
    ;(map.get('column-1') as Y.Map<unknown>).set('size', { w: Number.NaN, h: 'tall' })
    const odd = new Y.XmlElement('script')
    odd.insert(0, [new Y.XmlText('alert(1)')])
    wordsOf(doc, 'liar').insert(0, [odd])
  })
  await vandal.peer.until(() => vandal.peer.allSaved || vandal.peer.closed !== null)
  vandal.socket.close()

  expect((await read(lead, board)).items).toBeGreaterThanOrEqual(3)
  expect((await lead.call(routes.boards)).status).toBe(200)
  const round = await newRound(lead, board, { anonymity: 'nobody' })
  for (const frame of ['column-1', 'self', 'loop-a', 'nan', '__proto__', null])
    expect((await writeNote(lead, { board, round, note: nanoid() }, 'Still here', frame)).status).toBe(200)
  const revealed = await endRound(lead, board, round)
  expect([revealed.status, revealed.body.writing?.state]).toEqual([200, 'revealed'])
  const room = await inRoom(server, board, LEAD)
  const laid = readItems(room.doc).filter(({ id }) => /^[\w-]{16}$/.test(id))
  expect(laid).toHaveLength(6)
  expect(laid.every(({ x, y, w, h }) => [x, y, w, h].every(Number.isFinite))).toBe(true)
  room.stop()
  const ballot = await newRound(lead, board, { votes: 3 })
  expect((await castVote(lead, { board, round: ballot, item: 'column-1' }, 3)).status).toBe(200)
  expect((await castVote(lead, { board, round: ballot, item: '__proto__' }, 0)).status).toBe(200)
  expect((await endRound(lead, board, ballot)).body.ballot.tally).toMatchObject([
    { item: 'column-1', total: 3 },
  ])
})

test('a nameless note has no author in the history of the board either', async ({ server, lead, parent }) => {
  const board = await aBoard(lead)
  const round = await newRound(lead, board, { anonymity: 'nobody' })
  await writeNote(parent, { board, round, note: nanoid() }, 'Said in the dark', 'column-1')
  await endRound(lead, board, round)
  const document = `board-${board}`
  const kept = await lead.call(routes.nameVersion, {
    params: { document },
    body: { name: 'After the reveal' },
  })
  const params = { document, version: kept.body.id, from: kept.body.id, to: 'now' }
  // Who the members are is told beside every document; all else that is told of this one names none of them.
  const directory = new Set(['mentionable', 'documentPage'])
  const told = await Promise.all(
    (Object.entries(routes) as [string, Route][])
      .filter(
        ([name, { method, path }]) =>
          method === 'GET' && /documents\/:|boards\/:/.test(path) && !directory.has(name),
      )
      .map(async ([, route]) =>
        JSON.stringify((await lead.call(route, { params: { ...params, board } })).body),
      ),
  )
  expect(told.filter((text) => text.includes('Said in the dark')).length).toBeGreaterThan(1)
  expect(told.filter((text) => text.includes(parent.person.id))).toEqual([])
  const { db } = server.running.ledger
  for (const table of ['section_edit', 'trail', 'audit', 'board_note', 'board_sent'] as const) {
    const rows = await db.selectFrom(table).selectAll().execute()
    const about = rows.filter((row) => JSON.stringify(row).includes(board))
    expect(JSON.stringify(about), table).not.toContain(parent.person.id)
  }
})
