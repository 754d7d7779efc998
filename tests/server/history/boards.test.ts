import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import * as Y from 'yjs'
import { routes } from '../../../shared/api/routes.ts'
import { addItems, changeItems, show } from '../../../shared/board/edit.ts'
import { itemsOf, readItem, readItems, wordsOf } from '../../../shared/board/items.ts'
import type { Comparison } from '../../../shared/history/compared.ts'
import type { Restore } from '../../../shared/history/restores.ts'
import type { Version } from '../../../shared/history/version.ts'
import { textOf } from '../../../shared/narrative/sections.ts'
import { type Guest, STARTER, startTestServer, type TestServer } from '../../support/test-server.ts'
import { socketPeer, type SocketPeer } from '../../support/socket-peer.ts'

let server: TestServer
let lead: Guest
let wall: SocketPeer
const board = 'board-of-history-1'
const document = `board-${board}`
const params = { document }

beforeAll(async () => {
  server = await startTestServer()
  lead = await server.signIn({ role: 'NL' })
  const made = await lead.call(routes.makeBoard, {
    body: { id: board, title: 'Wall', theme: '4', template: 'blank', columns: null },
  })
  expect(made.status).toBe(200)
  wall = await socketPeer(server.url.replace('http', 'ws'), {
    token: await server.token({ role: 'WL' }),
    room: `${STARTER}/board/${board}`,
  })
  await wall.peer.until(() => wall.peer.synced)
})
afterAll(async () => {
  wall.socket.close()
  await server.stop()
})

const doc = (): Y.Doc => wall.peer.doc
const saved = (): Promise<void> => wall.peer.until(() => wall.peer.allSaved)
const keep = async (name: string): Promise<Version> => {
  await saved()
  return (await lead.call(routes.nameVersion, { params, body: { name } })).body as Version
}
const item = (id: string) => readItem(id, itemsOf(doc()).get(id))
const says = (id: string): string => textOf(wordsOf(doc(), id)).trim()
const type = (id: string, words: string): void => {
  const text = (wordsOf(doc(), id).get(0) as Y.XmlElement).get(0) as Y.XmlText
  text.insert(text.length, words)
}
const compare = async (from: string, to = 'now'): Promise<Comparison> =>
  (await lead.call(routes.compareVersions, { params: { ...params, from, to } })).body.comparison as Comparison

