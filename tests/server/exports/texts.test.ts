import { mkdtemp, readFile, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import * as Y from 'yjs'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { exportWorkspace } from '../../../server/exports/workspace.ts'
import { addSection, fragmentOf } from '../../../shared/narrative/sections.ts'
import { startTestServer, type TestServer } from '../../support/test-server.ts'

let server: TestServer
let out: string
beforeAll(async () => {
  server = await startTestServer()
  out = await mkdtemp(join(tmpdir(), 'throughline-export-'))
})
afterAll(async () => {
  await server.stop()
  await rm(out, { recursive: true })
})

/** Every document holds its own room's name. */
async function read(room: string): Promise<Y.Doc> {
  const doc = new Y.Doc()
  addSection(doc, { id: 'one', title: 'One', after: null })
  const paragraph = new Y.XmlElement('paragraph')
  paragraph.insert(0, [new Y.XmlText(`Words of ${room}`)])
  const summary = new Y.XmlElement('progress')
  summary.setAttribute('theme', '3')
  fragmentOf(doc, 'one').insert(0, [paragraph, summary])
  return doc
}

const exported = async (): Promise<string[]> => {
  const { db } = server.running.ledger
  const source = { db, read, dataDir: out, version: '0', now: 0 }
  await exportWorkspace(source, 'surrey-demo', join(out, 'export'))
  return (await readdir(join(out, 'export/texts'))).filter((file) => file.endsWith('.html'))
}

test('Easy Read texts and shared analyses are exported; a private one is not', async () => {
  const before = await exported()
  expect(before).toContain('theme-4.html')
  expect(before).toContain('easy-4.html')
  expect(before.filter((file) => file.startsWith('analysis'))).toEqual([])
  const easy = await readFile(join(out, 'export/texts/easy-4.html'), 'utf8')
  expect(easy).toContain('surrey-demo/easy/4')
  expect(easy).toContain('<th scope="row">Completed</th><td>12</td>')

  await server.running.ledger.db
    .insertInto('analysis')
    .values({ workspace: 'surrey-demo', partner: 'parents', shared: 1, invited: 0, version: 1 })
    .execute()
  expect((await exported()).filter((file) => file.startsWith('analysis'))).toEqual(['analysis-parents.html'])
  const page = await readFile(join(out, 'export/texts/analysis-parents.html'), 'utf8')
  expect(page).toContain('<h1>Parent carer forum: own analysis</h1>')
  expect(page).not.toContain('<blockquote>')
})
