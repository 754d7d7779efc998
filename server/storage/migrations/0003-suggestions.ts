import type { Kysely } from 'kysely'

/** Suggested wording is a comment with a proposal, and in time an outcome. */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const column of ['suggestion', 'outcome', 'accepting', 'back'])
    await db.schema.alterTable('comment').addColumn(column, 'text').execute()
}