describe('the history of a board', () => {
  let first: Version

  it('keeps everything of a thing, says what changed, brings it back, and puts that back again', async () => {
    addItems(doc(), [
      { id: 'ring', kind: 'frame', look: 'cluster', x: 0, y: 0, z: 'a0', words: 'One way in' },
      {
        id: 'n1',
        kind: 'note',
        x: 10,
        y: 20,
        z: 'a1',
        parent: 'ring',
        partner: 'parents',
        words: 'We told our story.',
      },
      { id: 'n2', kind: 'note', x: 500, y: 20, z: 'a2', words: 'A form for each part.' },
      { id: 'img', kind: 'image', x: 0, y: 700, z: 'a3', alt: 'The form' },
    ])
    first = await keep('Before')
    const before = readItems(doc())

    changeItems(
      doc(),
      new Map([
        ['n1', { pos: { x: 300, y: 0 }, parent: null }],
        ['img', { alt: 'The new form', size: { w: 100, h: 100 } }],
      ]),
    )
    show(doc(), ['n2'], false)
    addItems(doc(), [{ id: 'n3', kind: 'note', x: 900, y: 0, z: 'a4', words: 'Came later.' }])
    type('n1', ' Five times.')
    await saved()

    const { sections } = await compare(first.id)
    expect(
      sections
        .filter(({ change }) => change !== 'same')
        .map(({ title, change, moved, also = [], wordsAdded }) => ({
          title,
          change,
          moved,
          also,
          wordsAdded,
        })),
    ).toEqual(
      expect.arrayContaining([
        {
          title: 'Note, Parents: “We told our story. Five times.”',
          change: 'changed',
          moved: true,
          also: [],
          wordsAdded: 2,
        },
        {
          title: 'Image: “The new form”',
          change: 'changed',
          moved: false,
          also: ['another size', 'described as “The new form”, before “The form”'],
          wordsAdded: 0,
        },
        { title: 'Note: “A form for each part.”', change: 'removed', moved: false, also: [], wordsAdded: 0 },
        { title: 'Note: “Came later.”', change: 'added', moved: false, also: [], wordsAdded: 2 },
      ]),
    )

    const back = await lead.call(routes.restore, {
      params,
      body: { id: 'restore-board-1', version: first.id, section: null, seen: null },
    })
    expect(back.status).toBe(200)
    await wall.peer.until(() => item('n3')?.removed === true && says('n1') === 'We told our story.')
    expect(readItems(doc())).toEqual(before)
    expect(says('n3')).toBe('Came later.')

    // What somebody does after it stays, also when it is taken back.
    changeItems(doc(), new Map([['n2', { pos: { x: 510, y: 60 } }]]))
    type('n2', ' Really.')
    await saved()
    const again = await lead.call(routes.putBack, {
      params: { ...params, restore: (back.body as Restore).id },
      body: { id: 'restore-board-2' },
    })
    expect(again.status).toBe(200)
    await wall.peer.until(
      () => item('n3')?.removed === false && says('n1') === 'We told our story. Five times.',
    )
    expect(item('n1')).toMatchObject({ x: 300, y: 0, parent: null })
    expect(item('img')).toMatchObject({ alt: 'The new form', w: 100 })
    expect(item('n2')).toMatchObject({ x: 510, y: 60, removed: true })
    expect(says('n2')).toBe('A form for each part. Really.')
  })

  it('brings one thing back to where it stood with what it said, and leaves the others', async () => {
    const back = await lead.call(routes.restore, {
      params,
      body: { id: 'restore-board-3', version: first.id, section: 'n1', seen: null },
    })
    expect(back.body).toMatchObject({ section: { id: 'n1', title: expect.stringContaining('Note') } })
    await wall.peer.until(() => says('n1') === 'We told our story.')
    expect(item('n1')).toMatchObject({ x: 10, y: 20, parent: 'ring' })
    expect(item('img')).toMatchObject({ alt: 'The new form' })
    const told = (await lead.call(routes.restores, { params })).body as Restore[]
    expect(told[0]?.section?.title).toBe('Note: We told our story.')
  })

  it('moves place and frame together, and neither when somebody has moved it since', async () => {
    const seen = await keep('Seen')
    changeItems(doc(), new Map([['n1', { parent: null }]]))
    await saved()
    const later = await keep('Out of its frame')
    changeItems(doc(), new Map([['n1', { pos: { x: 777, y: 7 } }]]))
    await saved()
    await lead.call(routes.restore, {
      params,
      body: { id: 'restore-board-4', version: seen.id, section: null, seen: later.id },
    })
    await wall.peer.until(() => doc().getMap('restores').has('restore-board-4'))
    expect(item('n1')).toMatchObject({ x: 777, y: 7, parent: null })
  })

  it('is read as a list of what each thing is, and has one checksum while nothing has changed', async () => {
    const now = await lead.call(routes.versionText, { params: { ...params, version: first.id } })
    expect(now.body.text.sections.map(({ title }: { title: string }) => title)).toEqual([
      'Cluster: “One way in”',
      'Note, Parents: “We told our story.”',
      'Note: “A form for each part.”',
      'Image: “The form”',
    ])
    expect((await keep('Once')).checksum).toBe((await keep('Twice')).checksum)
  })

  it('tells the home page of one board, not of every note on it', async () => {
    const { db } = server.running.ledger
    const rows = (table: 'section_edit' | 'section_state') =>
      db.selectFrom(table).select('section').where('document', '=', document).execute()
    await expect.poll(async () => (await rows('section_state')).length).toBe(1)
    expect(new Set((await rows('section_edit')).map(({ section }) => section))).toEqual(new Set(['board']))
    const home = await lead.call(routes.home, {})
    expect(JSON.stringify(home.body)).not.toContain(board)
  })
})
