import * as Y from 'yjs'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { anchorOn } from '../../../shared/annotations/anchors.ts'
import { routes } from '../../../shared/api/routes.ts'
import type { Found, Purge } from '../../../shared/domain/purges.ts'
import { fragmentOf, textOf } from '../../../shared/narrative/sections.ts'
import { checkStores } from '../../../server/admin/check.ts'
import { whereBytesLie } from '../../support/bytes.ts'
import { stockClient } from '../../support/stock-client.ts'
import { type Guest, STARTER, startTestServer, type TestServer } from '../../support/test-server.ts'

const NUMBER = '999 000 0018'
const ROOM = `${STARTER}/narrative/4`

let server: TestServer
let parent: Guest
let lead: Guest
let officer: Guest
beforeAll(async () => {
  server = await startTestServer()
  ;[parent, lead, officer] = await Promise.all([
    server.signIn({ role: 'PP', partner: 'parents' }),
    server.signIn({ role: 'NL' }),
    server.signIn({ role: 'DO' }),
  ])
})
afterAll(() => server.stop())

let count = 0
const newId = (): string => `purge-test-${++count}`

async function writer(role: 'PP' | 'NL' = 'PP') {
  const token = await server.token({ role, partner: role === 'PP' ? 'parents' : 'council' })
  const client = stockClient(server.url.replace('http', 'ws'), ROOM, token)
  await client.synced()
  return client
}

/** A paragraph of its own at the end of the overview, typed a letter at a time. */
function type(doc: Y.Doc, words: string): Y.XmlText {
  const paragraph = new Y.XmlElement('paragraph')
  const text = new Y.XmlText()
  const overview = fragmentOf(doc, 'overview')
  overview.insert(overview.length, [paragraph])
  paragraph.insert(0, [text])
  for (const letter of words) text.insert(text.length, letter)
  return text
}

const words = async (): Promise<string> => {
  const reply = await parent.call(routes.storedText, { params: { document: '4' } })
  return JSON.stringify(reply.body)
}

async function askFor(guest: Guest, text = NUMBER): Promise<Purge> {
  const reply = await guest.call(routes.askPurge, { body: { id: newId(), document: '4', words: text } })
  expect(reply.status).toBe(200)
  return reply.body as Purge
}
const turn = (guest: Guest, purge: string) => guest.call(routes.turnKey, { params: { purge }, body: {} })

async function ended(purge: string): Promise<Purge> {
  const find = async (): Promise<Purge | undefined> =>
    ((await lead.call(routes.purges)).body as Purge[]).find(({ id }) => id === purge)
  await expect.poll(async () => (await find())?.state, { timeout: 15_000 }).toBe('done')
  return (await find()) as Purge
}

