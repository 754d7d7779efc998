import { type Kysely, sql } from 'kysely'

/**
 * Meetings: their agenda and course, who took part, hands, the lines that are records; their minutes are documents.
 * What was said stays as it was said: a purge alone strikes words out of it, as out of versions.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  const { schema } = db
  await schema
    .createTable('meeting')
    .addColumn('workspace', 'text', (c) => c.notNull().references('workspace.slug'))
    .addColumn('id', 'text', (c) => c.notNull())
    .addColumn('kind', 'text', (c) => c.notNull())
    .addColumn('title', 'text', (c) => c.notNull())
    .addColumn('state', 'text', (c) => c.notNull())
    .addColumn('starts_at', 'bigint', (c) => c.notNull())
    .addColumn('minutes', 'integer', (c) => c.notNull())
    .addColumn('dial_in', 'text')
    .addColumn('agenda', 'text', (c) => c.notNull())
    .addColumn('invitees', 'text', (c) => c.notNull())
    .addColumn('by', 'text', (c) => c.notNull())
    .addColumn('version', 'integer', (c) => c.notNull())
    .addColumn('opened_at', 'bigint')
    .addColumn('course', 'text')
    .addColumn('closed_at', 'bigint')
    .addColumn('closed_by', 'text')
    .addColumn('minutes_version', 'text')
    .addColumn('changes', 'text')
    .addPrimaryKeyConstraint('meeting_key', ['workspace', 'id'])
    .execute()
  await schema
    .createTable('meeting_attendance')
    .addColumn('workspace', 'text', (c) => c.notNull().references('workspace.slug'))
    .addColumn('meeting', 'text', (c) => c.notNull())
    .addColumn('id', 'text', (c) => c.notNull())
    .addColumn('member', 'integer', (c) => c.notNull())
    .addColumn('partner', 'text', (c) => c.notNull())
    .addColumn('name', 'text', (c) => c.notNull())
    .addColumn('how', 'text', (c) => c.notNull())
    .addColumn('came_at', 'bigint')
    .addColumn('left_at', 'bigint')
    .addColumn('entered_by', 'text')
    .addColumn('out', 'integer', (c) => c.notNull())
    .addPrimaryKeyConstraint('meeting_attendance_key', ['workspace', 'meeting', 'id'])
    .execute()
  await schema
    .createTable('meeting_hand')
    .addColumn('workspace', 'text', (c) => c.notNull().references('workspace.slug'))
    .addColumn('meeting', 'text', (c) => c.notNull())
    .addColumn('member', 'text', (c) => c.notNull())
    .addColumn('by', 'text', (c) => c.notNull())
    .addColumn('n', 'integer', (c) => c.notNull())
    .addColumn('at', 'bigint', (c) => c.notNull())
    .addPrimaryKeyConstraint('meeting_hand_key', ['workspace', 'meeting', 'member'])
    .execute()
  await schema
    .createTable('meeting_entry')
    .addColumn('workspace', 'text', (c) => c.notNull().references('workspace.slug'))
    .addColumn('id', 'text', (c) => c.notNull())
    .addColumn('meeting', 'text', (c) => c.notNull())
    .addColumn('item', 'text', (c) => c.notNull())
    .addColumn('kind', 'text', (c) => c.notNull())
    .addColumn('words', 'text', (c) => c.notNull())
    .addColumn('by', 'text', (c) => c.notNull())
    .addColumn('written_at', 'bigint', (c) => c.notNull())
    .addColumn('at', 'bigint', (c) => c.notNull())
    .addColumn('place', 'text')
    .addColumn('owner', 'text')
    .addColumn('due_day', 'text')
    .addColumn('due_time', 'text')
    .addColumn('state', 'text')
    .addColumn('settled_at', 'bigint')
    .addColumn('carried_from', 'text')
    .addColumn('version', 'integer', (c) => c.notNull())
    .addColumn('theme', 'text')
    .addColumn('on', 'text')
    .addColumn('partner', 'text')
    .addColumn('speaker', 'text')
    .addColumn('read_back_at', 'bigint')
    .addColumn('read_back_by', 'text')
    .addPrimaryKeyConstraint('meeting_entry_key', ['workspace', 'id'])
    .execute()
  await schema
    .createIndex('meeting_entry_meeting')
    .on('meeting_entry')
    .columns(['workspace', 'meeting'])
    .execute()
  await schema
    .createTable('meeting_amendment')
    .addColumn('workspace', 'text', (c) => c.notNull().references('workspace.slug'))
    .addColumn('id', 'text', (c) => c.notNull())
    .addColumn('meeting', 'text', (c) => c.notNull())
    .addColumn('words', 'text', (c) => c.notNull())
    .addColumn('by', 'text', (c) => c.notNull())
    .addColumn('written_at', 'bigint', (c) => c.notNull())
    .addColumn('at', 'bigint', (c) => c.notNull())
    .addPrimaryKeyConstraint('meeting_amendment_key', ['workspace', 'id'])
    .execute()
  await keepAsSaid(db)
}

async function keepAsSaid(db: Kysely<unknown>): Promise<void> {
  const notPurging = 'not exists (select 1 from purging where workspace = old.workspace)'
  for (const table of ['meeting_entry', 'meeting_amendment'])
    await sql
      .raw(
        `create trigger ${table}_stays before delete on ${table} when ${notPurging}
         begin select raise(abort, 'What was said in a meeting stays.'); end`,
      )
      .execute(db)
  await sql
    .raw(
      `create trigger meeting_entry_as_said before update of
         id, workspace, meeting, item, kind, words, "by", written_at, at, place, theme, "on", partner, speaker
       on meeting_entry when ${notPurging}
       begin select raise(abort, 'What was said in a meeting stays.'); end`,
    )
    .execute(db)
  await sql
    .raw(
      `create trigger meeting_amendment_as_said before update on meeting_amendment when ${notPurging}
       begin select raise(abort, 'What was said in a meeting stays.'); end`,
    )
    .execute(db)
  await sql
    .raw(
      `create trigger meeting_stays_closed before update of state, closed_at, closed_by, minutes_version on meeting
       when old.minutes_version is not null
         and (new.state is not old.state or new.closed_at is not old.closed_at
           or new.closed_by is not old.closed_by or new.minutes_version is not old.minutes_version)
       begin select raise(abort, 'A closed meeting stays closed.'); end`,
    )
    .execute(db)
  // Closed minutes are versions that stay: the triggers of 0005, made anew.
  for (const act of ['update', 'delete']) {
    await sql.raw(`drop trigger version_stays_${act}`).execute(db)
    await sql
      .raw(
        `create trigger version_stays_${act} before ${act} on version
         when old.why in ('agreed', 'frozen', 'closed', 'submitted', 'signed off')
           and not exists (select 1 from purging where workspace = old.workspace)
         begin select raise(abort, 'This version stays as it is.'); end`,
      )
      .execute(db)
  }
}
