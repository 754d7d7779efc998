import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import * as Y from 'yjs'
import { anchorOn } from '../../../shared/annotations/anchors.ts'
import type { PartnerKind } from '../../../shared/domain/partners.ts'
import { GROUNDS } from '../../../shared/domain/positions.ts'
import { fragmentOf, textOf } from '../../../shared/narrative/sections.ts'
import { insertMember } from '../../../server/accounts/members.ts'
import { visitorOf } from '../../../server/accounts/people.ts'
import { readTimeline, readVersionText } from '../../../server/history/read-versions.ts'
import { putBack, restore } from '../../../server/history/restores.ts'
import { createVersions } from '../../../server/history/versions.ts'
import { submitAnalysis } from '../../../server/records/analyses.ts'
import { recount } from '../../../server/records/changed-since.ts'
import { postComment } from '../../../server/records/comments.ts'
import { type Freezing, freeze } from '../../../server/records/freezing.ts'
import { readHome } from '../../../server/records/home.ts'
import { asPositions, statusIn } from '../../../server/records/position-marks.ts'
import { setPosition } from '../../../server/records/positions.ts'
import { createProjections } from '../../../server/records/projections.ts'
import type { Documents } from '../../../server/records/rooms-port.ts'
import { createSuggestionsDesk } from '../../../server/records/suggestions-desk.ts'
import { findTheme, type ThemeRow } from '../../../server/records/wording.ts'
import { insertWorkspace, writeTemplate } from '../../../server/records/workspaces.ts'
import type { Ledger } from '../../../server/storage/ledger.ts'
import { openRecords } from '../../../server/storage/sqlite-records.ts'
import type { Visitor } from '../../../server/sync/doorkeeper.ts'
import { memoryServer, type MemoryServer, ROOM } from '../../support/memory-server.ts'

/** Freezing while something else is under way: what an act has begun with must hold until it ends. */
const nothing = (): void => undefined
const LINE = 'Families say being found is not the same as being helped.'
let dir: string
let server: MemoryServer
let records: Awaited<ReturnType<typeof openRecords>>
let ledger: Ledger
let lead: Visitor
let parent: Visitor
let guest: Visitor
let reading: Freezing

beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), 'throughline-'))
  records = await openRecords(join(dir, 'records.db'))
  ledger = { db: records.db, now: Date.now, tell: nothing, rightsChanged: nothing, removed: nothing }
  await insertWorkspace(ledger.db, { slug: 'demo', name: 'Demo', banner: null, purpose: null }, 1)
  const member = async (name: string, role: 'NL' | 'PP' | 'GR', partner: 'council' | 'parents') =>
    visitorOf(await insertMember(ledger.db, 'demo', { name, partner, role, themes: [] }, 1))
  lead = await member('Lead', 'NL', 'council')
  parent = await member('Parent', 'PP', 'parents')
  guest = await member('Guest', 'GR', 'council')
  server = memoryServer()
  await server.rooms.edit(ROOM, lead, (doc) => {
    writeTemplate(doc)
    fragmentOf(doc, 'cases').insert(0, [paragraph(LINE)])
  })
  reading = readingWith(server.rooms)
})
afterEach(async () => {
  await reading.projections.close()
  await server.rooms.close()
  await records.close()
  await rm(dir, { recursive: true, force: true })
})

