import * as Y from 'yjs'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { anchorOn } from '../../../shared/annotations/anchors.ts'
import type { Purge } from '../../../shared/domain/purges.ts'
import { routes } from '../../../shared/api/routes.ts'
import { fragmentOf, textOf } from '../../../shared/narrative/sections.ts'
import { stockClient } from '../../support/stock-client.ts'
import { type Guest, STARTER, startTestServer, type TestServer } from '../../support/test-server.ts'

/** What is written while text is being removed must not bring it back. */

const D = { document: '4' }
const PLAIN = 'A plain line beside.'

let server: TestServer
let parent: Guest
let lead: Guest
let officer: Guest
let client: ReturnType<typeof stockClient>
beforeAll(async () => {
  server = await startTestServer()
  ;[parent, lead, officer] = await Promise.all([
    server.signIn({ role: 'PP', partner: 'parents' }),
    server.signIn({ role: 'NL' }),
    server.signIn({ role: 'DO' }),
  ])
  const token = await server.token({ role: 'PP', partner: 'parents' })
  client = stockClient(server.url.replace('http', 'ws'), `${STARTER}/narrative/4`, token)
  await client.synced()
})
afterAll(async () => {
  client.stop()
  await server.stop()
})

const words = async (): Promise<string> =>
  JSON.stringify((await parent.call(routes.storedText, { params: D })).body)

it('an acceptance under way when the second key is turned does not put the words back', async () => {
  const overview = fragmentOf(client.doc, 'overview')
  const paragraph = new Y.XmlElement('paragraph')
  client.doc.transact(() => {
    overview.insert(overview.length, [paragraph])
    paragraph.insert(0, [new Y.XmlText(`${PLAIN} Zebedee Quux stands here.`)])
  })
  await expect.poll(words).toContain('Zebedee Quux')
  expect(textOf(overview)).toContain(PLAIN)
  const comment = 'meanwhile-sugg-1'
  const posted = await parent.call(routes.comment, {
    params: D,
    body: {
      id: comment,
      kind: 'suggestion',
      text: '',
      writtenAt: Date.now(),
      mentions: [],
      anchor: anchorOn(client.doc, 'overview', PLAIN),
      suggestion: { form: 'insert', words: 'and Zebedee Quux too', side: 'after' },
    },
  })
  expect(posted.status).toBe(200)
  client.stop()

  const purge = 'meanwhile-purge-1'
  await parent.call(routes.askPurge, { body: { id: purge, ...D, words: 'Zebedee Quux' } })
  await lead.call(routes.turnKey, { params: { purge }, body: {} })
  await Promise.all([
    officer.call(routes.turnKey, { params: { purge }, body: {} }),
    lead.call(routes.acceptSuggestion, { params: { ...D, comment }, body: { version: 1, words: null } }),
  ])
  const state = async (): Promise<string | undefined> =>
    ((await lead.call(routes.purges)).body as Purge[]).find(({ id }) => id === purge)?.state
  await expect.poll(state, { timeout: 15_000 }).toBe('done')

  expect(await words()).not.toContain('Zebedee Quux')
  const looked = await parent.call(routes.lookForWords, { body: { ...D, words: 'Zebedee Quux' } })
  expect(looked.body).toEqual([])
})
