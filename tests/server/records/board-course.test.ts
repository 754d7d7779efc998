import { nanoid } from 'nanoid'
import { expect } from 'vitest'
import { routes } from '../../../shared/api/routes.ts'
import { addItems } from '../../../shared/board/edit.ts'
import type { Board } from '../../../shared/board/boards.ts'
import { test } from '../../support/signed-in.ts'
import type { Guest } from '../../support/test-server.ts'
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

const go = async (by: Guest, board: string, stage: string | null, version?: number) => {
  const seen = version ?? (await read(by, board)).version
  return by.call(routes.goToStage, { params: { board }, body: { version: seen, stage } })
}
/** What is left on the timer, ms. */
const left = ({ timer, now }: Board): number | null =>
  timer === null ? null : timer.state === 'halted' ? timer.left : timer.endsAt - now
const timer = (by: Guest, board: string, body: object) =>
  by.call(routes.setBoardTimer, { params: { board }, body })

test('a workshop goes through its steps: each sets its timer and opens what it needs, and revealing is a step of its own', async ({
  health,
  parent,
}) => {
  const board = await aBoard(health)
  const begun = (await go(health, board, 'write')).body as Board
  expect(begun).toMatchObject({
    stage: 'write',
    writing: { state: 'open', anonymity: 'named' },
    ballot: null,
  })
  expect(begun.timer).toMatchObject({ state: 'running', of: 480_000 })
  const round = begun.writing?.id ?? ''
  await writeNote(parent, { board, round, note: nanoid() }, 'We wait', 'column-1')
  // Left by mistake and come back: nothing is revealed, and it is the same round.
  expect((await go(health, board, 'group')).body.writing).toMatchObject({ id: round, state: 'open' })
  expect((await go(health, board, 'write')).body.writing).toMatchObject({ id: round, state: 'open' })
  expect((await go(health, board, 'reveal')).body).toMatchObject({ items: 4, writing: { state: 'revealed' } })
  await go(health, board, 'group')
  const voting = (await go(health, board, 'vote')).body as Board
  expect(voting.ballot).toMatchObject({ state: 'open', votes: 3, tally: null })
  await castVote(parent, { board, round: voting.ballot?.id ?? '', item: 'column-1' }, 2)
  expect((await go(health, board, 'group')).body.ballot).toMatchObject({ state: 'open', tally: null })
  expect((await go(health, board, 'vote')).body.ballot.id).toBe(voting.ballot?.id)
  expect((await go(health, board, 'send')).body.ballot).toMatchObject({
    state: 'shown',
    tally: [{ item: 'column-1', total: 2, partners: [], others: 2 }],
  })
  expect((await go(health, board, null)).body).toMatchObject({ stage: null, timer: null })
})

test('a step is gone to once by who runs the board, and from where they saw it', async ({
  lead,
  health,
  parent,
}) => {
  const board = await aBoard(health)
  expect((await go(parent, board, 'write')).status).toBe(403)
  expect((await go(health, board, 'write', 1)).body.version).toBe(2)
  expect((await go(health, board, 'write', 1)).body.version).toBe(2) // sent again
  const late = await go(lead, board, 'vote', 1)
  expect([late.status, late.body.theirs]).toEqual([409, { stage: 'write', version: 2 }])
  expect((await go(health, board, 'no-such')).status).toBe(404)
})

test('the timer is started, lengthened, halted and gone on with for everyone; calls are the facilitator’s', async ({
  health,
  parent,
}) => {
  const board = await aBoard(health)
  expect((await timer(parent, board, { do: 'start', minutes: 5 })).status).toBe(403)
  const started = (await timer(health, board, { do: 'start', minutes: 5 })).body
  expect(left(started)).toBeGreaterThan(4.9 * 60_000)
  const more = (await timer(health, board, { do: 'add', minutes: 2 })).body
  expect(more.timer).toMatchObject({ state: 'running', of: 7 * 60_000 })
  const halted = (await timer(health, board, { do: 'halt' })).body
  expect(halted.timer.state).toBe('halted')
  expect((await timer(health, board, { do: 'halt' })).body.timer).toEqual(halted.timer)
  const on = (await timer(health, board, { do: 'go on' })).body
  expect(left(on)).toBeCloseTo(left(halted) ?? 0, -3)
  expect((await timer(health, board, { do: 'stop' })).body.timer).toBe(null)
  const call = (by: Guest) =>
    by.call(routes.callToView, { params: { board }, body: { view: [0, 0, 900, 600] } })
  expect((await call(parent)).status).toBe(403)
  expect((await call(health)).body.called).toMatchObject({
    view: [0, 0, 900, 600],
    by: { id: health.person.id },
  })
})

