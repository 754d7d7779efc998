import { documentId } from '../../shared/domain/documents.ts'
import { fragmentOf } from '../../shared/narrative/sections.ts'
import { roomOf } from '../../shared/rooms.ts'
import { type MemberRow, visitorOf } from '../accounts/people.ts'
import { writeBlocks } from '../records/presentation-blocks.ts'
import { makePresentation, sectionRows } from '../records/presentation.ts'
import type { Documents } from '../records/rooms-port.ts'
import { TEMPLATE_AUTHOR } from '../records/workspaces.ts'
import type { Ledger } from '../storage/ledger.ts'
import { SLUG } from './content.ts'
import { type Block, bullets, paragraph } from './nodes.ts'
import type { Somebody } from './people.ts'
import { line } from './source.ts'

/** Titles as the slides have them (lines 195 to 204); whose section is whose is ours, by roles. */
const SECTIONS: Readonly<Record<string, { title?: string; presenter?: Somebody }>> = {
  context: { title: 'Context in Surrey', presenter: 'lead' },
  journey: { title: '“Journey” since 2016', presenter: 'parent' },
  'theme-2': { presenter: 'schools' },
  'theme-3': { title: 'Priority 3', presenter: 'providers' },
  'theme-4': { presenter: 'council' },
  'theme-5': { presenter: 'ccgs' },
  closing: { presenter: 'sponsor' },
}

/** What the slides say, block by block and word for word (lines 206 to 222). */
const WORDS: Readonly<Record<string, Readonly<Record<string, () => Block[]>>>> = {
  'theme-3': {
    actions: () => [bullets([line(208), line(209), line(210), line(211)])],
    impact: () => [bullets([line(215), line(216), line(217)])],
    next: () => [bullets([line(221), line(222)])],
    notes: () => [
      paragraph('“Halved since the end of November” has no two values in the source. Inspectors may ask.'),
    ],
  },
  closing: { words: () => [paragraph('Including the SEND Transformation Programme')] },
}

/** The running order of the starter, with the blocks of the one theme whose slide was published. */
export async function plantPresentation(
  { db }: Ledger,
  documents: Documents,
  people: Record<Somebody, MemberRow>,
): Promise<void> {
  await makePresentation(db, SLUG)
  for (const { id, kind, theme } of await sectionRows(db, SLUG)) {
    const { title = null, presenter } = SECTIONS[id] ?? {}
    const member = presenter === undefined ? null : people[presenter]
    await db
      .updateTable('presentation_section')
      .set({ title, presenter: member?.id ?? null, partner: member?.partner ?? null })
      .where('workspace', '=', SLUG)
      .where('id', '=', id)
      .execute()
    const room = roomOf(SLUG, documentId({ kind: 'presentation', section: id }))
    await documents.edit(room, TEMPLATE_AUTHOR, (doc) => writeBlocks(doc, kind, theme))
    const blocks = WORDS[id]
    if (blocks === undefined) continue
    await documents.edit(room, visitorOf(member ?? people.lead), (doc) => {
      for (const [block, write] of Object.entries(blocks)) {
        const words = fragmentOf(doc, block)
        if (words.length === 0) words.insert(0, write())
      }
    })
  }
}
