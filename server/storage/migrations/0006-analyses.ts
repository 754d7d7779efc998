import { type Kysely, sql } from 'kysely'

/** Submissions of a partner's own analysis, links into narratives, and sign-offs of Easy Read texts. */
export async function up(db: Kysely<unknown>): Promise<void> {
  const { schema } = db
  await schema
    .createTable('submission')
    .addColumn('workspace', 'text', (c) => c.notNull().references('workspace.slug'))
    .addColumn('id', 'text', (c) => c.notNull())
    .addColumn('partner', 'text', (c) => c.notNull())
    .addColumn('number', 'integer', (c) => c.notNull())
    .addColumn('version', 'text', (c) => c.notNull())
    .addColumn('by', 'text', (c) => c.notNull())
    .addColumn('at', 'bigint', (c) => c.notNull())
    .addColumn('words', 'integer', (c) => c.notNull())
    .addPrimaryKeyConstraint('submission_key', ['workspace', 'id'])
    .addUniqueConstraint('submission_number', ['workspace', 'partner', 'number'])
    .execute()
  await schema
    .createTable('link')
    .addColumn('workspace', 'text', (c) => c.notNull().references('workspace.slug'))
    .addColumn('id', 'text', (c) => c.notNull())
    .addColumn('partner', 'text', (c) => c.notNull())
    .addColumn('theme', 'text', (c) => c.notNull())
    .addColumn('analysis', 'text', (c) => c.notNull())
    .addColumn('narrative', 'text', (c) => c.notNull())
    .addColumn('said', 'text', (c) => c.notNull())
    .addColumn('by', 'text', (c) => c.notNull())
    .addColumn('at', 'bigint', (c) => c.notNull())
    .addPrimaryKeyConstraint('link_key', ['workspace', 'id'])
    .execute()
  await schema.createIndex('link_theme').on('link').columns(['workspace', 'theme']).execute()
  await schema
    .createTable('easy_signoff')
    .addColumn('workspace', 'text', (c) => c.notNull().references('workspace.slug'))
    .addColumn('id', 'text', (c) => c.notNull())
    .addColumn('theme', 'text', (c) => c.notNull())
    .addColumn('version', 'text', (c) => c.notNull())
    .addColumn('by', 'text', (c) => c.notNull())
    .addColumn('at', 'bigint', (c) => c.notNull())
    .addPrimaryKeyConstraint('easy_signoff_key', ['workspace', 'id'])
    .execute()
  for (const table of ['submission', 'easy_signoff']) {
    for (const act of ['update', 'delete'])
      await sql
        .raw(
          `create trigger ${table}_stays_${act} before ${act} on ${table}
           begin select raise(abort, 'This stays as it is.'); end`,
        )
        .execute(db)
    // "insert or replace" would delete without the trigger above being asked.
    await sql
      .raw(
        `create trigger ${table}_added before insert on ${table}
         when exists (select 1 from ${table} where workspace = new.workspace and id = new.id)
         begin select raise(abort, 'This stays as it is.'); end`,
      )
      .execute(db)
  }
}
