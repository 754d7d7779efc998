import { nanoid } from 'nanoid'
import { expect } from 'vitest'
import { routes } from '../../../shared/api/routes.ts'
import type { Route } from '../../../shared/api/route.ts'
import { readItems, wordsOf } from '../../../shared/board/items.ts'
import { textOf } from '../../../shared/narrative/sections.ts'
import { test } from '../../support/signed-in.ts'
import { socketPeer } from '../../support/socket-peer.ts'
import { BODIES, paramsIn } from '../http/good-requests.ts'
import { aBoard, castVote, endRound, inRoom, newRound, readBoard as read, writeNote } from './board.ts'

const ofBoards = (Object.entries(routes) as [string, Route][]).filter(([, { path }]) =>
  path.includes('/boards'),
)
const FILES = ['picture.svg', 'sketch.svg', 'text.txt', 'text.html', 'board.json']

test('who only reads changes nothing of a workshop; a guest reader learns nothing of it, by any route', async ({
  lead,
  parent,
  sponsor,
  reader,
  server,
}) => {
  const board = await aBoard(lead)
  const writing = await newRound(lead, board, { anonymity: 'named' })
  const ballot = await newRound(lead, board, { votes: 3 })
  const note = nanoid()
  await writeNote(parent, { board, round: writing, note }, 'Said in private', null)
  await castVote(parent, { board, round: ballot, item: 'column-1' }, 2)
  expect(ofBoards.length).toBeGreaterThan(12)
  for (const [name, route] of ofBoards)
    for (const round of [writing, ballot]) {
      const given = paramsIn('surrey-demo', { comment: 'x', member: 'x' })
      const ask = { params: { ...given, board, round, note }, body: BODIES[name] }
      expect((await reader.call(route, ask)).status, name).toBe(403)
      if (route.method !== 'GET') expect((await sponsor.call(route, ask)).status, name).toBe(403)
    }
  for (const file of FILES) {
    const headers = { cookie: reader.cookie, 'x-throughline-as': reader.person.id }
    const reply = await fetch(`${server.url}/api/w/surrey-demo/boards/${board}/${file}`, { headers })
    expect(reply.status, file).toBe(403)
  }
  const seen = await read(parent, board)
  expect([seen.writing?.mine.map(({ words }) => words), seen.ballot?.mine]).toEqual([
    ['Said in private'],
    [{ item: 'column-1', votes: 2 }],
  ])
})

test('who is removed in the midst of a workshop reads and does nothing more; what they gave it stays in it', async ({
  lead,
  server,
}) => {
  const board = await aBoard(lead)
  const leaver = { role: 'WL', partner: 'schools', name: 'Somebody who leaves' } as const
  const gone = await server.signIn(leaver)
  const token = await server.token(leaver)
  const writing = await newRound(lead, board, { anonymity: 'named' })
  const ballot = await newRound(lead, board, { votes: 3 })
  const note = { board, round: writing, note: nanoid() }
  await writeNote(gone, note, 'What I leave you', null)
  await castVote(gone, { board, round: ballot, item: 'column-1' }, 2)
  const room = `surrey-demo/board/${board}`
  const socket = await socketPeer(server.url.replace('http', 'ws'), { token, room })
  await socket.peer.until(() => socket.peer.synced)
  expect((await lead.call(routes.removeMember, { params: { member: gone.person.id } })).status).toBe(200)
  expect(await socket.closed).toBe(4401)
  expect((await writeNote(gone, note, 'Words from outside', null)).status).toBe(401)
  expect((await castVote(gone, { board, round: ballot, item: 'column-2' }, 1)).status).toBe(401)
  for (const asked of [routes.board, routes.boards])
    expect((await gone.call(asked, { params: { board } })).status).toBe(401)
  for (const headers of [{ authorization: `Bearer ${token}` }, { cookie: gone.cookie }])
    for (const file of FILES) {
      const reply = await fetch(`${server.url}/api/w/surrey-demo/boards/${board}/${file}`, { headers })
      expect(reply.status, file).toBe(401)
    }

  expect((await endRound(lead, board, ballot)).body.ballot.tally).toMatchObject([
    { item: 'column-1', total: 2 },
  ])
  await endRound(lead, board, writing)
  const { doc, stop } = await inRoom(server, board)
  const notes = readItems(doc).filter(({ kind }) => kind === 'note')
  expect(notes.map(({ id, author }) => [textOf(wordsOf(doc, id)).trim(), author])).toEqual([
    ['What I leave you', gone.person.id],
  ])
  stop()
})

test('of several who run a workshop at the same moment one moves it, opens a round, and shows its notes once', async ({
  server,
  lead,
  health,
  parent,
}) => {
  const board = await aBoard(health)
  const { version } = await read(health, board)
  const hands = [lead, health, lead, health, lead, health]
  const went = await Promise.all(
    hands.map((by, n) =>
      by.call(routes.goToStage, {
        params: { board },
        body: { version, stage: ['write', 'vote'][n % 2] },
      }),
    ),
  )
  // Who asked for the step that it is at by then is told so; the other is told what stands.
  const { stage } = await read(lead, board)
  for (const { status, body } of went)
    if (status === 200) expect(body.stage).toBe(stage)
    else expect([status, body.theirs]).toEqual([409, { stage, version: version + 1 }])
  const { db } = server.running.ledger
  const rounds = async () => db.selectFrom('board_round').selectAll().where('board', '=', board).execute()
  expect((await rounds()).map(({ kind, state }) => [kind, state])).toEqual([
    [stage === 'vote' ? 'voting' : 'writing', 'open'],
  ])

  const other = await aBoard(health)
  const begun = await Promise.all(
    hands.map(async (by) => {
      const body = { id: nanoid(), kind: 'writing', anonymity: 'nobody' }
      const { status } = await by.call(routes.startRound, { params: { board: other }, body })
      return status === 200 ? body.id : null
    }),
  )
  const round = begun.find((id) => id !== null) ?? ''
  expect(begun.filter((id) => id !== null)).toEqual([round])
  for (let n = 0; n < 5; n++)
    await writeNote(parent, { board: other, round, note: nanoid() }, `Note ${n}`, 'column-1')
  const ended = await Promise.all(hands.map((by) => endRound(by, other, round)))
  expect(ended.map(({ status, body }) => [status, body.writing.state])).toEqual(
    hands.map(() => [200, 'revealed']),
  )
  const { doc, stop } = await inRoom(server, other)
  const words = readItems(doc).flatMap(({ id, kind }) =>
    kind === 'note' ? [textOf(wordsOf(doc, id)).trim()] : [],
  )
  expect([words.length, new Set(words).size]).toEqual([5, 5])
  stop()
})
