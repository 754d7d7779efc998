import { z } from 'zod'
import { MeetingActionState } from '../../shared/domain/meetings.ts'
import type { Records } from '../storage/tables.ts'
import { lastOf } from './meeting-changes.ts'
import type { EntryRow } from './meeting-entry-rows.ts'
import { type MeetingRow, subjectOf } from './meeting-rows.ts'

/**
 * Actions of earlier meetings of the kind that are not finished, and those finished or carried on since the last one was
 * closed: unfinished actions return until somebody settles them. Of a closed meeting, what stood when it was closed.
 */
export async function lastActions(db: Records, meeting: MeetingRow): Promise<EntryRow[]> {
  const since = (await lastOf(db, meeting))?.closed_at ?? null
  const rows = await candidates(db, meeting, since)
  const { closed_at } = meeting
  if (closed_at === null) return rows
  const then = await asTheyStood(db, rows, closed_at)
  return then.filter(
    ({ state, settled_at }) =>
      state === 'open' || (since !== null && settled_at !== null && settled_at > since),
  )
}

/** Those that are open now, or were settled after the last meeting; what was settled after this one was open in it. */
function candidates(db: Records, meeting: MeetingRow, since: number | null): Promise<EntryRow[]> {
  const { workspace, id, kind, opened_at, closed_at } = meeting
  const settledAfter = since ?? closed_at
  let query = db
    .selectFrom('meeting_entry')
    .innerJoin('meeting', (join) =>
      join
        .onRef('meeting.workspace', '=', 'meeting_entry.workspace')
        .onRef('meeting.id', '=', 'meeting_entry.meeting'),
    )
    .selectAll('meeting_entry')
    .where('meeting_entry.workspace', '=', workspace)
    .where('meeting.kind', '=', kind)
    .where('meeting.id', '!=', id)
    .where('meeting.opened_at', 'is not', null)
    .where('meeting_entry.kind', '=', 'action')
    .where((e) =>
      settledAfter === null
        ? e('meeting_entry.state', '=', 'open')
        : e.or([e('meeting_entry.state', '=', 'open'), e('meeting_entry.settled_at', '>', settledAfter)]),
    )
    .orderBy('meeting_entry.at')
  if (opened_at !== null) query = query.where('meeting.opened_at', '<', opened_at)
  if (closed_at !== null) query = query.where('meeting_entry.at', '<=', closed_at)
  return query.execute()
}

/** What the trail keeps of an action before it was changed. */
const Before = z.object({
  owner: z.string().nullable(),
  due_day: z.string().nullable(),
  due_time: z.string().nullable(),
  state: MeetingActionState,
})

/** Actions as they stood at a moment, ms: the first change after it tells what stood before. */
async function asTheyStood(db: Records, rows: readonly EntryRow[], at: number): Promise<EntryRow[]> {
  return Promise.all(
    rows.map(async (row) => {
      const told = await db
        .selectFrom('trail')
        .select(['at', 'did', 'before'])
        .where('workspace', '=', row.workspace)
        .where('subject', '=', subjectOf(row.meeting))
        .where('did', 'like', `settled ${row.id} %`)
        .orderBy('n')
        .execute()
      const own = told.filter(({ did }) => did.startsWith(`settled ${row.id} `)) // an id may hold a wildcard
      const later = own.filter((one) => one.at > at)
      const before = Before.safeParse(JSON.parse(later[0]?.before ?? 'null'))
      if (!before.success) return row // nothing changed since
      const last = own.findLast((one) => one.at <= at)
      const settled_at = before.data.state === 'open' ? null : (last?.at ?? row.at)
      return { ...row, ...before.data, settled_at, version: row.version - later.length }
    }),
  )
}
