import { nanoid } from 'nanoid'
import { expect } from 'vitest'
import { routes } from '../../../shared/api/routes.ts'
import { flatten } from '../../../shared/annotations/flat.ts'
import { rewrite } from '../../../shared/annotations/rewrite.ts'
import { fragmentOf } from '../../../shared/narrative/sections.ts'
import type { Brought } from '../../../shared/presentation/brought.ts'
import { SOURCE } from '../../../server/starter/source.ts'
import { test } from '../../support/signed-in.ts'
import { stockClient } from '../../support/stock-client.ts'
import type { Guest, TestServer } from '../../support/test-server.ts'

const params = { section: 'theme-4' }
const read = async (by: Guest): Promise<Brought[]> => (await by.call(routes.brought, { params })).body
const passage = { section: 'overview', quote: SOURCE[164], near: 0 }
const bring = (by: Guest, id: string, about: object = {}) =>
  by.call(routes.bring, {
    params,
    body: { id, theme: '4', passage, block: 'impact', behind: null, ...about },
  })
const settle = (by: Guest, brought: string, take: 'new' | 'kept', seen: string) =>
  by.call(routes.settleBrought, { params: { ...params, brought }, body: { take, seen } })
const text = async (by: Guest, block: string): Promise<string[]> => {
  const stored = await by.call(routes.passages, { params: { document: 'presentation-theme-4' } })
  const found = stored.body.find(({ section }: { section: string }) => section === block)
  return found?.passages.map(({ quote }: { quote: string }) => quote) ?? []
}
/** Somebody writes other words in the narrative. */
async function edit(server: TestServer, from: string, to: string): Promise<void> {
  const token = await server.token({ role: 'WL', partner: 'ccgs' })
  const writing = stockClient(server.url.replace('http', 'ws'), 'surrey-demo/narrative/4', token)
  await writing.synced()
  writing.doc.transact(() => {
    const flat = flatten(fragmentOf(writing.doc, 'overview'))
    const at = flat.text.indexOf(from)
    rewrite(flat, { from: at, to: at + from.length }, to)
  })
  const reads = async () =>
    JSON.stringify(
      (await (await server.signIn({ role: 'NL' })).call(routes.storedText, { params: { document: '4' } }))
        .body,
    )
  await expect.poll(reads).toContain(to)
  writing.stop()
}

test('a paragraph is brought word for word, once however often it is sent, and says where it is from', async ({
  lead,
}) => {
  const id = nanoid()
  const both = await Promise.all([bring(lead, id), bring(lead, id)])
  expect(both.map(({ status }) => status)).toEqual([200, 200])
  expect((await bring(lead, id)).status).toBe(200)
  expect(await text(lead, 'impact')).toEqual([SOURCE[164]])
  expect(await read(lead)).toMatchObject([
    { id, theme: '4', label: 'Theme 4', number: '1.0', said: SOURCE[164], changed: false, block: 'impact' },
  ])
})

test('a source that changes says so: its new words replace only what differs, or the old ones are kept', async ({
  server,
  lead,
  health,
}) => {
  const [id] = (await read(lead)).map((one) => one.id)
  await edit(server, 'in keeping with', 'close to')
  const now = SOURCE[164].replace('in keeping with', 'close to')
  expect(await read(lead)).toMatchObject([{ changed: true, said: SOURCE[164], now, here: SOURCE[164] }])
  const unread = await settle(health, id ?? '', 'new', SOURCE[164])
  expect([unread.status, unread.body.error]).toEqual([409, 'stale'])
  expect((await settle(health, id ?? '', 'new', now)).status).toBe(200)
  expect(await text(lead, 'impact')).toEqual([now])
  expect(await read(lead)).toMatchObject([{ changed: false, said: now, here: now }])

  await edit(server, 'close to', 'the same as')
  const later = now.replace('close to', 'the same as')
  expect((await settle(lead, id ?? '', 'kept', later)).status).toBe(200)
  expect(await text(lead, 'impact')).toEqual([now])
  expect(await read(lead)).toMatchObject([{ changed: false, said: later, here: now }])
})

test('it comes behind the words it was asked to, and its origin can be let go of', async ({ lead }) => {
  const id = nanoid()
  const first = (await text(lead, 'impact'))[0] ?? ''
  const other = { section: 'overview', quote: SOURCE[176], near: 0 }
  await bring(lead, nanoid(), { passage: { ...passage, quote: SOURCE[174] } })
  await bring(lead, id, { passage: other, behind: { section: 'impact', quote: first, near: 0 } })
  expect(await text(lead, 'impact')).toEqual([first, SOURCE[176], SOURCE[174]])
  expect((await lead.call(routes.letGoOfBrought, { params: { ...params, brought: id } })).status).toBe(200)
  expect((await read(lead)).map((one) => one.id)).not.toContain(id)
  expect(await text(lead, 'impact')).toContain(SOURCE[176])
})

test('only who writes the section brings words into it; words that are gone are said to be', async ({
  lead,
  sponsor,
  reader,
}) => {
  expect((await bring(sponsor, nanoid())).body.say).toBe(
    'Those who write this section bring words into it. You can comment on it.',
  )
  expect((await reader.call(routes.brought, { params })).status).toBe(403)
  const gone = await bring(lead, nanoid(), { passage: { ...passage, quote: 'Nobody wrote this' } })
  expect(gone.body.say).toBe('These words are not in the narrative any more. Choose again.')
  expect(
    (await bring(lead, nanoid(), { passage: { ...passage, quote: SOURCE[174] }, block: 'no-such' })).body.say,
  ).toBe('That block is not in the section any more. Choose another.')
})

test('words removed for good from a narrative are gone from what was brought, and its origin still stands', async ({
  server,
  lead,
}) => {
  const gone = 'educational psychology'
  const id = nanoid()
  await bring(lead, id, { passage: { ...passage, quote: SOURCE[176] }, block: 'case' })
  const asked = await lead.call(routes.askPurge, { body: { id: nanoid(), document: '4', words: gone } })
  const officer = await server.signIn({ role: 'DO' })
  for (const holder of [lead, officer])
    expect((await holder.call(routes.turnKey, { params: { purge: asked.body.id }, body: {} })).status).toBe(
      200,
    )
  const state = async () =>
    (await lead.call(routes.purges)).body.find((purge: { id: string }) => purge.id === asked.body.id)?.state
  await expect.poll(state, { timeout: 20_000 }).toBe('done')
  const brought = (await read(lead)).find((one) => one.id === id)
  expect(brought).toMatchObject({ number: '1.0', block: 'case' })
  expect(brought?.now).toContain('to enhance the early identification resources')
  expect(JSON.stringify([brought, await text(lead, 'case')])).not.toContain(gone)
})
