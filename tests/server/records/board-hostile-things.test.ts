import { nanoid } from 'nanoid'
import { expect } from 'vitest'
import * as Y from 'yjs'
import { routes } from '../../../shared/api/routes.ts'
import { Board } from '../../../shared/board/boards.ts'
import { itemsOf, readItems, wordsOf } from '../../../shared/board/items.ts'
import { test } from '../../support/signed-in.ts'
import { socketPeer, type SocketPeer } from '../../support/socket-peer.ts'
import type { Guest, TestServer } from '../../support/test-server.ts'
import { aBoard, castVote, endRound, inRoom, newRound, readBoard as read, writeNote } from './board.ts'

/** A client made by hand, with a token that is good. */
async function byHand(server: TestServer, board: string): Promise<SocketPeer> {
  const token = await server.token({ role: 'PP', partner: 'parents' })
  const room = `surrey-demo/board/${board}`
  const joined = await socketPeer(server.url.replace('http', 'ws'), { token, room })
  await joined.peer.until(() => joined.peer.synced)
  return joined
}

const entry = (values: Record<string, unknown>): Y.Map<unknown> => new Y.Map(Object.entries(values))

/** Writes by hand, and waits until it is kept or refused. */
async function write(server: TestServer, board: string, act: (doc: Y.Doc) => void): Promise<number | null> {
  const { peer, socket } = await byHand(server, board)
  peer.doc.transact(() => act(peer.doc))
  await peer.until(() => peer.allSaved || peer.closed !== null)
  const code = peer.closed?.code ?? null
  socket.close()
  return code
}

const file = async (server: TestServer, board: string, name: string) =>
  fetch(`${server.url}/api/w/surrey-demo/boards/${board}/${name}`, {
    headers: { authorization: `Bearer ${await server.token({ role: 'NL' })}` },
  })
const FILES = ['picture.svg', 'sketch.svg', 'text.txt', 'text.html', 'board.json']

/** Every way a board is shown or leaves stands. */
async function holds(server: TestServer, by: Guest, board: string): Promise<void> {
  await read(by, board)
  expect((await by.call(routes.boards)).status).toBe(200)
  for (const name of FILES) {
    const reply = await file(server, board, name)
    expect(reply.status, name).toBe(200)
    await reply.text()
  }
  const document = `board-${board}`
  const kept = await by.call(routes.nameVersion, { params: { document }, body: { name: nanoid() } })
  expect(kept.status, JSON.stringify(kept.body)).toBe(200)
  const params = { document, version: kept.body.id, from: kept.body.id, to: 'now' }
  for (const route of [routes.versionText, routes.compareVersions])
    expect((await by.call(route, { params })).status).toBe(200)
}

test('frames in frames in frames, hundreds deep, are drawn and read as if they stood apart', async ({
  server,
  lead,
}) => {
  const board = await aBoard(lead)
  await write(server, board, (doc) => {
    for (let n = 0; n < 300; n++)
      itemsOf(doc).set(`f${n}`, entry({ kind: 'frame', order: 'a0', parent: n === 0 ? null : `f${n - 1}` }))
  })
  expect((await read(lead, board)).items).toBe(303)
  for (const name of ['picture.svg', 'text.txt']) expect((await file(server, board, name)).status).toBe(200)
})

test('a key of a hundred thousand letters is no key that others are made from', async ({ server, lead }) => {
  const board = await aBoard(lead)
  await write(server, board, (doc) => {
    itemsOf(doc).set('long', entry({ kind: 'note', order: `z${'z'.repeat(100_000)}V` }))
  })
  const round = await newRound(lead, board, { anonymity: 'nobody' })
  await writeNote(lead, { board, round, note: nanoid() }, 'Short', null)
  await endRound(lead, board, round)
  const { doc, stop } = await inRoom(server, board)
  const laid = readItems(doc).filter(({ kind, id }) => kind === 'note' && id !== 'long')
  expect(laid.map(({ z }) => z.length < 100)).toEqual([true])
  stop()
})

test('columns that were struck out altogether stand again with their names once', async ({
  server,
  lead,
}) => {
  const board = await aBoard(lead)
  await write(server, board, (doc) => itemsOf(doc).clear())
  expect((await read(lead, board)).items).toBe(3)
  const { doc, stop } = await inRoom(server, board)
  expect(readItems(doc).map(({ id }) => wordsOf(doc, id).length)).toEqual([1, 1, 1])
  stop()
})

