import type { Kysely } from 'kysely'

/** A claim on the chase list may be answered by a comment that offers evidence. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema.alterTable('chase').addColumn('comment', 'text').execute()
}
