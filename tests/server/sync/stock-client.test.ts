import { afterEach, beforeEach, expect, it } from 'vitest'
import { startSyncServer, type SyncServer } from '../../support/sync-server.ts'
import { stockClient, untilDoc, type StockClient } from '../../support/stock-client.ts'

let server: SyncServer
let clients: StockClient[] = []
const client = (token: string, params = {}): StockClient => {
  const made = stockClient(server.url, 'demo/narrative/4', token, params)
  clients.push(made)
  return made
}

beforeEach(async () => {
  server = await startSyncServer()
})
afterEach(async () => {
  for (const each of clients) each.stop()
  clients = []
  await server.stop()
  expect(server.errors).toEqual([])
})

it('S1 a stock y-websocket client with a token syncs, both ways', async () => {
  const lead = client('lead')
  await lead.synced()
  lead.text.insert(0, 'Families wait too long.')
  const parent = client('parent')
  await parent.synced()
  expect(parent.text.toString()).toBe('Families wait too long.')
  parent.text.insert(0, 'We said: ')
  await untilDoc(lead.doc, () => lead.text.toString() === 'We said: Families wait too long.')
})