const paragraph = (words: string): Y.XmlElement => {
  const element = new Y.XmlElement('paragraph')
  element.insert(0, [new Y.XmlText(words)])
  return element
}
const readingWith = (documents: Documents): Freezing => ({
  ledger,
  documents,
  versions: createVersions(ledger, documents),
  projections: createProjections(ledger, (error) => {
    throw error
  }),
  decideAnew: server.rooms.rightsIn,
})
/** Documents whose next edit waits, however long its author had the right to make it. */
function held(): { documents: Documents; reached: Promise<void>; go: () => void } {
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
const text = async (): Promise<string> => textOf(fragmentOf(await server.rooms.read(ROOM), 'cases')).trim()
const frozenNow = async () => {
  const { frozen } = await ledger.db
    .selectFrom('theme')
    .select('frozen')
    .where('id', '=', '4')
    .executeTakeFirstOrThrow()
  return frozen === null ? null : reading.versions.read('demo', '4', frozen)
}
/** The frozen version says what the narrative says. */
async function expectOneText(): Promise<void> {
  const frozen = await frozenNow()
  expect(frozen?.content.sections).toEqual((await reading.versions.now('demo', '4')).sections)
}
/** Runs a freeze beside an edit by the server that is held up, far enough for one that does not wait to be over. */
async function freezeBeside(act: (documents: Documents) => Promise<unknown>): Promise<void> {
  const { documents, reached, go } = held()
  const acting = act(documents)
  await reached
  const freezing = freeze(reading, lead, '4')
  await Promise.race([freezing, new Promise((done) => setTimeout(done, 400))])
  go()
  await Promise.all([acting, freezing])
}

test('C5: a restore under way is in the frozen version, or is refused; never in the text alone', async () => {
  const before = await reading.versions.take('demo', '4', { why: 'named', by: lead, name: 'Before' })
  await server.rooms.edit(ROOM, lead, (doc) => {
    fragmentOf(doc, 'cases').delete(0, 1)
    fragmentOf(doc, 'cases').insert(0, [paragraph('Rewritten.')])
  })
  await freezeBeside((documents) =>
    restore(readingWith(documents), lead, '4', {
      id: 'restore-0001',
      version: before.id,
      section: 'cases',
      seen: null,
    }),
  )
  expect(await text()).toBe(LINE)
  await expectOneText()
  const late = await restore(reading, lead, '4', {
    id: 'restore-0002',
    version: before.id,
    section: 'cases',
    seen: null,
  })
  expect(late).toMatchObject({ ok: false, reason: 'not allowed' })
})

test('C5: a suggestion being accepted is in the frozen version as well', async () => {
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
  await freezeBeside((documents) =>
    createSuggestionsDesk({ ledger, documents }).accept(
      lead,
      { document: '4', comment: 'suggest-00001' },
      { version: 1, words: null },
    ),
  )
  expect(await text()).toContain('being supported')
  await expectOneText()
})

test('what a socket had sent when it was frozen is in the frozen version', async () => {
  const writer = server.join(lead)
  await server.drain()
  fragmentOf(writer.peer.doc, 'cases').push([paragraph('On its way.')])
  writer.deliverUp()
  expect(await freeze(reading, lead, '4')).toMatchObject({ ok: true })
  await expectOneText()
  await server.drain()
  expect(writer.peer.closed?.code).toBe(4510)
})

/** The member is out as soon as the words have been read, before anything is on record. */
const removedMeanwhile = (who: Visitor): Freezing => {
  const after = async <T>(done: Promise<T>): Promise<T> => {
    const value = await done
    await ledger.db.updateTable('member').set({ removed_at: 2 }).where('id', '=', who.id).execute()
    return value
  }
  return readingWith({ ...server.rooms, authorship: (name) => after(server.rooms.authorship(name)) })
}
const fixed = () =>
  ledger.db.selectFrom('version').select('why').where('why', 'in', ['frozen', 'submitted']).execute()

test('R50: a refused freeze and a refused submission leave no version behind', async () => {
  expect(await freeze(removedMeanwhile(lead), lead, '4')).toMatchObject({ ok: false, reason: 'signed out' })
  await server.rooms.edit('demo/analysis/parents', parent, (doc) => {
    fragmentOf(doc, 'tell').insert(0, [paragraph('Ours alone.')])
    doc
      .getMap<Y.Map<unknown>>('sections')
      .set('tell', new Y.Map(Object.entries({ order: 'a', title: 'Tell' })))
  })
  const refused = await submitAnalysis(removedMeanwhile(parent), parent, 'parents', 'analysis-0001')
  expect(refused).toMatchObject({ ok: false, reason: 'signed out' })
  expect(await fixed()).toEqual([])
})

test('R50: what others read hangs on the act on record, not on why a version was kept', async () => {
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

const AGREES = { stance: 'agree', reason: null, publish: true, seen: null } as const

/** A member who signs for a partner. */
async function named(partner: PartnerKind) {
  const who = { name: partner, partner, role: 'WL', themes: [] } as const
  const member = visitorOf(await insertMember(ledger.db, 'demo', { ...who, themes: [] }, 1))
  await ledger.db.updateTable('partner').set({ signatory: member.id }).where('kind', '=', partner).execute()
  return [member, partner] as const
}

/** Everyone's position on both grounds of theme 4 but the last one, which is handed back to be set. */
async function allButOne() {
  const all = [
    [lead, 'council'] as const,
    ...(await Promise.all([named('ccgs'), named('providers'), named('schools')])),
    [parent, 'parents'] as const,
  ].flatMap(([who, partner]) => GROUNDS.map((on) => ({ who, partner, on })))
  const last = all.pop() as (typeof all)[number]
  const set = async (
    by: Freezing,
    { who, partner, on }: (typeof all)[number],
    { writtenAt = Date.now() } = {},
  ) =>
    setPosition(by, who, '4', {
      id: `position-${partner}-${on}`,
      ...AGREES,
      writtenAt,
      partner,
      on,
    })
  for (const one of all) expect(await set(reading, one)).toMatchObject({ value: { stance: 'agree' } })
  return (by: Freezing, options = {}) => set(by, last, options)
}
const agreed = () =>
  ledger.db.selectFrom('version').select(['paragraphs']).where('why', '=', 'agreed').execute()

test('C3: the version kept as agreed has the very words agreed on, whatever is typed meanwhile', async () => {
  const setLast = await allButOne()
  const typing: Documents = {
    ...server.rooms,
    async authorship(name) {
      const spans = await server.rooms.authorship(name)
      await server.rooms.edit(ROOM, parent, (doc) =>
        fragmentOf(doc, 'cases').push([paragraph('Not agreed.')]),
      )
      return spans
    },
  }
  const answer = await setLast(readingWith(typing))
  if (!answer.ok) throw new Error(answer.say)
  const on = await reading.versions.paragraphs('demo', '4', answer.value.version.id)
  expect((await agreed()).map(({ paragraphs }) => JSON.parse(paragraphs) as unknown)).toEqual([on])
  expect(await text()).toContain('Not agreed.')
})

test('C3: a position taken offline on an earlier text agrees to nothing that was written since', async () => {
  const hour = Date.now() - 3_600_000
  await reading.versions.take('demo', '4', { why: 'named', by: lead, name: 'Read on the train' })
  await ledger.db.updateTable('version').set({ at: hour }).execute()
  await server.rooms.edit(ROOM, lead, (doc) => fragmentOf(doc, 'cases').push([paragraph('Since then.')]))
  const setLast = await allButOne()
  expect(await setLast(reading, { writtenAt: hour + 1 })).toMatchObject({ ok: true, value: { changed: 1 } })
  expect(await agreed()).toEqual([])
})

test('C3: what has not been counted is not agreed', async () => {
  const setLast = await allButOne()
  await setLast(reading)
  const status = async () =>
    (await statusIn(ledger.db, { ...(await findTheme(ledger.db, 'demo', '4')) } as ThemeRow, 1)).status
  expect(await status()).toBe('agreed')
  await ledger.db.deleteFrom('changed_since').execute()
  expect(await status()).toBe('in agreement')
  const now = (await reading.versions.seal('demo', '4')).paragraphs
  expect(await recount(ledger.db, reading.versions, { workspace: 'demo', theme: '4', now })).toBe(true)
  expect(await status()).toBe('agreed')
})

test('no positions are read of no rows', async () => {
  expect(await asPositions(ledger.db, 'demo', [])).toEqual([])
})

test('a restore is put back once, also when a crash cut the first time short', async () => {
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
