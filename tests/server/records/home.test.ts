import { afterEach, beforeEach, expect, test } from 'vitest'
import { WebSocket } from 'ws'
import { WebsocketProvider } from 'y-websocket'
import * as Y from 'yjs'
import { routes } from '../../../shared/api/routes.ts'
import { fragmentOf } from '../../../shared/narrative/sections.ts'
import { type Guest, startTestServer, type TestServer } from '../../support/test-server.ts'

let server: TestServer
let lead: Guest
let health: Guest
const open: WebsocketProvider[] = []
beforeEach(async () => {
  server = await startTestServer()
  lead = await server.signIn({ role: 'NL' })
  health = await server.signIn({ role: 'WL', partner: 'ccgs' })
})
afterEach(async () => {
  for (const provider of open.splice(0)) provider.destroy()
  await server.stop()
})

const ROOM = 'surrey-demo/narrative/4'

/** Somebody opens theme 4, as a page does: with their cookie and presence. */
async function enter(guest: Guest): Promise<WebsocketProvider> {
  class Socket extends WebSocket {
    constructor(url: string | URL) {
      super(url, { headers: { cookie: guest.cookie, origin: server.url } })
    }
  }
  const provider = new WebsocketProvider(`${server.url.replace('http', 'ws')}/sync`, ROOM, new Y.Doc(), {
    params: { as: guest.person.id, schema: '3' },
    WebSocketPolyfill: Socket as unknown as typeof globalThis.WebSocket,
    disableBc: true,
  })
  open.push(provider)
  await new Promise<void>((resolve) => provider.once('sync', () => resolve()))
  provider.awareness.setLocalState({ section: 'overview', doing: 'reading' })
  await until(guest, (theme) => theme.here.some(({ id }: { id: string }) => id === guest.person.id))
  return provider
}

async function leave(guest: Guest, provider: WebsocketProvider): Promise<void> {
  provider.destroy()
  await until(lead, (theme) => !theme.here.some(({ id }: { id: string }) => id === guest.person.id))
}

const words = (theme: { sections: { id: string; words: number }[] }) =>
  theme.sections.find(({ id }) => id === 'cases')?.words

function type(provider: WebsocketProvider, section: string, words: string): void {
  provider.doc.transact(() => {
    const paragraph = new Y.XmlElement('paragraph')
    paragraph.insert(0, [new Y.XmlText(words)])
    fragmentOf(provider.doc, section).push([paragraph])
  })
}

// oxlint-disable-next-line typescript/no-explicit-any -- a reply as it came
const themeOf = async (guest: Guest): Promise<any> => (await guest.call(routes.home)).body.themes[3]

/** Asks home, as an open page does when it hears that something changed, until it says so. */
// oxlint-disable-next-line typescript/no-explicit-any -- a reply as it came
async function until(guest: Guest, holds: (theme: any) => boolean): Promise<any> {
  for (;;) {
    const theme = await themeOf(guest)
    if (holds(theme)) return theme
    await new Promise((resolve) => setImmediate(resolve))
  }
}

test('home says who is in a narrative, which section they edited last, and how long it is', async () => {
  expect(words(await themeOf(lead))).toBe(0)
  const provider = await enter(health)
  expect((await themeOf(lead)).here).toEqual([
    expect.objectContaining({ id: health.person.id, partner: 'ccgs', section: 'overview', doing: 'reading' }),
  ])
  type(provider, 'cases', 'Five words about one case')
  const theme = await until(lead, (theme) => words(theme) === 5)
  expect(theme.lastEdit).toMatchObject({ by: { id: health.person.id, partner: 'ccgs' }, number: '4.0' })
  const page = await lead.call(routes.documentPage, { params: { document: '4' } })
  expect(page.body.lastEdits.cases.by.id).toBe(health.person.id)
  expect(page.body.leads.map(({ role }: { role: string }) => role)).not.toContain('SP')

  const text = await lead.call(routes.storedText, { params: { document: '4' } })
  expect(text.body.sections[3]).toMatchObject({ number: '4.0', html: '<p>Five words about one case</p>' })
})

test('since you were last here: sections others changed after you left, by partner; your own are no news', async () => {
  expect((await themeOf(lead)).since).toEqual({ lastHere: null, changes: [] })
  const first = await enter(lead)
  type(first, 'next', 'My own step')
  await until(lead, (theme) => theme.lastEdit.number === '7.0')
  await leave(lead, first)
  // The sitting ended an hour ago.
  await server.running.ledger.db
    .updateTable('visit')
    .set({ left_at: Date.now() - 3_600_000 })
    .execute()

  const other = await enter(health)
  type(other, 'families', 'What families say')
  type(other, 'families', 'and more')
  const theme = await until(lead, (theme) => theme.since.changes.length > 0)
  expect(theme.since.changes).toEqual([
    expect.objectContaining({ section: 'families', number: '5.0', partner: 'ccgs' }),
  ])
  expect(theme.since.lastHere).toBeLessThan(Date.now() - 3_000_000)

  // Looking, and reloading while looking, does not wipe it; being away again does.
  const second = await enter(lead)
  await leave(lead, second)
  await enter(lead)
  expect((await themeOf(lead)).since.changes).toHaveLength(1)
})
