import type { Selectable } from 'kysely'
import { type DocumentId, kindOf } from '../../shared/domain/documents.ts'
import type { MeetingState } from '../../shared/domain/meetings.ts'
import type { PartnerKind } from '../../shared/domain/partners.ts'
import type { ThemeId } from '../../shared/domain/themes.ts'
import { type Rights, rightsIn, type Standing } from '../../shared/permissions.ts'
import type { Records, Tables } from '../storage/tables.ts'
import type { Visitor } from '../sync/doorkeeper.ts'

/** What is on record of a document that bears on who may do what with it. */
export async function standingOf(db: Records, workspace: string, document: DocumentId): Promise<Standing> {
  const what = kindOf(document)
  switch (what.kind) {
    case 'analysis': {
      const row = await db
        .selectFrom('analysis')
        .select(['shared', 'invited'])
        .where('workspace', '=', workspace)
        .where('partner', '=', what.partner)
        .executeTakeFirst()
      return analysisStands(row)
    }
    case 'presentation': {
      const row = await db
        .selectFrom('presentation_section')
        .select('theme')
        .where('workspace', '=', workspace)
        .where('id', '=', what.section)
        .executeTakeFirst()
      return sectionStands(row)
    }
    case 'minutes': {
      const row = await db
        .selectFrom('meeting')
        .select('state')
        .where('workspace', '=', workspace)
        .where('id', '=', what.meeting)
        .executeTakeFirst()
      return minutesStand(row)
    }
    case 'board': {
      const row = await db
        .selectFrom('board')
        .select(['state', 'theme', 'locked', 'facilitator'])
        .where('workspace', '=', workspace)
        .where('id', '=', what.board)
        .executeTakeFirst()
      return boardStands(row)
    }
    case 'narrative':
    case 'easy': {
      const row = await db
        .selectFrom('theme')
        .select('frozen')
        .where('workspace', '=', workspace)
        .where('id', '=', what.theme)
        .executeTakeFirst()
      return themeStands(row)
    }
  }
}

/** The same for every document of a workspace, read at once: there may be hundreds of minutes. */
export async function standingsOf(
  db: Records,
  workspace: string,
): Promise<(document: DocumentId) => Standing> {
  const analyses = await db.selectFrom('analysis').selectAll().where('workspace', '=', workspace).execute()
  const themes = await db
    .selectFrom('theme')
    .select(['id', 'frozen'])
    .where('workspace', '=', workspace)
    .execute()
  const sections = await db
    .selectFrom('presentation_section')
    .select(['id', 'theme'])
    .where('workspace', '=', workspace)
    .execute()
  const meetings = await db
    .selectFrom('meeting')
    .select(['id', 'state'])
    .where('workspace', '=', workspace)
    .execute()
  const boards = await db
    .selectFrom('board')
    .select(['id', 'state', 'theme', 'locked', 'facilitator'])
    .where('workspace', '=', workspace)
    .execute()
  const by = {
    analysis: new Map(analyses.map((row) => [row.partner, row])),
    theme: new Map(themes.map((row) => [row.id, row])),
    section: new Map(sections.map((row) => [row.id, row])),
    meeting: new Map(meetings.map((row) => [row.id, row])),
    board: new Map(boards.map((row) => [row.id, row])),
  }
  return (document) => {
    const what = kindOf(document)
    switch (what.kind) {
      case 'analysis':
        return analysisStands(by.analysis.get(what.partner))
      case 'presentation':
        return sectionStands(by.section.get(what.section))
      case 'minutes':
        return minutesStand(by.meeting.get(what.meeting))
      case 'board':
        return boardStands(by.board.get(what.board))
      case 'narrative':
      case 'easy':
        return themeStands(by.theme.get(what.theme))
    }
  }
}

const STANDING: Standing = {
  exists: true,
  frozen: false,
  theme: null,
  shared: false,
  invited: false,
  locked: null,
}

const analysisStands = (row: { shared: number; invited: number } | undefined): Standing => ({
  ...STANDING,
  shared: row?.shared === 1,
  invited: row?.invited === 1,
})

const sectionStands = (row: { theme: ThemeId | null } | undefined): Standing => ({
  ...STANDING,
  exists: row !== undefined,
  theme: row?.theme ?? null,
})

const minutesStand = (row: { state: MeetingState } | undefined): Standing => ({
  ...STANDING,
  exists: row !== undefined,
  frozen: row?.state === 'closed' || row?.state === 'called off',
})

type BoardStanding = Pick<Selectable<Tables['board']>, 'state' | 'theme' | 'locked' | 'facilitator'>

const boardStands = (row: BoardStanding | undefined): Standing => ({
  ...STANDING,
  exists: row !== undefined,
  frozen: row?.state === 'archived',
  theme: row?.theme ?? null,
  locked: row?.locked === 1 ? { facilitator: row.facilitator } : null,
})

const themeStands = (row: { frozen: string | null } | undefined): Standing => ({
  ...STANDING,
  frozen: (row?.frozen ?? null) !== null,
})

/** What a visitor may do in a document as it stands now. */
export const rightsOf = async (db: Records, visitor: Visitor, document: DocumentId): Promise<Rights> =>
  rightsIn(visitor, document, await standingOf(db, visitor.workspace, document))

/**
 * The partner whose members alone hear of what happens in a document: of a private draft nobody else learns that
 * there is one. Null when everyone may.
 */
export async function heardBy(
  db: Records,
  workspace: string,
  document: DocumentId,
): Promise<PartnerKind | null> {
  const what = kindOf(document)
  if (what.kind !== 'analysis') return null
  return (await standingOf(db, workspace, document)).shared ? null : what.partner
}
