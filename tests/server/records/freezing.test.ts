import { expect } from 'vitest'
import * as Y from 'yjs'
import { anchorOn } from '../../../shared/annotations/anchors.ts'
import { fragmentOf } from '../../../shared/narrative/sections.ts'
import { readTimeline, readVersionText } from '../../../server/history/read-versions.ts'
import { putBack, restore } from '../../../server/history/restores.ts'
import { submitAnalysis } from '../../../server/records/analyses.ts'
import { postComment } from '../../../server/records/comments.ts'
import { type Freezing, freeze } from '../../../server/records/freezing.ts'
import { readHome } from '../../../server/records/home.ts'
import type { Documents } from '../../../server/records/rooms-port.ts'
import { createSuggestionsDesk } from '../../../server/records/suggestions-desk.ts'
import type { Visitor } from '../../../server/sync/doorkeeper.ts'
import { ROOM } from '../../support/memory-server.ts'
import { type Ground, LINE, paragraph, test } from './frozen-ground.ts'

/** Freezing while something else is under way: what an act has begun with must hold until it ends. */
const nothing = (): void => undefined
/** Documents whose next edit waits, however long its author had the right to make it. */
function held({ server }: Ground): { documents: Documents; reached: Promise<void>; go: () => void } {
  const { promise: reached, resolve: arrive } = deferred()
  const { promise: gate, resolve: go } = deferred()
  const edit: Documents['edit'] = async (...as) => {
    arrive()
    await gate
    await server.rooms.edit(...as)
  }
  return { documents: { ...server.rooms, edit }, reached, go }
}
function deferred(): { promise: Promise<void>; resolve: () => void } {
  let resolve = nothing
  const promise = new Promise<void>((done) => (resolve = done))
  return { promise, resolve }
}
const frozenNow = async ({ ledger, reading }: Ground) => {
  const { frozen } = await ledger.db
    .selectFrom('theme')
    .select('frozen')
    .where('id', '=', '4')
    .executeTakeFirstOrThrow()
  return frozen === null ? null : reading.versions.read('demo', '4', frozen)
}
/** The frozen version says what the narrative says. */
async function expectOneText(ground: Ground): Promise<void> {
  const frozen = await frozenNow(ground)
  expect(frozen?.content.sections).toEqual((await ground.reading.versions.now('demo', '4')).sections)
}
/** Runs a freeze beside an edit by the server that is held up, far enough for one that does not wait to be over. */
async function freezeBeside(ground: Ground, act: (documents: Documents) => Promise<unknown>): Promise<void> {
  const { documents, reached, go } = held(ground)
  const acting = act(documents)
  await reached
  const freezing = freeze(ground.reading, ground.lead, '4')
  await Promise.race([freezing, new Promise((done) => setTimeout(done, 400))])
  go()
  await Promise.all([acting, freezing])
}

test('C5: a restore under way is in the frozen version, or is refused; never in the text alone', async ({
  ground,
}) => {
  const { server, lead, reading, readingWith, text } = ground
  const before = await reading.versions.take('demo', '4', { why: 'named', by: lead, name: 'Before' })
  await server.rooms.edit(ROOM, lead, (doc) => {
    fragmentOf(doc, 'cases').delete(0, 1)
    fragmentOf(doc, 'cases').insert(0, [paragraph('Rewritten.')])
  })
  await freezeBeside(ground, (documents) =>
    restore(readingWith(documents), lead, '4', {
      id: 'restore-0001',
      version: before.id,
      section: 'cases',
      seen: null,
    }),
  )
  expect(await text()).toBe(LINE)
  await expectOneText(ground)
  const late = await restore(reading, lead, '4', {
    id: 'restore-0002',
    version: before.id,
    section: 'cases',
    seen: null,
  })
  expect(late).toMatchObject({ ok: false, reason: 'not allowed' })
})

test('C5: a suggestion being accepted is in the frozen version as well', async ({ ground }) => {
  const { server, ledger, lead, text } = ground
  const anchor = anchorOn(await server.rooms.read(ROOM), 'cases', 'being helped')
  if (anchor === null) throw new Error('no anchor')
  const suggested = await postComment(ledger, lead, '4', {
    id: 'suggest-00001',
    kind: 'suggestion',
    text: '',
    mentions: [],
    anchor,
    writtenAt: 1,
    suggestion: { form: 'replace', words: 'being supported', side: 'after' },
  })
  expect(suggested.ok).toBe(true)
  await freezeBeside(ground, (documents) =>
    createSuggestionsDesk({ ledger, documents }).accept(
      lead,
      { document: '4', comment: 'suggest-00001' },
      { version: 1, words: null },
    ),
  )
  expect(await text()).toContain('being supported')
  await expectOneText(ground)
})

