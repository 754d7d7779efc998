import { type DocumentId, kindOf, themeOf as themeIn } from '../../shared/domain/documents.ts'
import type { DocumentPage } from '../../shared/domain/workspace.ts'
import { rightsIn } from '../../shared/permissions.ts'
import { authorOf, authorOrNull, personOf } from '../accounts/people.ts'
import type { Records } from '../storage/tables.ts'
import type { Visitor } from '../sync/doorkeeper.ts'
import { meOf, readWorkspace, type Reading } from './home.ts'
import { statusIn, wordsOf } from './position-marks.ts'
import { latestBySection, readEdits, readSections, readSince } from './sections.ts'
import { standingOf } from './standing.ts'
import { titlesOf } from './readable.ts'
import { findTheme, themeOf, type ThemeRow } from './wording.ts'

/** A narrative's status, and the frozen version in its place. */
async function standsAs(db: Records, row: ThemeRow): Promise<Pick<DocumentPage, 'status' | 'frozen'>> {
  const { workspace, id } = row
  const { status } = await statusIn(db, row, await wordsOf(db, workspace, id))
  if (row.frozen === null) return { status, frozen: null }
  const version = await db
    .selectFrom('version')
    .select(['at', 'by'])
    .where('workspace', '=', workspace)
    .where('document', '=', id)
    .where('id', '=', row.frozen)
    .executeTakeFirst()
  const by = authorOrNull(version?.by ?? null)
  return {
    status,
    frozen: version === undefined || by === null ? null : { version: row.frozen, by, at: version.at },
  }
}

/** A document, and what stands beside its words; null when there is none, or it is not open to this person. */
export async function readDocumentPage(
  reading: Reading,
  visitor: Visitor,
  document: DocumentId,
): Promise<DocumentPage | null> {
  const { db } = reading.ledger
  const what = kindOf(document)
  const standing = await standingOf(db, visitor.workspace, document)
  const rights = rightsIn(visitor, document, standing)
  if (!rights.read) return null
  await reading.projections.flush()
  const workspace = await readWorkspace(db, visitor.workspace)
  const theme = themeIn(document) ?? standing.theme
  const row = theme === null ? undefined : await findTheme(db, visitor.workspace, theme)
  if (theme !== null && row === undefined) return null
  const edits = await readEdits(db, visitor.workspace, document)
  const latest = latestBySection(edits)
  const sections = await readSections(db, visitor.workspace, document, latest)
  const members = await db
    .selectFrom('member')
    .selectAll()
    .where('workspace', '=', visitor.workspace)
    .where('removed_at', 'is', null)
    .orderBy('created_at')
    .execute()
  return {
    workspace,
    me: meOf(visitor),
    document,
    title: (await titlesOf(db, visitor.workspace))(document),
    theme: row === undefined ? null : themeOf(row),
    ...(what.kind === 'narrative' && row !== undefined
      ? await standsAs(db, row)
      : { status: null, frozen: null }),
    rights,
    since: await readSince(reading, visitor, document, edits, sections),
    leads: members
      .map(personOf)
      .filter((person) => rightsIn(person, document, { ...standing, frozen: false }).edit)
      .map(authorOf),
    lastEdits: Object.fromEntries([...latest].map(([section, { by, at }]) => [section, { by, at }])),
  }
}
