import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import * as Y from 'yjs'
import { anchorOn, flatsOf, placeOf } from '../../../shared/annotations/anchors.ts'
import { routes } from '../../../shared/api/routes.ts'
import type { Restore } from '../../../shared/history/restores.ts'
import type { Version } from '../../../shared/history/version.ts'
import {
  fragmentOf,
  moveSection,
  renameSection,
  sections,
  setLead,
  textOf,
} from '../../../shared/narrative/sections.ts'
import { type Guest, startTestServer, type TestServer } from '../../support/test-server.ts'
import { socketPeer, type SocketPeer } from '../../support/socket-peer.ts'

let server: TestServer
let lead: Guest
let writer: SocketPeer
let other: SocketPeer
const params = { document: '4' }
let count = 0
const newId = (): string => `restore-${String(++count).padStart(4, '0')}`

beforeAll(async () => {
  server = await startTestServer()
  lead = await server.signIn({ role: 'NL' })
})
afterAll(() => server.stop())
const join = async (role: 'NL' | 'WL'): Promise<SocketPeer> => {
  const token = await server.token({ role })
  const joined = await socketPeer(server.url.replace('http', 'ws'), {
    token,
    room: 'surrey-demo/narrative/4',
  })
  await joined.peer.until(() => joined.peer.synced)
  return joined
}

beforeEach(async () => {
  ;[writer, other] = await Promise.all([join('NL'), join('WL')])
  return () => [writer, other].forEach(({ socket }) => socket.close())
})

const paragraph = (words: string): Y.XmlElement => {
  const element = new Y.XmlElement('paragraph')
  element.insert(0, [new Y.XmlText(words)])
  return element
}
const write = async ({ peer }: SocketPeer, section: string, ...lines: string[]): Promise<void> => {
  const fragment = fragmentOf(peer.doc, section)
  peer.doc.transact(() => {
    fragment.delete(0, fragment.length)
    fragment.insert(0, lines.map(paragraph))
  })
  await peer.until(() => peer.allSaved)
}
const textIn = ({ peer }: SocketPeer, section: string): string[] =>
  textOf(fragmentOf(peer.doc, section))
    .split('\n')
    .filter((line) => line !== '')
const line = ({ peer }: SocketPeer, section: string, index: number): Y.XmlText =>
  (fragmentOf(peer.doc, section).get(index) as Y.XmlElement).get(0) as Y.XmlText
const name = async (words: string): Promise<Version> =>
  (await lead.call(routes.nameVersion, { params, body: { name: words } })).body as Version
const bringBack = (version: Version, section: string | null, id = newId(), seen: string | null = null) =>
  lead.call(routes.restore, { params, body: { id, version: version.id, section, seen } })
const takeBack = (restore: Restore, id = newId()) =>
  lead.call(routes.putBack, { params: { ...params, restore: restore.id }, body: { id } })

