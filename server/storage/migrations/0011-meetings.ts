import type { Kysely } from 'kysely'

/** Meetings: their agenda and course; their minutes are documents. */
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
    .addColumn('version', 'integer', (c) => c.notNull())
    .addPrimaryKeyConstraint('meeting_key', ['workspace', 'id'])
    .execute()
}
