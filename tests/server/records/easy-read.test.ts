import { nanoid } from 'nanoid'
import { expect } from 'vitest'
import * as Y from 'yjs'
import { routes } from '../../../shared/api/routes.ts'
import { test } from '../../support/signed-in.ts'
import { stockClient } from '../../support/stock-client.ts'
import type { Guest } from '../../support/test-server.ts'

const T = { theme: '4' }
const sign = (who: Guest, id = nanoid()) => who.call(routes.signEasyRead, { params: T, body: { id } })
const now = async (who: Guest) => (await who.call(routes.easyRead, { params: T })).body

test('F11: Easy Read is signed off by people, and says what changed since', async ({
  server,
  lead,
  parent,
  health,
  reader,
}) => {
  await parent.call(routes.documentPage, { params: { document: 'easy-4' } })
  expect((await sign(parent)).body.error).toBe('bad request') // nothing written
  const easy = stockClient(
    server.url.replace('http', 'ws'),
    'surrey-demo/easy/4',
    await server.token({ role: 'PP', partner: 'parents' }),
  )
  await easy.synced()
  const line = (words: string) => {
    const paragraph = new Y.XmlElement('paragraph')
    paragraph.insert(0, [new Y.XmlText(words)])
    easy.doc.getXmlFragment('s:easy').push([paragraph])
  }
  line('Some children need help at school.')
  await expect.poll(async () => (await now(parent)).words).toBeGreaterThan(0)
  expect((await sign(health)).status).toBe(403)
  expect((await now(health)).signs).toBe(false)
  const id = nanoid()
  expect((await sign(parent, id)).body.signoffs).toMatchObject([{ by: { id: parent.person.id }, changed: 0 }])
  expect((await sign(parent, id)).body.signoffs).toHaveLength(1)
  line('Help comes too late.')
  await expect.poll(async () => (await now(lead)).signoffs[0].changed).toBe(1)
  expect((await sign(lead)).body.signoffs.map(({ changed }: { changed: number }) => changed)).toEqual([0, 1])
  expect((await reader.call(routes.easyRead, { params: T })).status).toBe(403)
  easy.stop()
})
