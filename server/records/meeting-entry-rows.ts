import { createHash } from 'node:crypto'
import type { Selectable } from 'kysely'
import { Due, type Entry, Owner } from '../../shared/meetings/entries.ts'
import { Place } from '../../shared/meetings/meetings.ts'
import { authorFrom } from '../accounts/people.ts'
import type { Records, Tables } from '../storage/tables.ts'

export type EntryRow = Selectable<Tables['meeting_entry']>
export type AmendmentRow = Selectable<Tables['meeting_amendment']>

/** What the hash of an entry covers beside its words, in this order: changing it breaks every hash that stands. */
const HASHED = [
  'id',
  'workspace',
  'meeting',
  'item',
  'kind',
  'by',
  'written_at',
  'at',
  'place',
  'theme',
  'on',
  'partner',
] as const satisfies (keyof EntryRow)[]

const hashOf = (values: unknown[]): string =>
  createHash('sha256').update(JSON.stringify(values)).digest('hex')

/** sha256 of who entered what kind of line where, hex; its words stand with it in the trail, by a salted digest. */
export const hashOfEntry = (row: Pick<EntryRow, (typeof HASHED)[number]>): string =>
  hashOf(HASHED.map((name) => row[name]))

export const hashOfAmendment = ({ id, workspace, meeting, by, written_at, at }: AmendmentRow): string =>
  hashOf([id, workspace, meeting, by, written_at, at])

/** A position set shortly before its line was sent is the one the line is about, ms. */
const JUST_BEFORE_MS = 2 * 60_000

/** Rows as pages see them; of a position, what its signatory set since. */
export async function asEntries(db: Records, rows: readonly EntryRow[]): Promise<Entry[]> {
  return Promise.all(
    rows.map(async (row): Promise<Entry> => {
      const { id, meeting, item, kind, words } = row
      return {
        id,
        meeting,
        item,
        kind,
        words,
        by: authorFrom(row.by),
        writtenAt: row.written_at,
        at: row.at,
        place: row.place === null ? null : Place.parse(JSON.parse(row.place)),
        action: actionOf(row),
        position: await positionOf(db, row),
        phone: phoneOf(row),
      }
    }),
  )
}

function actionOf(row: EntryRow): Entry['action'] {
  if (row.state === null) return null
  return {
    owner: row.owner === null ? null : Owner.parse(JSON.parse(row.owner)),
    due: row.due_day === null ? null : Due.parse({ day: row.due_day, time: row.due_time }),
    state: row.state,
    settledAt: row.settled_at,
    carriedFrom: row.carried_from,
    version: row.version,
  }
}

async function positionOf(db: Records, row: EntryRow): Promise<Entry['position']> {
  const { workspace, theme, on, partner } = row
  if (row.kind !== 'position' || theme === null || on === null || partner === null) return null
  const set = await db
    .selectFrom('position')
    .select(['id', 'stance', 'at'])
    .where('workspace', '=', workspace)
    .where('theme', '=', theme)
    .where('on', '=', on)
    .where('partner', '=', partner)
    .where('at', '>=', row.written_at - JUST_BEFORE_MS)
    .orderBy('at')
    .limit(1)
    .executeTakeFirst()
  return { theme, on, partner, set: set ?? null }
}

function phoneOf({ partner, speaker, read_back_at, read_back_by }: EntryRow): Entry['phone'] {
  if (speaker === null || partner === null) return null
  return {
    partner,
    name: speaker,
    readBack:
      read_back_at === null || read_back_by === null
        ? null
        : { at: read_back_at, by: authorFrom(read_back_by) },
  }
}

export const findEntry = (db: Records, workspace: string, id: string): Promise<EntryRow | undefined> =>
  db
    .selectFrom('meeting_entry')
    .selectAll()
    .where('workspace', '=', workspace)
    .where('id', '=', id)
    .executeTakeFirst()
