import { readFile, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { start } from '../../server/main.ts'
import type { Route } from '../../shared/api/route.ts'
import { routes } from '../../shared/api/routes.ts'
import type { Board } from '../../shared/board/boards.ts'
import { readItems, wordsOf } from '../../shared/board/items.ts'
import { textOf } from '../../shared/narrative/sections.ts'
import { aBoard, newRound, writeNote } from '../server/records/board.ts'
import { killedCopies } from '../support/killed.ts'
import { socketPeer } from '../support/socket-peer.ts'
import { STARTER, startTestServer } from '../support/test-server.ts'

const SECRETS = ['We were never asked', 'The form came twice', 'Nobody rang back']
const NOTES = SECRETS.map((_, n) => `private-note-${n}`)

let base: string
let people: { lead: string; parent: string }
let tokens: { lead: string; parent: string }
let board: string
let writing: string
let ballot: string
const copies = killedCopies()

/** A data directory with a wall on which parents have written in private, without names, and may vote. */
beforeAll(async () => {
  const server = await startTestServer()
  base = server.dataDir
  const lead = await server.signIn({ role: 'NL' })
  const parent = await server.signIn({ role: 'PP', partner: 'parents' })
  people = { lead: lead.person.id, parent: parent.person.id }
  tokens = {
    lead: await server.token({ role: 'NL' }),
    parent: await server.token({ role: 'PP', partner: 'parents' }),
  }
  board = await aBoard(lead)
  writing = await newRound(lead, board, { anonymity: 'nobody' })
  ballot = await newRound(lead, board, { votes: 3 })
  for (const [n, words] of SECRETS.entries())
    await writeNote(parent, { board, round: writing, note: NOTES[n] ?? '' }, words, 'column-1')
  await server.running.stop()
})
afterAll(async () => {
  await copies.clear()
  await rm(base, { recursive: true, force: true })
})

/** Does it in a process that is killed before a step; then starts the server on what that left. */
async function afterKill(args: readonly string[], step: string) {
  const [member = '', ...rest] = args
  const dataDir = await copies.afterKill(base, 'board-process', [member, board, ...rest, step])
  const running = await start({ port: 0, host: '127.0.0.1', dataDir, publicUrl: null, logLevel: 'silent' })
  const call = async (who: 'lead' | 'parent', { method, path }: Route, more: object = {}, body?: unknown) => {
    const params: Record<string, string> = { workspace: STARTER, board, ...more }
    const address = path.replace(/:(\w+)/g, (_, name: string) => params[name] ?? '')
    const type = body === undefined ? {} : { 'content-type': 'application/json' }
    const reply = await fetch(running.url + address, {
      method,
      headers: { authorization: `Bearer ${tokens[who]}`, ...type },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    })
    return (await reply.json()) as Board
  }
  const onWall = async () => {
    const room = `${STARTER}/board/${board}`
    const { peer, socket } = await socketPeer(running.url.replace('http', 'ws'), { token: tokens.lead, room })
    await peer.until(() => peer.synced)
    const notes = readItems(peer.doc).filter(({ kind }) => kind === 'note')
    socket.close()
    return notes.map(({ id, author, partner }) => [textOf(wordsOf(peer.doc, id)).trim(), author, partner])
  }
  return { running, dataDir, call, onWall }
}

describe('kill -9 while private notes are shown', () => {
  it('before it begins: they are still their author’s alone', async () => {
    const { running, call, onWall } = await afterKill([people.lead, writing, ''], 'it begins')
    try {
      const seen = await call('lead', routes.board)
      expect(seen.writing).toMatchObject({ state: 'open', mine: [], counts: [{ partner: null, notes: 3 }] })
      for (const words of SECRETS) expect(JSON.stringify(seen)).not.toContain(words)
      expect(await onWall()).toEqual([])
      expect((await call('parent', routes.board)).writing?.mine.map(({ words }) => words)).toEqual(SECRETS)
    } finally {
      await running.stop()
    }
  })

  it.each([
    'the notes stand',
    'who wrote them is deleted',
    'the files forget it',
    'the round is over',
    'pages are told',
  ])('before %s: after a start each stands once, and nothing says whose it was', async (step) => {
    const { running, dataDir, call, onWall } = await afterKill([people.lead, writing, ''], step)
    try {
      expect((await call('lead', routes.board)).writing).toMatchObject({ state: 'revealed', mine: [] })
      // Asked for again by the browser that had no answer.
      await call('lead', routes.endRound, { round: writing }, {})
      const stand = await onWall()
      expect(stand).toHaveLength(SECRETS.length)
      expect(stand).toEqual(expect.arrayContaining(SECRETS.map((words) => [words, null, null])))
      const { db } = running.ledger
      expect(await db.selectFrom('board_note').select('id').where('round', '=', writing).execute()).toEqual(
        [],
      )
      for (const file of ['records.db', 'records.db-wal'])
        expect(await readFile(join(dataDir, file), 'latin1'), file).not.toContain(NOTES[0])
    } finally {
      await running.stop()
    }
  })
})

describe('kill -9 while somebody votes', () => {
  it.each([
    ['the wall is looked at', 0],
    ['it is answered', 2],
  ])('before %s: it is counted or not, and sent again it is counted once', async (step, counted) => {
    const { running, call } = await afterKill([people.parent, ballot, 'column-1'], step)
    const given = async () =>
      (await call('parent', routes.board)).ballot?.mine.reduce((sum, { votes }) => sum + votes, 0)
    try {
      expect(await given()).toBe(counted)
      const at = { round: ballot, item: 'column-1' }
      await call('parent', routes.vote, at, { votes: 2 })
      expect(await given()).toBe(2)
      // To others it is as hidden as before.
      expect((await call('lead', routes.board)).ballot).toMatchObject({
        mine: [],
        tally: null,
        partners: null,
      })
      const shown = await call('lead', routes.endRound, at, {})
      expect(shown.ballot?.tally).toMatchObject([{ item: 'column-1', total: 2 }])
    } finally {
      await running.stop()
    }
  })
})
