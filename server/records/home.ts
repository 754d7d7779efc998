import type {
  Home,
  SectionSummary,
  Since,
  ThemePage,
  ThemeSummary,
  Workspace,
} from '../../shared/domain/workspace.ts'
import type { ThemeId } from '../../shared/domain/themes.ts'
import type { Author, Person } from '../../shared/people/person.ts'
import { may } from '../../shared/permissions.ts'
import { roomName } from '../../shared/rooms.ts'
import { authorFrom, authorOf, personOf } from '../accounts/people.ts'
import type { Ledger } from '../storage/ledger.ts'
import type { Records } from '../storage/tables.ts'
import type { Visitor } from '../sync/doorkeeper.ts'
import { type Projections, SITTING_MS } from './projections.ts'
import type { Documents } from './rooms-port.ts'
import { findTheme, themeOf, type ThemeRow } from './wording.ts'

/** What the home page and the narrative page are read from. */
export interface Reading {
  ledger: Ledger
  documents: Documents
  projections: Projections
}

interface Edit {
  section: string
  by: Author
  at: number
}

/** The workspace as its members see it; throws when it is gone. */
async function readWorkspace(db: Records, slug: string): Promise<Workspace> {
  const { name, banner, purpose } = await db
    .selectFrom('workspace')
    .selectAll()
    .where('slug', '=', slug)
    .executeTakeFirstOrThrow()
  const partners = await db
    .selectFrom('partner')
    .select(['kind', 'name', 'short'])
    .where('workspace', '=', slug)
    .orderBy('position')
    .execute()
  return { slug, name, banner, purpose, partners }
}

/** The five themes at a glance. */
export async function readHome({ ledger, documents, projections }: Reading, visitor: Visitor): Promise<Home> {
  const { db } = ledger
  await projections.flush()
  const workspace = await readWorkspace(db, visitor.workspace)
  const rows = await db
    .selectFrom('theme')
    .selectAll()
    .where('workspace', '=', visitor.workspace)
    .orderBy('id')
    .execute()
  const reads = rows.filter((row) => may(visitor, { do: 'read narrative', theme: row.id }))
  const themes = await Promise.all(
    reads.map((row) => summarise({ ledger, documents, projections }, visitor, row)),
  )
  return { workspace, me: meOf(visitor), themes }
}

async function summarise(reading: Reading, visitor: Visitor, row: ThemeRow): Promise<ThemeSummary> {
  const { db } = reading.ledger
  const { workspace, id: theme } = row
  const edits = await readEdits(db, workspace, theme)
  const latest = latestBySection(edits)
  const sections = await readSections(db, workspace, theme, latest)
  const comments = await countComments(db, workspace, theme, visitor.id)
  const last = edits.toSorted((a, b) => b.at - a.at)[0]
  return {
    ...themeOf(row),
    status: sections.some((section) => section.words > 0) ? 'draft' : 'not started',
    sections,
    ...comments,
    lastEdit:
      last === undefined
        ? null
        : {
            by: last.by,
            at: last.at,
            number: sections.find((section) => section.id === last.section)?.number ?? '',
          },
    here: reading.documents.here(roomName({ workspace, kind: 'narrative', theme })),
    since: await readSince(reading, visitor, theme, edits, sections),
  }
}

/** A theme, and what stands beside its narrative; null when there is none for this person. */
export async function readThemePage(
  reading: Reading,
  visitor: Visitor,
  theme: ThemeId,
): Promise<ThemePage | null> {
  const { db } = reading.ledger
  if (!may(visitor, { do: 'read narrative', theme })) return null
  await reading.projections.flush()
  const row = await findTheme(db, visitor.workspace, theme)
  if (row === undefined) return null
  const edits = await readEdits(db, visitor.workspace, theme)
  const latest = latestBySection(edits)
  const sections = await readSections(db, visitor.workspace, theme, latest)
  const members = await db
    .selectFrom('member')
    .selectAll()
    .where('workspace', '=', visitor.workspace)
    .where('removed_at', 'is', null)
    .orderBy('created_at')
    .execute()
  return {
    workspace: await readWorkspace(db, visitor.workspace),
    me: meOf(visitor),
    theme: themeOf(row),
    since: await readSince(reading, visitor, theme, edits, sections),
    leads: members
      .map(personOf)
      .filter((person) => may(person, { do: 'edit narrative', theme }))
      .map(authorOf),
    lastEdits: Object.fromEntries(
      [...latest].map(([section, { by, at }]): [string, { by: Author; at: number }] => [section, { by, at }]),
    ),
  }
}

const meOf = ({ id, name, partner, role, themes }: Visitor): Person => ({ id, name, partner, role, themes })

async function readEdits(db: Records, workspace: string, theme: ThemeId): Promise<Edit[]> {
  const rows = await db
    .selectFrom('section_edit')
    .selectAll()
    .where('workspace', '=', workspace)
    .where('theme', '=', theme)
    .execute()
  return rows.map(({ section, by, at }) => ({ section, by: authorFrom(by), at }))
}

function latestBySection(edits: Edit[]): Map<string, Edit> {
  const latest = new Map<string, Edit>()
  for (const edit of edits) {
    const known = latest.get(edit.section)
    if (known === undefined || known.at < edit.at) latest.set(edit.section, edit)
  }
  return latest
}

async function readSections(
  db: Records,
  workspace: string,
  theme: ThemeId,
  latest: Map<string, Edit>,
): Promise<SectionSummary[]> {
  const rows = await db
    .selectFrom('section_state')
    .selectAll()
    .where('workspace', '=', workspace)
    .where('theme', '=', theme)
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

async function countComments(db: Records, workspace: string, theme: ThemeId, member: string) {
  const rows = await db
    .selectFrom('comment')
    .leftJoin('seen', (join) =>
      join
        .onRef('seen.workspace', '=', 'comment.workspace')
        .onRef('seen.comment', '=', 'comment.id')
        .on('seen.member', '=', member),
    )
    .select(['comment.state', 'comment.news', 'seen.version'])
    .where('comment.workspace', '=', workspace)
    .where('comment.theme', '=', theme)
    .where('comment.deleted_at', 'is', null)
    .execute()
  return {
    openComments: rows.filter((row) => row.state === 'open').length,
    unreadComments: rows.filter((row) => row.news > (row.version ?? 0)).length,
  }
}

/** What others changed since this person last left, latest first: one line for each section and partner. */
async function readSince(
  { ledger, projections }: Reading,
  visitor: Visitor,
  theme: ThemeId,
  edits: Edit[],
  sections: SectionSummary[],
): Promise<Since> {
  const visit = await ledger.db
    .selectFrom('visit')
    .selectAll()
    .where('workspace', '=', visitor.workspace)
    .where('theme', '=', theme)
    .where('member', '=', visitor.id)
    .executeTakeFirst()
  if (visit === undefined) return { lastHere: null, changes: [] }
  const room = roomName({ workspace: visitor.workspace, kind: 'narrative', theme })
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