test('votes are one’s own, within the budget also when twenty come at once, and hidden until shown', async ({
  server,
  lead,
  health,
  parent,
  sponsor,
}) => {
  const board = await aBoard(lead)
  const room = await inRoom(server, board)
  addItems(
    room.doc,
    Array.from({ length: 10 }, (_, n) => ({
      id: `note-${n}`,
      kind: 'note',
      x: n * 200,
      y: 900,
      z: `b${n}`,
      words: `Note ${n}`,
    })),
  )
  await expect.poll(async () => (await read(lead, board)).items).toBe(13)
  const round = await newRound(lead, board, { votes: 3 })
  const all = await Promise.all(
    Array.from({ length: 20 }, (_, n) =>
      castVote(parent, { board, round, item: `note-${n % 10}` }, 1 + (n % 2)),
    ),
  )
  expect(all.some(({ status }) => status === 400)).toBe(true)
  const mine = (await read(parent, board)).ballot?.mine ?? []
  expect(mine.reduce((sum, { votes }) => sum + votes, 0)).toBe(3)
  const { db } = server.running.ledger
  const rows = await db.selectFrom('board_vote').selectAll().where('round', '=', round).execute()
  expect(rows.reduce((sum, { votes }) => sum + votes, 0)).toBe(3)

  expect((await castVote(sponsor, { board, round, item: 'note-1' }, 1)).status).toBe(403)
  expect((await castVote(health, { board, round, item: 'note-99' }, 1)).body.say).toContain(
    'not on the board',
  )
  expect((await castVote(health, { board, round, item: 'note-1' }, 4)).body.say).toContain('You have 3 votes')
  expect((await castVote(health, { board, round, item: 'note-1' }, 3)).body.ballot).toMatchObject({
    mine: [{ item: 'note-1', votes: 3 }],
    voters: 2,
    tally: null,
    partners: null,
  })
  expect((await read(lead, board)).ballot).toMatchObject({ mine: [], voters: 2, tally: null })
  // What is taken from the board gives its votes back.
  ;(room.doc.getMap('sections').get('note-1') as { set(name: string, value: unknown): void }).set(
    'removed',
    true,
  )
  await expect.poll(async () => (await read(health, board)).ballot?.mine).toEqual([])
  expect((await castVote(health, { board, round, item: 'note-2' }, 3)).status).toBe(200)
  room.stop()

  const shown = (await endRound(lead, board, round)).body.ballot
  expect(shown.state).toBe('shown')
  expect(shown.tally.reduce((sum: number, { total }: { total: number }) => sum + total, 0)).toBe(6)
  expect(shown.partners).toEqual([]) // one voter of each of two partners: nobody is told apart
  expect((await castVote(health, { board, round, item: 'note-3' }, 0)).body.say).toContain('has been shown')
})

test('a step does not open more rounds than a board holds, says so, and changes nothing then', async ({
  server,
  health,
}) => {
  const board = await aBoard(health)
  const step = { title: 'A step', minutes: 5 }
  const stages = [
    { ...step, id: 'vote', kind: 'vote' },
    { ...step, id: 'write', kind: 'write' },
    { ...step, id: 'talk', kind: 'talk' },
  ]
  await change(health, board, { stages })
  await go(health, board, 'vote')
  const { db } = server.running.ledger
  const [first] = await db.selectFrom('board_round').selectAll().where('board', '=', board).execute()
  await db
    .insertInto('board_round')
    .values(Array.from({ length: 199 }, () => ({ ...first!, id: nanoid(), state: 'ended' as const, at: 0 })))
    .execute()
  const refused = await go(health, board, 'write')
  expect([refused.status, refused.body.say]).toEqual([
    400,
    'This board has held as many rounds as it can. Make another board.',
  ])
  expect(await read(health, board)).toMatchObject({ stage: 'vote', writing: null, ballot: { state: 'open' } })
  expect((await go(health, board, 'talk')).body).toMatchObject({ stage: 'talk', ballot: { state: 'shown' } })
})
