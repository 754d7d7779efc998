import type { DocumentId } from '../../shared/domain/documents.ts'
import type { SectionSummary, Since } from '../../shared/domain/workspace.ts'
import type { Author } from '../../shared/people/person.ts'
import { roomOf } from '../../shared/rooms.ts'
import { authorFrom } from '../accounts/people.ts'
import type { Ledger } from '../storage/ledger.ts'
import type { Records } from '../storage/tables.ts'
import type { Visitor } from '../sync/doorkeeper.ts'
import { type Projections, SITTING_MS } from './projections.ts'

export interface Edit {
  section: string
  by: Author
  at: number
}

/** Each member's last edit of each section of a document. */
export async function readEdits(db: Records, workspace: string, document: DocumentId): Promise<Edit[]> {
  const rows = await db
    .selectFrom('section_edit')
    .selectAll()
    .where('workspace', '=', workspace)
    .where('document', '=', document)
    .execute()
  return rows.map(({ section, by, at }) => ({ section, by: authorFrom(by), at }))
}

export function latestBySection(edits: Edit[]): Map<string, Edit> {
  const latest = new Map<string, Edit>()
  for (const edit of edits) {
    const known = latest.get(edit.section)
    if (known === undefined || known.at < edit.at) latest.set(edit.section, edit)
  }
  return latest
}

/** The sections of a document as last told by its room. */
export async function readSections(
  db: Records,
  workspace: string,
  document: DocumentId,
  latest: Map<string, Edit>,
): Promise<SectionSummary[]> {
  const rows = await db
    .selectFrom('section_state')
    .selectAll()
    .where('workspace', '=', workspace)
    .where('document', '=', document)
    .orderBy('position')
    .execute()
  return rows.map(({ section, position, title, words }) => {
    const edit = latest.get(section)
    return {
      id: section,
      number: `${position + 1}.0`,
      title,
      words,
      state: words > 0 ? 'draft' : 'none',
      lastEdit: edit === undefined ? null : { by: edit.by, at: edit.at },
    }
  })
}

/** What others changed since this person last left, latest first: one line for each section and partner. */
export async function readSince(
  { ledger, projections }: { ledger: Ledger; projections: Projections },
  visitor: Visitor,
  document: DocumentId,
  edits: Edit[],
  sections: SectionSummary[],
): Promise<Since> {
  const visit = await ledger.db
    .selectFrom('visit')
    .selectAll()
    .where('workspace', '=', visitor.workspace)
    .where('document', '=', document)
    .where('member', '=', visitor.id)
    .executeTakeFirst()
  if (visit === undefined) return { lastHere: null, changes: [] }
  const room = roomOf(visitor.workspace, document)
  const sitting = projections.hereSince(room, visitor.id) ?? ledger.now()
  const lastHere = sitting - visit.left_at < SITTING_MS ? visit.before_at : visit.left_at
  if (lastHere === null) return { lastHere, changes: [] }
  const changes = new Map<string, Since['changes'][number]>()
  for (const { section, by, at } of edits) {
    const standing = sections.find(({ id }) => id === section)
    if (standing === undefined || at <= lastHere || by.id === visitor.id) continue
    const key = `${section} ${by.partner}`
    if ((changes.get(key)?.at ?? 0) < at)
      changes.set(key, { section, number: standing.number, title: standing.title, partner: by.partner, at })
  }
  return { lastHere, changes: [...changes.values()].toSorted((a, b) => b.at - a.at) }
}
