import { type Kysely, sql } from 'kysely'

/**
 * Restores; and versions that somebody agreed to, froze or submitted stay as they are, whoever asks. A purge is
 * the one exception: it says so in `purging`, in the transaction that rewrites them.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  const { schema } = db
  await schema
    .createTable('restore')
    .addColumn('workspace', 'text', (c) => c.notNull().references('workspace.slug'))
    .addColumn('document', 'text', (c) => c.notNull())
    .addColumn('id', 'text', (c) => c.notNull())
    .addColumn('base', 'text', (c) => c.notNull())
    .addColumn('wanted', 'text', (c) => c.notNull())
    .addColumn('section', 'text')
    .addColumn('undoes', 'text')
    .addColumn('by', 'text', (c) => c.notNull())
    .addColumn('at', 'bigint', (c) => c.notNull())
    .addColumn('kept', 'integer')
    .addPrimaryKeyConstraint('restore_key', ['workspace', 'id'])
    .execute()
  await schema
    .createIndex('restore_document')
    .on('restore')
    .columns(['workspace', 'document', 'at'])
    .execute()
  await schema
    .createTable('purging')
    .addColumn('workspace', 'text', (c) => c.primaryKey())
    .execute()
  for (const act of ['update', 'delete'])
    await sql
      .raw(
        `create trigger version_stays_${act} before ${act} on version
         when old.why in ('agreed', 'frozen', 'submitted', 'signed off')
           and not exists (select 1 from purging where workspace = old.workspace)
         begin select raise(abort, 'This version stays as it is.'); end`,
      )
      .execute(db)
}
