import { z } from 'zod'
import type { CommentKind } from '../../shared/annotations/comments.ts'
import { PartnerKind } from '../../shared/domain/partners.ts'
import { Ground, Stance } from '../../shared/domain/positions.ts'
import { THEME_IDS, type ThemeId, ThemeId as AnyTheme } from '../../shared/domain/themes.ts'
import { ok } from '../../shared/lib/result.ts'
import type { Changes, ThemeChanges } from '../../shared/meetings/changes.ts'
import type { Records } from '../storage/tables.ts'
import type { Visitor } from '../sync/doorkeeper.ts'
import type { Reading } from './home.ts'
import {
  findMeeting,
  type MeetingRow,
  NO_MEETING,
  NOT_OPEN,
  type Outcome,
  readsMinutes,
} from './meeting-rows.ts'
import { asPositions, positionRows, standing } from './position-marks.ts'
import { latestBySection, readEdits, readSections } from './sections.ts'

/** What is kept of a theme when a meeting closes: where it had come to, without anybody's words. */
export const KeptChanges = z.object({
  theme: AnyTheme,
  edited: z.array(z.object({ section: z.string(), partners: z.array(PartnerKind) })),
  questions: z.number(),
  challenges: z.number(),
  suggestions: z.number(),
  positions: z.array(z.object({ partner: PartnerKind, on: Ground, stance: Stance })),
  /** The versions of the narrative at the last closing and at this one. */
  from: z.string().nullable(),
  to: z.string(),
})
export type KeptChanges = z.infer<typeof KeptChanges>

const keptOf = ({ changes }: Pick<MeetingRow, 'changes'>): KeptChanges[] =>
  changes === null ? [] : KeptChanges.array().parse(JSON.parse(changes))

/** What moved in each theme since the last meeting of the kind was closed; of a closed meeting, as it stood then. */
export async function readChanges(reading: Reading, visitor: Visitor, id: string): Outcome<Changes> {
  const { db } = reading.ledger
  if (!readsMinutes(visitor)) return NOT_OPEN
  const meeting = await findMeeting(db, visitor.workspace, id)
  if (meeting === undefined) return NO_MEETING
  await reading.projections.flush()
  const last = await lastOf(db, meeting)
  const kept = keptOf(meeting)
  const themes = await Promise.all(
    THEME_IDS.map(async (theme): Promise<ThemeChanges> => {
      const now = kept.find((one) => one.theme === theme)
      if (now !== undefined) {
        const { edited, from, to, ...rest } = now
        return {
          ...(await named(db, meeting, theme, edited)),
          ...rest,
          compare: from === null ? null : { from, to },
        }
      }
      const since = await changedSince(db, meeting, last, theme)
      const { edited, from, ...rest } = since
      const compare = from === null ? null : { from, to: 'now' as const }
      return { ...(await named(db, meeting, theme, edited)), ...rest, compare }
    }),
  )
  return ok({
    since:
      last === undefined
        ? null
        : { meeting: last.id, title: last.title, at: last.closed_at ?? last.starts_at },
    themes,
  })
}

/** The meeting of the same kind that was closed last before this one began, or before now while it is planned. */
export const lastOf = (
  db: Records,
  { workspace, id, kind, opened_at }: MeetingRow,
): Promise<MeetingRow | undefined> => {
  const query = db
    .selectFrom('meeting')
    .selectAll()
    .where('workspace', '=', workspace)
    .where('kind', '=', kind)
    .where('id', '!=', id)
    .where('minutes_version', 'is not', null)
    .orderBy('closed_at', 'desc')
    .limit(1)
  return (opened_at === null ? query : query.where('closed_at', '<=', opened_at)).executeTakeFirst()
}

/** What moved in a theme since a meeting was closed; since the beginning when there was none. */
export async function changedSince(
  db: Records,
  { workspace }: Pick<MeetingRow, 'workspace'>,
  last: MeetingRow | undefined,
  theme: ThemeId,
): Promise<Omit<KeptChanges, 'to'>> {
  const since = last?.closed_at ?? 0
  const partners = new Map<string, Set<PartnerKind>>()
  for (const { section, by, at } of await readEdits(db, workspace, theme))
    if (at > since) partners.set(section, (partners.get(section) ?? new Set()).add(by.partner))
  const open = await db
    .selectFrom('comment')
    .select('kind')
    .where('workspace', '=', workspace)
    .where('document', '=', theme)
    .where('state', '=', 'open')
    .where('deleted_at', 'is', null)
    .execute()
  const count = (kind: CommentKind): number => open.filter((comment) => comment.kind === kind).length
  const positions = await asPositions(db, workspace, standing(await positionRows(db, workspace, theme)))
  return {
    theme,
    edited: [...partners].map(([section, of]) => ({ section, partners: [...of] })),
    questions: count('question'),
    challenges: count('challenge'),
    suggestions: count('suggestion'),
    positions: positions
      .filter(({ at }) => at > since)
      .map(({ partner, on, stance }) => ({ partner, on, stance })),
    from: (last === undefined ? [] : keptOf(last)).find((kept) => kept.theme === theme)?.to ?? null,
  }
}

/** What a theme and its sections are called now; a section that is gone is not listed. */
async function named(
  db: Records,
  { workspace }: MeetingRow,
  theme: ThemeId,
  edited: KeptChanges['edited'],
): Promise<Pick<ThemeChanges, 'label' | 'wording' | 'edited'>> {
  const { label, wording_status } = await db
    .selectFrom('theme')
    .select(['label', 'wording_status'])
    .where('workspace', '=', workspace)
    .where('id', '=', theme)
    .executeTakeFirstOrThrow()
  const sections = await readSections(db, workspace, theme, latestBySection([]))
  return {
    label,
    wording: wording_status === 'missing' ? 'to be entered' : 'entered',
    edited: sections.flatMap(({ id, number, title }) => {
      const partners = edited.find(({ section }) => section === id)?.partners
      return partners === undefined ? [] : { section: id, number, title, partners }
    }),
  }
}
