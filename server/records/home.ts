import type { FrozenNarrative, Home, ThemeSummary, Workspace } from '../../shared/domain/workspace.ts'
import type { ThemeId } from '../../shared/domain/themes.ts'
import type { Person } from '../../shared/people/person.ts'
import { may } from '../../shared/permissions.ts'
import { roomName } from '../../shared/rooms.ts'
import type { Ledger } from '../storage/ledger.ts'
import type { Records } from '../storage/tables.ts'
import type { Visitor } from '../sync/doorkeeper.ts'
import { readProgress } from './action-rows.ts'
import { givenOut } from './given-out.ts'
import type { Projections } from './projections.ts'
import type { Documents, Versions } from './rooms-port.ts'
import { latestBySection, readEdits, readSections, readSince } from './sections.ts'
import { statusIn } from './position-marks.ts'
import { commentsAsSeen } from './seen.ts'
import { themeOf, type ThemeRow } from './wording.ts'

/** What the home page and the narrative page are read from. */
export interface Reading {
  ledger: Ledger
  documents: Documents
  projections: Projections
  versions: Versions
}

/** The workspace as its members see it; throws when it is gone. */
export async function readWorkspace(db: Records, slug: string): Promise<Workspace> {
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
export async function readHome(reading: Reading, visitor: Visitor): Promise<Home> {
  const { ledger, projections } = reading
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
  const themes = await Promise.all(reads.map((row) => summarise(reading, visitor, row)))
  const progress = may(visitor, { do: 'read register' })
    ? await readProgress(ledger, visitor.workspace)
    : null
  return { workspace, me: meOf(visitor), themes, frozen: await readFrozen(db, rows), progress }
}

/** The last frozen version of each narrative that has one; it stays readable while a new draft is written. */
async function readFrozen(db: Records, rows: readonly ThemeRow[]): Promise<FrozenNarrative[]> {
  const all = await Promise.all(
    rows.map(async ({ workspace, id, label, name }) => {
      const version = await db
        .selectFrom('version')
        .select(['id', 'at'])
        .where('workspace', '=', workspace)
        .where('document', '=', id)
        .where('id', '=', (await givenOut(db, workspace, id)).at(-1) ?? '')
        .executeTakeFirst()
      return version === undefined ? [] : [{ id, label, name, version: version.id, at: version.at }]
    }),
  )
  return all.flat()
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
    ...(await statusIn(
      db,
      row,
      sections.reduce((sum, { words }) => sum + words, 0),
    )),
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

/** The visitor as everyone else sees them. */
export const meOf = ({ id, name, partner, role, themes }: Visitor): Person => ({
  id,
  name,
  partner,
  role,
  themes,
})

async function countComments(db: Records, workspace: string, theme: ThemeId, member: string) {
  const rows = await commentsAsSeen(db, workspace, member)
    .select(['comment.state', 'comment.news', 'seen.version'])
    .where('comment.document', '=', theme)
    .where('comment.deleted_at', 'is', null)
    .execute()
  return {
    openComments: rows.filter((row) => row.state === 'open').length,
    unreadComments: rows.filter((row) => row.news > (row.version ?? 0)).length,
  }
}
