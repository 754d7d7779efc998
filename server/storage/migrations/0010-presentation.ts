import type { Kysely } from 'kysely'

/** The opening presentation: its running order, a document for each section, and its start. */
export async function up(db: Kysely<unknown>): Promise<void> {
  const { schema } = db
  await schema
    .createTable('presentation')
    .addColumn('workspace', 'text', (c) => c.primaryKey().references('workspace.slug'))
    .addColumn('starts', 'text')
    .addColumn('slot_minutes', 'integer', (c) => c.notNull())
    .addColumn('version', 'integer', (c) => c.notNull())
    .execute()
  await schema
    .createTable('presentation_section')
    .addColumn('workspace', 'text', (c) => c.notNull().references('workspace.slug'))
    .addColumn('id', 'text', (c) => c.notNull())
    .addColumn('kind', 'text', (c) => c.notNull())
    .addColumn('title', 'text')
    .addColumn('theme', 'text')
    .addColumn('minutes', 'real')
    .addColumn('presenter', 'text')
    .addColumn('partner', 'text')
    .addColumn('order', 'text', (c) => c.notNull())
    .addColumn('removed', 'integer', (c) => c.notNull())
    .addColumn('version', 'integer', (c) => c.notNull())
    .addPrimaryKeyConstraint('presentation_section_key', ['workspace', 'id'])
    .execute()
  // Paragraphs of narratives that were brought into a section, and what they said then.
  await schema
    .createTable('brought')
    .addColumn('workspace', 'text', (c) => c.notNull().references('workspace.slug'))
    .addColumn('id', 'text', (c) => c.notNull())
    .addColumn('document', 'text', (c) => c.notNull())
    .addColumn('theme', 'text', (c) => c.notNull())
    .addColumn('source', 'text', (c) => c.notNull())
    .addColumn('said', 'text', (c) => c.notNull())
    .addColumn('placed', 'text', (c) => c.notNull())
    .addColumn('by', 'text', (c) => c.notNull())
    .addColumn('at', 'integer', (c) => c.notNull())
    .addPrimaryKeyConstraint('brought_key', ['workspace', 'id'])
    .execute()
}
