import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import * as Y from 'yjs'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { anchorOn } from '../../shared/annotations/anchors.ts'
import { Anchor } from '../../shared/annotations/comments.ts'
import { routes } from '../../shared/api/routes.ts'
import { fragmentOf, textOf } from '../../shared/narrative/sections.ts'
import { checkStores } from '../../server/admin/check.ts'
import { start } from '../../server/main.ts'
import { openRecords } from '../../server/storage/sqlite-records.ts'
import { openSqliteLog } from '../../server/storage/sqlite-log.ts'
import { purgeFaults } from '../../server/purge/check.ts'
import { storedDoc } from '../../server/purge/texts.ts'
import { whereBytesLie } from '../support/bytes.ts'
import { stockClient } from '../support/stock-client.ts'
import { killedCopies } from '../support/killed.ts'
import { STARTER, startTestServer, type TestServer } from '../support/test-server.ts'

const NUMBER = '999 000 0018'
const ROOM = `${STARTER}/narrative/4`
const PURGE = 'purge-kill-01'

let server: TestServer
let base: string
let comment: string
let plain: string
const copies = killedCopies()

/** A data directory with the number in the text, a version, a comment and the trail, and one key turned. */
beforeAll(async () => {
  server = await startTestServer()
  const [parent, lead] = await Promise.all([
    server.signIn({ role: 'PP', partner: 'parents' }),
    server.signIn({ role: 'NL' }),
  ])
  await server.member({ role: 'DO' })
  const token = await server.token({ role: 'PP', partner: 'parents' })
  const client = stockClient(server.url.replace('http', 'ws'), ROOM, token)
  await client.synced()
  const overview = fragmentOf(client.doc, 'overview')
  plain = textOf(overview)
  const paragraph = new Y.XmlElement('paragraph')
  const text = new Y.XmlText()
  overview.insert(0, [paragraph])
  paragraph.insert(0, [text])
  for (const letter of `Her number ${NUMBER} is here.`) text.insert(text.length, letter)
  const params = { document: '4' }
  await vi.waitFor(
    async () =>
      expect(JSON.stringify((await parent.call(routes.storedText, { params })).body)).toContain('is here.'),
    { timeout: 10_000 },
  )
  const anchor = anchorOn(client.doc, 'overview', `${NUMBER} is`)
  comment = 'kill-comment-1'
  const body = {
    id: comment,
    kind: 'question',
    text: `Is ${NUMBER} hers?`,
    anchor,
    writtenAt: Date.now(),
    mentions: [],
  }
  expect((await parent.call(routes.comment, { params, body })).status).toBe(200)
  await parent.call(routes.editComment, {
    params: { ...params, comment },
    body: { text: `${NUMBER}?`, mentions: [] },
  })
  await lead.call(routes.nameVersion, { params, body: { name: 'Before' } })
  await parent.call(routes.askPurge, { body: { id: PURGE, document: '4', words: NUMBER } })
  await lead.call(routes.turnKey, { params: { purge: PURGE }, body: {} })
  client.stop()
  base = server.dataDir
  await server.running.stop()
  expect((await whereBytesLie(base, NUMBER)).length).toBeGreaterThan(2)
})
afterAll(async () => {
  await copies.clear()
  await rm(base, { recursive: true, force: true })
})

const killedBefore = (step: string): Promise<string> =>
  copies.afterKill(base, 'purge-process', [STARTER, PURGE, step])

it('admin check: a log of another backup than the records shows, and so does a removal that was cut short', async () => {
  const dir = await killedBefore('scrub log')
  const records = await openRecords(join(dir, 'records.db'))
  const { load, rooms, close } = openSqliteLog({ file: join(dir, 'log.db') })
  expect(await purgeFaults(records.db, { load, rooms })).toEqual([
    `removal ${PURGE} in ${STARTER}: begun and not ended. Start the server, which ends it.`,
  ])
  const older = async (room: string) => ({ ...(await load(room)), epoch: 0 })
  expect(await purgeFaults(records.db, { load: older, rooms })).toContainEqual(
    expect.stringContaining('log.db and records.db are not of one backup'),
  )
  await close()
  await records.close()
})

describe('kill -9 in the middle of a purge', () => {
  it.each(['prepare 4', 'rewrite 4', 'anchors 4', 'sweep', 'swept', 'scrub log', 'scrub records', 'done'])(
    'before "%s": the next start ends it, once, before anyone is let in',
    async (step) => {
      const dir = await killedBefore(step)
      const running = await start({
        port: 0,
        host: '127.0.0.1',
        dataDir: dir,
        publicUrl: null,
        logLevel: 'silent',
      })
      const { db } = running.ledger
      const purge = await db.selectFrom('purge').selectAll().executeTakeFirstOrThrow()
      expect(purge).toMatchObject({ state: 'done', words: null, rewritten: '["4"]' })
      const told = await db
        .selectFrom('trail')
        .select('did')
        .where('subject', '=', `purge:${PURGE}`)
        .execute()
      expect(told.filter(({ did }) => did.startsWith('removed text'))).toHaveLength(1)
      const row = await db
        .selectFrom('comment')
        .selectAll()
        .where('id', '=', comment)
        .executeTakeFirstOrThrow()
      expect(row.text).toBe('[removed]?')
      expect(Anchor.parse(JSON.parse(row.anchor)).quote).toBe('[removed] is')
      const log = openSqliteLog({ file: join(dir, 'log.db') })
      const doc = await storedDoc(log, ROOM)
      expect(textOf(fragmentOf(doc, 'overview'))).toBe(`Her number [removed] is here.\n${plain}`)
      expect((await log.load(ROOM)).epoch).toBe(1)
      const read = (room: string) => storedDoc(log, room)
      const { faults } = await checkStores({ db, rooms: () => log.rooms(), read, dataDir: dir })
      expect([...faults, ...(await purgeFaults(db, log))]).toEqual([])
      await log.close()
      await running.stop()
      expect(await whereBytesLie(dir, NUMBER)).toEqual([])
    },
  )
})
