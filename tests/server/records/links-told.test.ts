import { nanoid } from 'nanoid'
import { expect } from 'vitest'
import { WebSocket } from 'ws'
import * as Y from 'yjs'
import { routes } from '../../../shared/api/routes.ts'
import { test } from '../../support/signed-in.ts'
import { stockClient } from '../../support/stock-client.ts'

const PARENTS = { partner: 'parents' }
const SECRET = 'Families still wait a year for a first appointment.'

test('R50: that a private draft is linked is told to its partner alone', async ({ server, parent }) => {
  const ws = server.url.replace('http', 'ws')
  const token = await server.token({ role: 'PP', partner: 'parents' })
  await parent.call(routes.documentPage, { params: { document: 'analysis-parents' } })
  const writing = stockClient(ws, 'surrey-demo/analysis/parents', token)
  await writing.synced()
  const paragraph = new Y.XmlElement('paragraph')
  paragraph.insert(0, [new Y.XmlText(SECRET)])
  writing.doc.getXmlFragment('s:tell').push([paragraph])
  const heard: Record<string, string> = { lead: '', parents: '' }
  const sockets = await Promise.all(
    [
      ['lead', await server.token({ role: 'NL' })],
      ['parents', token],
    ].map(async ([who = '', as = '']) => {
      const socket = new WebSocket(`${ws}/live/surrey-demo?token=${as}`)
      socket.on('message', (data: Buffer) => void (heard[who] += data.toString()))
      await new Promise((resolve) => socket.once('open', resolve))
      return socket
    }),
  )
  const passages = await parent.call(routes.passages, { params: { document: '4' } })
  const id = nanoid()
  const analysis = { section: 'tell', quote: SECRET, near: 0 }
  const narrative = passages.body[0].passages[0]
  const body = { id, theme: '4', analysis, narrative }
  // The words are on their way to the server by another road.
  await expect.poll(async () => (await parent.call(routes.link, { params: PARENTS, body })).status).toBe(200)
  await parent.call(routes.unlink, { params: { ...PARENTS, link: id } })
  // Something everyone hears closes the stretch.
  server.running.ledger.tell('surrey-demo', { type: 'changed', what: 'wording' })
  await expect.poll(() => heard['lead']).toContain('wording')
  await expect.poll(() => heard['parents']).toContain('"links"')
  expect(heard['lead']).not.toContain('links')
  for (const socket of sockets) socket.close()
  writing.stop()
})
