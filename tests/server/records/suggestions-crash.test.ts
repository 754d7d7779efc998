import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import * as Y from 'yjs'
import { anchorOn } from '../../../shared/annotations/anchors.ts'
import { fragmentOf, textOf } from '../../../shared/narrative/sections.ts'
import type { NewMember } from '../../../shared/people/members.ts'
import { insertMember } from '../../../server/accounts/members.ts'
import { visitorOf } from '../../../server/accounts/people.ts'
import { postComment } from '../../../server/records/comments.ts'
import { readComment } from '../../../server/records/read-comments.ts'
import type { Documents } from '../../../server/records/rooms-port.ts'
import { createSuggestionsDesk } from '../../../server/records/suggestions-desk.ts'
import { insertWorkspace, writeTemplate } from '../../../server/records/workspaces.ts'
import type { Ledger } from '../../../server/storage/ledger.ts'
import { openRecords } from '../../../server/storage/sqlite-records.ts'
import type { Visitor } from '../../../server/sync/doorkeeper.ts'
import { memoryServer, ROOM, type MemoryServer } from '../../support/memory-server.ts'

const nothing = (): void => undefined

/**
 * A server that is killed between the two stores: what it had written stays, and nothing it still meant to do is
 * done. The documents of a killed one do as they are told once more or never, and answer nothing after that.
 */
const LINE = 'Families say being found is not the same as being helped.'
let dir: string
let server: MemoryServer
let records: Awaited<ReturnType<typeof openRecords>>
let ledger: Ledger
let lead: Visitor
let posted = 0

beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), 'throughline-'))
  records = await openRecords(join(dir, 'records.db'))
  ledger = { db: records.db, now: Date.now, tell: nothing, rightsChanged: nothing, removed: nothing }
  await insertWorkspace(ledger.db, { slug: 'demo', name: 'Demo', banner: null, purpose: null }, 1)
  const member: NewMember = { name: 'Lead', partner: 'council', role: 'NL', themes: [] }
  lead = visitorOf(await insertMember(ledger.db, 'demo', member, 1))
  server = memoryServer()
  await server.rooms.edit(ROOM, lead, (doc) => {
    writeTemplate(doc)
    const paragraph = new Y.XmlElement('paragraph')
    paragraph.insert(0, [new Y.XmlText(LINE)])
    fragmentOf(doc, 'cases').insert(0, [paragraph])
  })
})
afterEach(async () => {
  await server.rooms.close()
  await records.close()
  await rm(dir, { recursive: true, force: true })
})

const text = async (): Promise<string> => textOf(fragmentOf(await server.rooms.read(ROOM), 'cases')).trim()

async function suggest(on: string, words: string) {
  const anchor = anchorOn(await server.rooms.read(ROOM), 'cases', on)
  if (anchor === null) throw new Error(`no anchor on ${on}`)
  const answer = await postComment(ledger, lead, '4', {
    id: `suggest-${String((posted += 1)).padStart(5, '0')}`,
    kind: 'suggestion',
    text: '',
    mentions: [],
    anchor,
    writtenAt: 1,
    suggestion: { form: words === '' ? 'strike' : 'replace', words, side: 'after' },
  })
  if (!answer.ok) throw new Error(answer.say)
  return answer.value
}
const now = (comment: string) => readComment(ledger.db, 'demo', '4', comment, lead.id)
const place = (comment: string) => ({ document: '4', comment }) as const

const dead = (): Promise<never> => Promise.reject(new Error('killed'))

/** Killed as it changes the document: before that is stored, or right after. */
function killed(when: 'before' | 'after'): Documents {
  return {
    ...server.rooms,
    look: dead,
    edit: async (...as) => {
      if (when === 'after') await server.rooms.edit(...as)
      return dead()
    },
  }
}

const began = async (comment: string) =>
  (await ledger.db.selectFrom('comment').select('accepting').where('id', '=', comment).executeTakeFirst())
    ?.accepting

describe.each(['at the next start', 'at the next decision'] as const)('settled %s', (how) => {
  const settle = async (comment: string) => {
    const desk = createSuggestionsDesk({ ledger, documents: server.rooms })
    if (how === 'at the next start') await desk.recover()
    else await desk.decline(lead, place(comment), { version: 1, reason: 'Not like this.' })
  }
  test('killed before the words were in: nothing was accepted', async () => {
    const { id } = await suggest('being helped', 'being supported')
    const desk = createSuggestionsDesk({ ledger, documents: killed('before') })
    await expect(desk.accept(lead, place(id), { version: 1, words: null })).rejects.toThrow('killed')
    expect(await began(id)).toContain('being supported')
    await settle(id)
    expect(await began(id)).toBeNull()
    expect(await text()).toBe(LINE)
    const became = (await now(id))?.suggestion?.outcome?.became
    expect(became).toBe(how === 'at the next start' ? undefined : 'declined')
  })

  test('killed after the words were in: it is accepted, once, and others are overtaken', async () => {
    const { id } = await suggest('being helped', 'being supported')
    const other = await suggest('as being helped', 'as getting help')
    const desk = createSuggestionsDesk({ ledger, documents: killed('after') })
    await expect(desk.accept(lead, place(id), { version: 1, words: null })).rejects.toThrow('killed')
    expect((await now(id))?.suggestion?.outcome).toBeNull()
    await settle(id)
    await settle(id)
    expect(await text()).toBe('Families say being found is not the same as being supported.')
    expect(await now(id)).toMatchObject({
      state: 'answered',
      version: 2,
      suggestion: { outcome: { became: 'accepted', words: 'being supported', by: { id: lead.id } } },
    })
    expect((await now(other.id))?.suggestion?.outcome).toMatchObject({ became: 'overtaken', overtakenBy: id })
    // What to take out again is not known any more, and that is said.
    const real = createSuggestionsDesk({ ledger, documents: server.rooms })
    expect(await real.reopen(lead, place(id), { version: 2 })).toMatchObject({
      ok: false,
      say: expect.stringMatching(/Change the words in the text/),
    })
  })

  test('killed while it was taken back, before and after', async () => {
    const real = createSuggestionsDesk({ ledger, documents: server.rooms })
    const { id } = await suggest('being helped', 'being supported')
    await real.accept(lead, place(id), { version: 1, words: null })
    const before = createSuggestionsDesk({ ledger, documents: killed('before') })
    await expect(before.reopen(lead, place(id), { version: 2 })).rejects.toThrow('killed')
    await settle(id)
    expect((await now(id))?.suggestion?.outcome?.became).toBe('accepted')
    expect(await text()).toContain('being supported')

    const after = createSuggestionsDesk({ ledger, documents: killed('after') })
    await expect(after.reopen(lead, place(id), { version: 2 })).rejects.toThrow('killed')
    await createSuggestionsDesk({ ledger, documents: server.rooms }).recover()
    expect(await text()).toBe(LINE)
    expect(await now(id)).toMatchObject({ state: 'open', version: 3, suggestion: { outcome: null } })
  })
})

test('the store refuses the edit: nothing is accepted, and it can be tried again', async () => {
  const { id } = await suggest('being helped', 'being supported')
  const desk = createSuggestionsDesk({ ledger, documents: server.rooms })
  server.log.failNext(1)
  await expect(desk.accept(lead, place(id), { version: 1, words: null })).rejects.toThrow()
  expect((await now(id))?.suggestion?.outcome).toBeNull()
  expect(await text()).toBe(LINE)
  expect((await desk.accept(lead, place(id), { version: 1, words: null })).ok).toBe(true)
  expect(await text()).toContain('being supported')
})