describe('a purge', () => {
  let client: Awaited<ReturnType<typeof writer>>
  beforeEach(async () => {
    client = await writer()
    return () => client.stop()
  })

  it('B6: leaves no byte of the words in the text, its history, comments, replies, trail or files, and everything else', async () => {
    const { doc } = client
    const before = await words()
    const deleted = type(doc, `Her number was ${NUMBER}, typed and deleted.`)
    deleted.delete(0, deleted.length)
    type(doc, `The NHS number 999-000-0018 was pasted here.`)
    type(doc, `An innocent sentence by a parent.`)
    await expect.poll(words).toContain('999-000-0018')
    await expect.poll(words).toContain('innocent sentence by a parent')
    const anchor = anchorOn(doc, 'overview', '999-000-0018')
    const near = anchorOn(doc, 'overview', 'was pasted here')
    const comment = async (id: string, on: typeof anchor, text: string) =>
      parent.call(routes.comment, {
        params: { document: '4' },
        body: { id, kind: 'question', text, anchor: on, writtenAt: Date.now(), mentions: [] },
      })
    expect((await comment('purge-comment-1', anchor, `Is ${NUMBER} hers?`)).status).toBe(200)
    expect((await comment('purge-comment-2', near, 'Who pasted it?')).status).toBe(200)
    const params = { document: '4', comment: 'purge-comment-1' }
    await parent.call(routes.reply, {
      params,
      body: { id: 'purge-reply-001', text: `It is ${NUMBER}.`, writtenAt: Date.now(), mentions: [] },
    })
    // What was written before an edit goes into the trail.
    await parent.call(routes.editComment, { params, body: { text: 'Is it hers?', mentions: [] } })
    await lead.call(routes.nameVersion, { params: { document: '4' }, body: { name: `With ${NUMBER}` } })
    expect((await whereBytesLie(server.dataDir, NUMBER)).length).toBeGreaterThan(2)

    const looked = await parent.call(routes.lookForWords, { body: { document: '4', words: NUMBER } })
    const found = looked.body as Found[]
    for (const where of ['text', 'versions', 'comments', 'trail'])
      expect(found.map((one) => one.where)).toContain(where)

    const { id } = await askFor(parent)
    expect((await turn(lead, id)).body).toMatchObject({ state: 'asked' })
    await turn(officer, id)
    const purge = await ended(id)
    expect(purge.words).toBeNull()
    expect(purge.places).toBe(4) // the text, a version, a reply, an entry of the trail

    expect(await whereBytesLie(server.dataDir, NUMBER)).toEqual([])
    const after = await words()
    expect(after).toContain('The NHS number [removed] was pasted here.')
    expect(after).toContain('An innocent sentence by a parent.')
    // Everything that stood before stands.
    for (const line of (JSON.parse(before) as { sections: { html?: string; text?: string }[] }).sections)
      if (line.text !== undefined) expect(after).toContain(JSON.stringify(line.text).slice(1, -1))
    const list = (await parent.call(routes.comments, { params: { document: '4' } })).body as {
      id: string
      text: string
      anchor: { quote: string }
      replies: { text: string }[]
    }[]
    const first = list.find((one) => one.id === 'purge-comment-1')
    expect(first?.anchor.quote).toBe('[removed]')
    expect(first?.replies.map((reply) => reply.text)).toEqual(['It is [removed].'])
    expect(list.find((one) => one.id === 'purge-comment-2')?.anchor.quote).toBe('was pasted here')
  })

  it('leaves the trail whole: it says that it happened, and the check finds nothing wrong', async () => {
    const { db } = server.running.ledger
    const { faults } = await checkStores({
      db,
      rooms: async () => [],
      read: async () => new Y.Doc(),
      dataDir: server.dataDir,
    })
    const trail = await db.selectFrom('trail').selectAll().where('subject', 'like', 'purge:%').execute()
    expect(trail.map(({ did }) => did)).toContain('removed text in 4 places')
    expect(JSON.stringify(trail)).not.toContain('0018')
    expect(faults.filter((fault) => !fault.includes('section that never was'))).toEqual([])
  })

  it('needs two people: nobody else turns a key, the same role does not turn the other, and no person both', async () => {
    const { id } = await askFor(parent, 'Nobody Inparticular')
    expect((await turn(parent, id)).status).toBe(403)
    expect((await turn(lead, id)).body).toMatchObject({ state: 'asked', officer: null })
    const second = await server.signIn({ role: 'NL', name: 'Another lead' })
    expect((await turn(second, id)).body).toMatchObject({ state: 'asked', officer: null })
    // Made a data officer meanwhile: still the same person.
    await server.running.ledger.db
      .updateTable('member')
      .set({ role: 'DO' })
      .where('id', '=', lead.person.id)
      .execute()
    expect((await turn(lead, id)).status).toBe(403)
    await server.running.ledger.db
      .updateTable('member')
      .set({ role: 'NL' })
      .where('id', '=', lead.person.id)
      .execute()
  })

  it('is refused with a reason by either, and the words are kept no longer', async () => {
    const { id } = await askFor(parent, 'Nobody Inparticular')
    expect((await lead.call(routes.purges)).body[0]).toMatchObject({ words: 'Nobody Inparticular' })
    const sponsor = await server.signIn({ role: 'VL', partner: 'council', name: 'Voice' })
    expect((await sponsor.call(routes.purges)).body[0]).toMatchObject({ words: null })
    const refused = await officer.call(routes.refusePurge, {
      params: { purge: id },
      body: { why: 'Nobody Inparticular is a made-up name.' },
    })
    expect(refused.body).toMatchObject({
      state: 'refused',
      words: null,
      refused: { why: '[removed] is a made-up name.' },
    })
    expect((await turn(lead, id)).status).toBe(410)
  })

  it('a role that cannot ask sees and asks nothing', async () => {
    const reader = await server.signIn({ role: 'GR', partner: 'council', name: 'Guest' })
    expect((await reader.call(routes.purges)).status).toBe(403)
    const body = { document: '4', words: NUMBER }
    expect((await reader.call(routes.lookForWords, { body })).status).toBe(403)
    expect((await reader.call(routes.askPurge, { body: { ...body, id: newId() } })).status).toBe(403)
  })

  it.each([' – ', 'Jo', 'J.-o', 'a\u3164\u200bb'])(
    'does not look for "%s": it would go from everywhere',
    async (words) => {
      const body = { document: '4', words }
      for (const [route, more] of [
        [routes.lookForWords, {}] as const,
        [routes.askPurge, { id: newId() }] as const,
      ]) {
        const reply = await parent.call(route, { body: { ...body, ...more } })
        expect(reply.status).toBe(400)
        expect(reply.body.say).toMatch(/at least 3 letters or figures.*Add what stands beside it/)
      }
    },
  )

  it('a draft that only its partner sees is neither read nor found by the others', async () => {
    const body = { document: 'analysis-parents', words: 'xyz' }
    expect((await lead.call(routes.lookForWords, { body })).status).toBe(403)
    expect((await parent.call(routes.lookForWords, { body })).status).toBe(200)
  })

  it('comments and replies written before it and delivered after it come back to their author', async () => {
    const comment = (writtenAt: number, on = anchorOn(client.doc, 'overview', 'innocent sentence')) =>
      parent.call(routes.comment, {
        params: { document: '4' },
        body: { id: newId(), kind: 'question', text: `About ${NUMBER}`, anchor: on, writtenAt, mentions: [] },
      })
    expect((await comment(Date.now() - 3_600_000)).status).toBe(410)
    const late = await parent.call(routes.reply, {
      params: { document: '4', comment: 'purge-comment-2' },
      body: { id: newId(), text: NUMBER, writtenAt: Date.now() - 3_600_000, mentions: [] },
    })
    expect(late.status).toBe(410)
    expect(late.body.say).toMatch(/Text was removed/)
    // A change of words carries no time of its own: the device that kept it says when it was made.
    const edit = (written: number) =>
      parent.call(routes.editComment, {
        params: { document: '4', comment: 'purge-comment-2' },
        headers: { 'x-throughline-written': String(written) },
        body: { text: 'Who pasted it?', mentions: [] },
      })
    expect((await edit(Date.now() - 3_600_000)).status).toBe(410)
    expect((await edit(Date.now())).status).toBe(200)
    // A record beside all documents: a removal goes through it too, and what waited since before comes back.
    const ask = (id: string, written: number) =>
      parent.call(routes.addQuestion, {
        headers: { 'x-throughline-written': String(written) },
        body: { id, theme: null, question: `Who is ${NUMBER}?`, answer: null },
      })
    expect((await ask('purge-question-1', Date.now() - 3_600_000)).status).toBe(410)
    expect((await ask('purge-question-2', Date.now())).status).toBe(200)
    expect((await ask('purge-question-2', Date.now() - 3_600_000)).status).toBe(200)
    // The same one again, whose answer was lost.
    const again = await parent.call(routes.comment, {
      params: { document: '4' },
      body: {
        id: 'purge-comment-2',
        kind: 'question',
        text: 'Who pasted it?',
        mentions: [],
        anchor: anchorOn(client.doc, 'overview', 'innocent sentence'),
        writtenAt: 1,
      },
    })
    expect(again.status).toBe(200)
    expect(textOf(fragmentOf(client.doc, 'overview'))).not.toContain('0018')
  })
})
