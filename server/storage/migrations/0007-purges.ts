import type { Kysely } from 'kysely'

/** Requests to remove text for good, and what a rewriting under way needs to go on after a crash. */
export async function up(db: Kysely<unknown>): Promise<void> {
  const { schema } = db
  await schema
    .createTable('purge')
    .addColumn('workspace', 'text', (c) => c.notNull().references('workspace.slug'))
    .addColumn('id', 'text', (c) => c.notNull())
    .addColumn('document', 'text', (c) => c.notNull())
    .addColumn('words', 'text')
    .addColumn('found', 'text', (c) => c.notNull())
    .addColumn('state', 'text', (c) => c.notNull())
    .addColumn('asked_by', 'text', (c) => c.notNull())
    .addColumn('asked_at', 'bigint', (c) => c.notNull())
    .addColumn('lead', 'text')
    .addColumn('lead_at', 'bigint')
    .addColumn('officer', 'text')
    .addColumn('officer_at', 'bigint')
    .addColumn('refused_by', 'text')
    .addColumn('refused_why', 'text')
    .addColumn('cut_at', 'bigint')
    .addColumn('rewritten', 'text', (c) => c.notNull())
    .addColumn('places', 'integer')
    .addColumn('ended_at', 'bigint')
    .addPrimaryKeyConstraint('purge_key', ['workspace', 'id'])
    .execute()
  await schema
    .createTable('purge_step')
    .addColumn('workspace', 'text', (c) => c.notNull())
    .addColumn('purge', 'text', (c) => c.notNull())
    .addColumn('document', 'text', (c) => c.notNull())
    .addColumn('epoch', 'integer', (c) => c.notNull())
    .addColumn('anchors', 'text', (c) => c.notNull())
    .addColumn('places', 'integer', (c) => c.notNull())
    .addPrimaryKeyConstraint('purge_step_key', ['workspace', 'purge', 'document'])
    .execute()
}