test('what a socket had sent when it was frozen is in the frozen version', async ({ ground }) => {
  const { server, lead, reading } = ground
  const writer = server.join(lead)
  await server.drain()
  fragmentOf(writer.peer.doc, 'cases').push([paragraph('On its way.')])
  writer.deliverUp()
  expect(await freeze(reading, lead, '4')).toMatchObject({ ok: true })
  await expectOneText(ground)
  await server.drain()
  expect(writer.peer.closed?.code).toBe(4510)
})

/** The member is out as soon as the words have been read, before anything is on record. */
const removedMeanwhile = ({ server, ledger, readingWith }: Ground, who: Visitor): Freezing => {
  const after = async <T>(done: Promise<T>): Promise<T> => {
    const value = await done
    await ledger.db.updateTable('member').set({ removed_at: 2 }).where('id', '=', who.id).execute()
    return value
  }
  return readingWith({ ...server.rooms, authorship: (name) => after(server.rooms.authorship(name)) })
}
const fixed = ({ ledger }: Ground) =>
  ledger.db.selectFrom('version').select('why').where('why', 'in', ['frozen', 'submitted']).execute()

test('R50: a refused freeze and a refused submission leave no version behind', async ({ ground }) => {
  const { server, lead, parent } = ground
  expect(await freeze(removedMeanwhile(ground, lead), lead, '4')).toMatchObject({
    ok: false,
    reason: 'signed out',
  })
  await server.rooms.edit('demo/analysis/parents', parent, (doc) => {
    fragmentOf(doc, 'tell').insert(0, [paragraph('Ours alone.')])
    doc
      .getMap<Y.Map<unknown>>('sections')
      .set('tell', new Y.Map(Object.entries({ order: 'a', title: 'Tell' })))
  })
  const refused = await submitAnalysis(removedMeanwhile(ground, parent), parent, 'parents', 'analysis-0001')
  expect(refused).toMatchObject({ ok: false, reason: 'signed out' })
  expect(await fixed(ground)).toEqual([])
})

test('R50: what others read hangs on the act on record, not on why a version was kept', async ({
  ground,
}) => {
  const { lead, parent, guest, reading } = ground
  const left = await reading.versions.take('demo', '4', { why: 'frozen', by: lead })
  expect(await readVersionText(reading, guest, { document: '4', version: left.id })).toMatchObject({
    ok: false,
  })
  expect((await readHome(reading, guest)).frozen).toEqual([])
  const document = 'analysis-parents'
  const draft = await reading.versions.take('demo', document, { why: 'submitted', by: parent })
  expect(await readVersionText(reading, lead, { document, version: draft.id })).toMatchObject({ ok: false })
  expect(await readTimeline(reading, lead, { document, before: 'now' })).toMatchObject({ ok: false })

  await freeze(reading, lead, '4')
  const [frozen] = (await readHome(reading, guest)).frozen
  expect((await readVersionText(reading, guest, { document: '4', version: frozen?.version ?? '' })).ok).toBe(
    true,
  )
  const list = await readTimeline(reading, guest, { document: '4', before: 'now' })
  expect(list.ok && list.value.versions.map(({ id }) => id)).toEqual([frozen?.version])
})

test('a restore is put back once, also when a crash cut the first time short', async ({ ground }) => {
  const { server, lead, reading, readingWith } = ground
  const before = await reading.versions.take('demo', '4', { why: 'named', by: lead, name: 'Before' })
  await server.rooms.edit(ROOM, lead, (doc) => fragmentOf(doc, 'cases').delete(0, 1))
  const what = { id: 'restore-0001', version: before.id, section: 'cases', seen: null }
  await restore(reading, lead, '4', what)
  const of = { document: '4', restore: 'restore-0001' } as const
  const edit: Documents['edit'] = async (...as) => {
    await server.rooms.edit(...as)
    throw new Error('killed')
  }
  const dying = readingWith({ ...server.rooms, edit })
  await expect(putBack(dying, lead, of, 'restore-0002')).rejects.toThrow('killed')
  expect(await putBack(reading, lead, of, 'restore-0003')).toMatchObject({ ok: false, reason: 'gone' })
  expect(await putBack(reading, lead, of, 'restore-0002')).toMatchObject({ ok: true })
})
