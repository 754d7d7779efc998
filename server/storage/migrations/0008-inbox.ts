import type { Kysely } from 'kysely'

/** Who is named in comments and replies, and what a member has seen of what waits for them. */
export async function up(db: Kysely<unknown>): Promise<void> {
  const { schema } = db
  for (const table of ['comment', 'reply'])
    await schema.alterTable(table).addColumn('mentions', 'text').execute()
  await schema
    .createTable('inbox_seen')
    .addColumn('workspace', 'text', (c) => c.notNull().references('workspace.slug'))
    .addColumn('member', 'text', (c) => c.notNull())
    .addColumn('item', 'text', (c) => c.notNull())
    .addColumn('at', 'bigint', (c) => c.notNull())
    .addPrimaryKeyConstraint('inbox_seen_key', ['workspace', 'member', 'item'])
    .execute()
}
