import { no, ok, type Result } from '../../shared/lib/result.ts'
import type { ListenerNote } from '../../shared/presentation/rehearsals.ts'
import { authorFrom, toJson } from '../accounts/people.ts'
import type { Ledger } from '../storage/ledger.ts'
import type { Records } from '../storage/tables.ts'
import type { Visitor } from '../sync/doorkeeper.ts'
import { NO_RUN, once, rehearsing } from './rehearsing.ts'
import { findRun } from './runs.ts'

type Outcome<T> = Promise<Result<T, 'signed out' | 'not allowed' | 'not found' | 'bad request'>>

const NO_NOTE = no('not found', 'There is no such note, or it is somebody else’s.')

/** Notes of one run. */
const NOTES = 1_000
const FULL = no(
  'bad request',
  `A run keeps ${NOTES.toLocaleString('en-GB')} notes. Comment on the section itself instead.`,
)

/**
 * Anyone who follows notes something for a section; the same id again is the same note. Written without a link it may
 * come late: it counts from when it was written, never before its run and never ahead of now.
 */
export function addNote(
  ledger: Ledger,
  visitor: Visitor,
  run: string,
  { id, section, words, writtenAt }: { id: string; section: string; words: string; writtenAt: number },
): Outcome<ListenerNote> {
  return rehearsing(ledger, visitor, 'those who read', async (db, me): Outcome<ListenerNote> => {
    const { workspace } = me
    const of = await findRun(db, workspace, run)
    if (of === null) return NO_RUN
    const noted = await once(
      () => findNote(db, workspace, id),
      (note) => note.by.id === me.id && note.run === run,
      async () => {
        if ((await countNotes(db, workspace, run)) >= NOTES) return FULL
        const at = Math.max(of.startedAt, Math.min(writtenAt, ledger.now()))
        await db
          .insertInto('run_note')
          .values({ workspace, id, run, section, words, by: toJson(me), at })
          .execute()
        return null
      },
    )
    if (!noted.ok) return noted
    const { run: _of, ...note } = noted.value
    return ok(note)
  })
}

/** Its author takes a note back. */
export function removeNote(
  ledger: Ledger,
  visitor: Visitor,
  run: string,
  id: string,
): Outcome<{ done: true }> {
  return rehearsing(ledger, visitor, 'those who read', async (db, { workspace, id: me }) => {
    const note = await findNote(db, workspace, id)
    if (note === null || note.run !== run || note.by.id !== me) return NO_NOTE
    await db.deleteFrom('run_note').where('workspace', '=', workspace).where('id', '=', id).execute()
    return ok({ done: true as const })
  })
}

async function findNote(
  db: Records,
  workspace: string,
  id: string,
): Promise<(ListenerNote & { run: string }) | null> {
  const row = await db
    .selectFrom('run_note')
    .selectAll()
    .where('workspace', '=', workspace)
    .where('id', '=', id)
    .executeTakeFirst()
  if (row === undefined) return null
  return { id, run: row.run, section: row.section, words: row.words, by: authorFrom(row.by), at: row.at }
}

async function countNotes(db: Records, workspace: string, run: string): Promise<number> {
  const { notes } = await db
    .selectFrom('run_note')
    .select((e) => e.fn.countAll<number>().as('notes'))
    .where('workspace', '=', workspace)
    .where('run', '=', run)
    .executeTakeFirstOrThrow()
  return notes
}
