import type { Kysely } from 'kysely'

/** Records are about a document of any kind, not only a narrative; a partner may name who signs for it. */
export async function up(db: Kysely<unknown>): Promise<void> {
  const { schema } = db
  for (const table of ['comment', 'section_edit', 'section_state', 'visit'])
    await schema.alterTable(table).renameColumn('theme', 'document').execute()
  await schema.alterTable('partner').addColumn('signatory', 'text').execute()
  await schema.alterTable('theme').addColumn('frozen', 'text').execute()
  await schema
    .createTable('analysis')
    .addColumn('workspace', 'text', (c) => c.notNull().references('workspace.slug'))
    .addColumn('partner', 'text', (c) => c.notNull())
    .addColumn('shared', 'integer', (c) => c.notNull())
    .addColumn('invited', 'integer', (c) => c.notNull())
    .addColumn('version', 'integer', (c) => c.notNull())
    .addPrimaryKeyConstraint('analysis_key', ['workspace', 'partner'])
    .execute()
  await schema
    .createTable('version')
    .addColumn('workspace', 'text', (c) => c.notNull().references('workspace.slug'))
    .addColumn('document', 'text', (c) => c.notNull())
    .addColumn('id', 'text', (c) => c.notNull())
    .addColumn('at', 'bigint', (c) => c.notNull())
    .addColumn('why', 'text', (c) => c.notNull())
    .addColumn('name', 'text')
    .addColumn('by', 'text')
    .addColumn('checksum', 'text', (c) => c.notNull())
    .addColumn('paragraphs', 'text', (c) => c.notNull())
    .addColumn('words', 'integer', (c) => c.notNull())
    .addColumn('content', 'blob', (c) => c.notNull())
    .addPrimaryKeyConstraint('version_key', ['workspace', 'document', 'id'])
    .execute()
}