test('values deep in each other, names of the language itself, and enormous texts break nothing', async ({
  server,
  lead,
}) => {
  const board = await aBoard(lead)
  let deep: unknown = 1
  for (let n = 0; n < 100; n++) deep = n % 2 === 0 ? [deep] : { deep }
  const refused = await write(server, board, (doc) => {
    itemsOf(doc).set('deep', entry({ kind: 'note', order: 'a1', junk: deep }))
  })
  expect(refused).toBe(4413)
  await write(server, board, (doc) => {
    const map = itemsOf(doc)
    map.set('named', entry({ kind: 'note', order: 'a1', constructor: 'x', toString: 'y', hasOwnProperty: 1 }))
    map.set('__proto__', entry({ kind: 'note', order: 'a1' }))
    map.set('constructor', entry({ kind: 'note', order: 'a1', parent: '__proto__' }))
    map.set(
      'maps',
      entry({ kind: new Y.Map(), order: new Y.Text('a'), pos: new Y.Map([['x', 4]]), alt: new Y.Array() }),
    )
    map.set('big', entry({ kind: 'note', order: 'a1' }))
    const paragraph = new Y.XmlElement('paragraph')
    paragraph.insert(0, [new Y.XmlText('word '.repeat(5_000))])
    wordsOf(doc, 'big').insert(0, [paragraph])
    for (let n = 0; n < 300; n++)
      map.set(
        `c${n}`,
        entry({ kind: 'connector', order: 'a0', from: { item: 'big' }, to: { item: 'named' } }),
      )
  })
  await holds(server, lead, board)
  const ballot = await newRound(lead, board, { votes: 3 })
  const names = ['__proto__', 'constructor']
  for (const item of names) expect((await castVote(lead, { board, round: ballot, item }, 1)).status).toBe(200)
  // As a page reads it: what one has given is told of any name.
  const seen = Board.parse(await read(lead, board)).ballot
  expect(seen?.mine.map(({ item }) => item).toSorted()).toEqual(names)
  const { tally } = (await endRound(lead, board, ballot)).body.ballot
  expect(tally.map(({ item }: { item: string }) => item).toSorted()).toEqual(names)
})

test('a board is brought back whatever names somebody has written on its things', async ({
  server,
  lead,
}) => {
  const board = await aBoard(lead)
  const params = { document: `board-${board}` }
  await write(server, board, (doc) => itemsOf(doc).set('note', entry({ kind: 'note', order: 'a1' })))
  const kept = await lead.call(routes.nameVersion, { params, body: { name: 'Before' } })
  await write(server, board, (doc) => {
    const thing = itemsOf(doc).get('note') as Y.Map<unknown>
    for (const name of ['constructor', 'toString', 'valueOf']) thing.set(name, 'x')
    thing.set('fill', 'rose')
  })
  const body = { version: kept.body.id, section: null }
  const prepared = await lead.call(routes.prepareRestore, { params, body })
  expect(prepared.status).toBe(200)
  const restored = await lead.call(routes.restore, {
    params,
    body: { ...body, id: nanoid(), seen: prepared.body.seen },
  })
  expect([restored.status, restored.body]).toEqual([200, expect.anything()])
  const { doc, stop } = await inRoom(server, board)
  const thing = itemsOf(doc).get('note') as Y.Map<unknown>
  expect([...thing.keys()].toSorted()).toEqual(['kind', 'order'])
  stop()
})

/** Connectors that lead to themselves and to each other, and names as long as a book. */
function knots(doc: Y.Doc): void {
  const map = itemsOf(doc)
  const line = (from: string, to: string) =>
    entry({ kind: 'connector', order: 'a0', from: { item: from }, to: { item: to } })
  map.set('self', line('self', 'self'))
  for (let n = 0; n < 50; n++) map.set(`ring-${n}`, line(`ring-${(n + 1) % 50}`, `ring-${(n + 49) % 50}`))
  map.set('n'.repeat(1_000_000), entry({ kind: 'note', order: 'a1', group: 'g'.repeat(1_000_000) }))
  for (const [n, group] of ['a', 'b', '__proto__'].entries())
    map.set(`grouped-${n}`, entry({ kind: 'note', order: 'a1', group, pos: { x: 1e308, y: -1e308 } }))
}

function fill(doc: Y.Doc, from: number, to: number): void {
  for (let n = from; n < to; n++) {
    const at = { x: (n % 80) * 180, y: Math.floor(n / 80) * 120 }
    itemsOf(doc).set(`many-${n}`, entry({ kind: 'note', order: 'a1', pos: at }))
  }
}

test('a wall as full as it may be, with knots and names as long as a book, is shown and worked on; one more thing is not taken', async ({
  server,
  lead,
}) => {
  const board = await aBoard(lead)
  const full = 6_000 - 3 // its columns stand
  expect(await write(server, board, (doc) => fill(doc, 0, full + 1))).toBe(4413)
  expect((await read(lead, board)).items, 'all of it or nothing').toBe(3)
  expect(await write(server, board, knots)).toBe(null)
  const stand = (await read(lead, board)).items
  expect(await write(server, board, (doc) => fill(doc, 0, 6_000 - stand))).toBe(null)
  expect(await write(server, board, (doc) => fill(doc, full, full + 1))).toBe(4413)
  for (const name of ['picture.svg', 'text.txt']) expect((await file(server, board, name)).status).toBe(200)
  // The server's own hand is not held: what people wrote in private is not lost to who filled the wall.
  const round = await newRound(lead, board, { anonymity: 'nobody' })
  await writeNote(lead, { board, round, note: nanoid() }, 'There is room for me', 'column-1')
  await endRound(lead, board, round)
  expect((await read(lead, board)).items).toBe(6_001)
  const ballot = await newRound(lead, board, { votes: 3 })
  expect((await castVote(lead, { board, round: ballot, item: 'many-7' }, 3)).status).toBe(200)
})
