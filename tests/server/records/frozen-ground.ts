import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import * as Y from 'yjs'
import { test as base } from 'vitest'
import { fragmentOf, textOf } from '../../../shared/narrative/sections.ts'
import { insertMember } from '../../../server/accounts/members.ts'
import { visitorOf } from '../../../server/accounts/people.ts'
import { createVersions } from '../../../server/history/versions.ts'
import type { Freezing } from '../../../server/records/freezing.ts'
import { createProjections } from '../../../server/records/projections.ts'
import type { Documents } from '../../../server/records/rooms-port.ts'
import { insertWorkspace, writeTemplate } from '../../../server/records/workspaces.ts'
import type { Ledger } from '../../../server/storage/ledger.ts'
import { openRecords } from '../../../server/storage/sqlite-records.ts'
import type { Visitor } from '../../../server/sync/doorkeeper.ts'
import { memoryServer, type MemoryServer, ROOM } from '../../support/memory-server.ts'

/** A workspace of one narrative whose rooms are in memory, so that what happens meanwhile can be held up. */
export interface Ground {
  server: MemoryServer
  ledger: Ledger
  lead: Visitor
  parent: Visitor
  guest: Visitor
  /** Freezing over these documents; the server's own, or some that are held up. */
  readingWith(documents: Documents): Freezing
  reading: Freezing
  /** What the section "cases" says now. */
  text(): Promise<string>
}

const nothing = (): void => undefined
export const LINE = 'Families say being found is not the same as being helped.'

export const paragraph = (words: string): Y.XmlElement => {
  const element = new Y.XmlElement('paragraph')
  element.insert(0, [new Y.XmlText(words)])
  return element
}

export const test = base.extend<{ ground: Ground }>({
  // oxlint-disable-next-line no-empty-pattern -- Vitest reads the names it destructures
  ground: async ({}, use) => {
    const dir = await mkdtemp(join(tmpdir(), 'throughline-'))
    const records = await openRecords(join(dir, 'records.db'))
    const ledger: Ledger = {
      db: records.db,
      now: Date.now,
      tell: nothing,
      rightsChanged: nothing,
      removed: nothing,
    }
    await insertWorkspace(ledger.db, { slug: 'demo', name: 'Demo', banner: null, purpose: null }, 1)
    const member = async (name: string, role: 'NL' | 'PP' | 'GR', partner: 'council' | 'parents') =>
      visitorOf(await insertMember(ledger.db, 'demo', { name, partner, role, themes: [] }, 1))
    const lead = await member('Lead', 'NL', 'council')
    const parent = await member('Parent', 'PP', 'parents')
    const guest = await member('Guest', 'GR', 'council')
    const server = memoryServer()
    await server.rooms.edit(ROOM, lead, (doc) => {
      writeTemplate(doc)
      fragmentOf(doc, 'cases').insert(0, [paragraph(LINE)])
    })
    const projections = createProjections(ledger, (error) => {
      throw error
    })
    const readingWith = (documents: Documents): Freezing => ({
      ledger,
      documents,
      versions: createVersions(ledger, documents),
      projections,
      decideAnew: server.rooms.rightsIn,
    })
    const text = async (): Promise<string> =>
      textOf(fragmentOf(await server.rooms.read(ROOM), 'cases')).trim()
    await use({ server, ledger, lead, parent, guest, readingWith, reading: readingWith(server.rooms), text })
    await projections.close()
    await server.rooms.close()
    await records.close()
    await rm(dir, { recursive: true, force: true })
  },
})