describe('restoring a section', () => {
  it('keeps what others type elsewhere at that moment, in other sections and other paragraphs, there and offline', async () => {
    await write(writer, 'cases', 'First as it was.', 'Second as it was.', 'Third as it was.')
    const version = await name('Before')
    await write(writer, 'cases', 'First rewritten wholly now.', 'Second as it was.', 'Third as it was.')
    await other.peer.until(() => textIn(other, 'cases')[0] === 'First rewritten wholly now.')

    // One types in another section and another paragraph, with the link up; another is offline and does so too.
    const away = new Y.Doc()
    Y.applyUpdate(away, Y.encodeStateAsUpdate(other.peer.doc))
    const asleep = { peer: { doc: away } } as SocketPeer
    line(asleep, 'cases', 2).insert(0, 'Offline: ')
    fragmentOf(away, 'next').insert(0, [paragraph('Written offline.')])

    const asked = await lead.call(routes.prepareRestore, {
      params,
      body: { version: version.id, section: 'cases' },
    })
    expect(asked.body.comparison.sections).toMatchObject([{ id: 'cases', wordsAdded: 4, wordsRemoved: 4 }])
    line(other, 'cases', 1).insert(0, 'Typing: ')
    fragmentOf(other.peer.doc, 'next').insert(0, [paragraph('Typed meanwhile.')])
    const kept = fragmentOf(other.peer.doc, 'cases').get(1)
    const done = await bringBack(version, 'cases', newId(), asked.body.seen as string)
    expect(done.status).toBe(200)
    expect(done.body).toMatchObject({
      section: { id: 'cases', title: 'Case studies' },
      kept: 0,
      undone: false,
    })

    await writer.peer.until(() => textIn(writer, 'cases')[0] === 'First as it was.')
    await writer.peer.until(() => textIn(writer, 'cases')[1] === 'Typing: Second as it was.')
    expect(textIn(writer, 'next')).toContain('Typed meanwhile.')
    Y.applyUpdate(other.peer.doc, Y.encodeStateAsUpdate(away))
    await writer.peer.until(() => textIn(writer, 'cases')[2]?.startsWith('Offline: ') === true)
    expect(textIn(writer, 'cases')).toEqual([
      'First as it was.',
      'Typing: Second as it was.',
      'Offline: Third as it was.',
    ])
    expect(textIn(writer, 'next')).toContain('Written offline.')
    // The very same paragraph, so that what is anchored in it stays.
    expect(fragmentOf(other.peer.doc, 'cases').get(1)).toBe(kept)
  })

  it('leaves comments on their words, in paragraphs that it does not touch and in the one that it does', async () => {
    await write(writer, 'cases', 'We met ten families in spring.', 'Trust grew slowly here.')
    const version = await name('Anchored')
    const { doc } = writer.peer
    const anchors = ['ten families', 'Trust grew'].map((words) => anchorOn(doc, 'cases', words))
    line(writer, 'cases', 0).insert(30, ' Then they left us.')
    await writer.peer.until(() => writer.peer.allSaved)
    expect((await bringBack(version, 'cases')).status).toBe(200)
    await writer.peer.until(() => textIn(writer, 'cases')[0] === 'We met ten families in spring.')
    const flat = flatsOf(doc)
    const found = anchors.map((anchor) => {
      const place = anchor === null ? null : placeOf(doc, flat, anchor)
      return place === null ? null : flat('cases').text.slice(place.from, place.to)
    })
    expect(found).toEqual(['ten families', 'Trust grew'])
  })

  it('is done once for its id, however often it is sent', async () => {
    await write(writer, 'cases', 'One.')
    const version = await name('One')
    await write(writer, 'cases', 'Two quite different.')
    const id = newId()
    const answers = await Promise.all([1, 2, 3].map(() => bringBack(version, 'cases', id)))
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200])
    await writer.peer.until(() => textIn(writer, 'cases')[0] === 'One.')
    await write(writer, 'cases', 'Three since then.')
    expect((await bringBack(version, 'cases', id)).status).toBe(200)
    expect(textIn(writer, 'cases')).toEqual(['Three since then.'])
    const list = (await lead.call(routes.restores, { params })).body as Restore[]
    expect(list.filter((one) => one.id === id)).toHaveLength(1)
  })

  it('is put back exactly: words typed since stay, and a wording that both changed stays twice', async () => {
    await write(writer, 'cases', 'Alpha was here first.', 'Beta was here first.', 'Gamma was here first.')
    const version = await name('Greek')
    await write(writer, 'cases', 'Alpha is changed now.', 'Beta is changed now.', 'Gamma was here first.')
    const done = (await bringBack(version, 'cases')).body as Restore
    await other.peer.until(() => textIn(other, 'cases')[0] === 'Alpha was here first.')
    line(other, 'cases', 2).insert(0, 'Since: ')
    const beta = line(other, 'cases', 1)
    beta.delete(5, 3)
    beta.insert(5, 'stood')
    await other.peer.until(() => other.peer.allSaved)

    const back = await takeBack(done)
    expect(back.body).toMatchObject({ undoes: done.id, kept: 1 })
    await writer.peer.until(() => textIn(writer, 'cases')[0] === 'Alpha is changed now.')
    expect(textIn(writer, 'cases')).toEqual([
      'Alpha is changed now.',
      'Beta is changed now.',
      'Beta stood here first.',
      'Since: Gamma was here first.',
    ])
    expect((await takeBack(done)).status).toBe(410)
    const list = (await lead.call(routes.restores, { params })).body as Restore[]
    expect(list.find(({ id }) => id === done.id)?.undone).toBe(true)
  })

  it('tells the trail and the timeline, with a version before and one after', async () => {
    await write(writer, 'cases', 'Once.')
    const version = await name('Once')
    await write(writer, 'cases', 'Twice and other.')
    const { id } = (await bringBack(version, 'cases')).body as Restore
    const { versions } = (await lead.call(routes.timeline, { params: { ...params, before: 'now' } }))
      .body as {
      versions: Version[]
    }
    const asked = versions.filter(({ why }) => why !== 'gathered' && why !== 'quiet' && why !== 'left')
    expect(asked.slice(0, 3).map(({ why, by }) => [why, by?.role])).toEqual([
      ['restored', 'NL'],
      ['before restore', 'NL'],
      ['named', 'NL'],
    ])
    const trail = await server.running.ledger.db
      .selectFrom('trail')
      .selectAll()
      .where('subject', '=', `restore:${id}`)
      .execute()
    expect(trail.map(({ did }) => did)).toEqual([
      `restored section cases of document 4 from version ${version.id}`,
    ])
  })
})

describe('restoring a whole version', () => {
  it('brings back order, titles, leads and sections that were taken out, and takes new ones out', async () => {
    const { doc } = writer.peer
    await write(writer, 'actions', 'An action.')
    const version = await name('Whole')
    const before = sections(doc)
    doc.transact(() => {
      moveSection(doc, 'next', null)
      renameSection(doc, 'actions', 'What we did')
      setLead(doc, 'actions', 'someone')
      const entry = doc.getMap<Y.Map<unknown>>('sections').get('families')
      entry?.set('removed', true)
    })
    await write(writer, 'actions', 'Another action altogether.')
    const done = (await bringBack(version, null)).body as Restore
    await writer.peer.until(() => textIn(writer, 'actions')[0] === 'An action.')
    expect(sections(doc)).toEqual(before)
    await takeBack(done)
    await writer.peer.until(() => textIn(writer, 'actions')[0] === 'Another action altogether.')
    expect(sections(doc).map(({ id }) => id)).toEqual([
      'next',
      'overview',
      'indicators',
      'actions',
      'cases',
      'disagreement',
    ])
    expect(sections(doc).find(({ id }) => id === 'actions')).toMatchObject({
      title: 'What we did',
      lead: 'someone',
    })
  })
})
