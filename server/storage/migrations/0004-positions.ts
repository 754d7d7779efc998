import { type Kysely, sql } from 'kysely'
import { nanoid } from 'nanoid'
import { digestOf, linkOf } from '../chain.ts'

/** The trail becomes a chain; positions, which no statement changes or takes away. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await chainTrail(db)
  await addPositions(db)
}

interface Old {
  id: string
  workspace: string
  subject: string
  at: number
  by: string
  did: string
  before: string | null
}

async function chainTrail(db: Kysely<unknown>): Promise<void> {
  const { schema } = db
  await schema
    .alterTable('trail')
    .addColumn('n', 'integer', (c) => c.notNull().defaultTo(0))
    .execute()
  await schema.alterTable('trail').addColumn('salt', 'text').execute()
  await schema.alterTable('trail').addColumn('digest', 'text').execute()
  await schema
    .alterTable('trail')
    .addColumn('hash', 'text', (c) => c.notNull().defaultTo(''))
    .execute()
  await schema.alterTable('trail').addColumn('withheld', 'text').execute()
  const { rows } = await sql<Old>`select * from trail order by workspace, id`.execute(db)
  let head = { workspace: '', n: 0, hash: '' }
  for (const row of rows) {
    if (row.workspace !== head.workspace) head = { workspace: row.workspace, n: 0, hash: '' }
    const salt = row.before === null ? null : nanoid(24)
    const digest = row.before === null || salt === null ? null : digestOf(salt, row.before)
    const n = head.n + 1
    const hash = linkOf(head.hash, { ...row, n, digest })
    await sql`update trail set n = ${n}, salt = ${salt}, digest = ${digest}, hash = ${hash} where id = ${row.id}`.execute(
      db,
    )
    head = { workspace: row.workspace, n, hash }
  }
  await schema.createIndex('trail_chain').on('trail').columns(['workspace', 'n']).unique().execute()
}

async function addPositions(db: Kysely<unknown>): Promise<void> {
  const { schema } = db
  await schema
    .createTable('position')
    .addColumn('id', 'text', (c) => c.notNull())
    .addColumn('workspace', 'text', (c) => c.notNull().references('workspace.slug'))
    .addColumn('theme', 'text', (c) => c.notNull())
    .addColumn('partner', 'text', (c) => c.notNull())
    .addColumn('on', 'text', (c) => c.notNull())
    .addColumn('stance', 'text', (c) => c.notNull())
    .addColumn('reason', 'text')
    .addColumn('salt', 'text')
    .addColumn('digest', 'text')
    .addColumn('publish', 'integer', (c) => c.notNull())
    .addColumn('set_by', 'text', (c) => c.notNull())
    .addColumn('written_at', 'bigint', (c) => c.notNull())
    .addColumn('at', 'bigint', (c) => c.notNull())
    .addColumn('supersedes', 'text')
    .addColumn('version', 'text', (c) => c.notNull())
    .addColumn('hash', 'text', (c) => c.notNull())
    .addPrimaryKeyConstraint('position_key', ['workspace', 'id'])
    .execute()
  await schema
    .createIndex('position_theme')
    .on('position')
    .columns(['workspace', 'theme', 'partner', 'on'])
    .execute()
  // Counts of paragraphs changed since a version on which a position was taken: made anew from the text at any time.
  await schema
    .createTable('changed_since')
    .addColumn('workspace', 'text', (c) => c.notNull())
    .addColumn('document', 'text', (c) => c.notNull())
    .addColumn('version', 'text', (c) => c.notNull())
    .addColumn('changed', 'integer', (c) => c.notNull())
    .addPrimaryKeyConstraint('changed_since_key', ['workspace', 'document', 'version'])
    .execute()

  // The one change that passes: a reason gives way to a fixed line, and with it the salt by which it could be guessed.
  const kept = [
    'id',
    'workspace',
    'theme',
    'partner',
    'on',
    'stance',
    'digest',
    'publish',
    'set_by',
    'written_at',
  ]
  const same = [...kept, 'at', 'supersedes', 'version', 'hash'].map((c) => `new."${c}" is old."${c}"`)
  await sql
    .raw(
      `create trigger position_stands before update on position
       when not (old.reason is not null and new.reason = '[words removed by its signatory]'
                 and new.salt is null and ${same.join(' and ')})
       begin select raise(abort, 'a position is never changed'); end`,
    )
    .execute(db)
  await sql
    .raw(
      `create trigger position_stays before delete on position
       begin select raise(abort, 'a position is never taken away'); end`,
    )
    .execute(db)
  // "insert or replace" would delete without the trigger above being asked.
  await sql
    .raw(
      `create trigger position_added before insert on position
       when exists (select 1 from position where workspace = new.workspace and id = new.id)
       begin select raise(abort, 'a position is never replaced'); end`,
    )
    .execute(db)
}
