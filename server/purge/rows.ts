import { sql } from 'kysely'
import { DocumentId } from '../../shared/domain/documents.ts'
import type { Records } from '../storage/tables.ts'
import type { Finder } from './words.ts'

/** Keys under which JSON says who and where, and not what somebody wrote. */
const NOT_WORDS: ReadonlySet<string> = new Set([
  'by',
  'author',
  'id',
  'section',
  'start',
  'end',
  'block',
  'spot',
  'kind',
  'status',
  'partner',
  'member',
])
/** Cuttings of a longer text: a piece of the words may stand at their edge. */
const CUTTINGS: ReadonlySet<string> = new Set(['quote', 'before', 'after'])

/** JSON without the words, wherever in it they stand. */
export function struckJson(find: Finder, text: string): string {
  const walk = (value: unknown, key: string): unknown => {
    if (typeof value === 'string') return CUTTINGS.has(key) ? find.strikeCutting(value) : find.strike(value)
    if (Array.isArray(value)) return value.map((one) => walk(one, key))
    if (typeof value !== 'object' || value === null) return value
    return Object.fromEntries(
      Object.entries(value).map(([name, one]) => [name, NOT_WORDS.has(name) ? one : walk(one, name)]),
    )
  }
  const before: unknown = JSON.parse(text)
  const after = JSON.stringify(walk(before, ''))
  return after === JSON.stringify(before) ? text : after
}

/** A row of any table of records. */
export type Row = Record<string, unknown>

const KEYS: Record<string, readonly string[]> = {
  workspace: ['slug'],
  section_state: ['workspace', 'document', 'section'],
  version: ['workspace', 'document', 'id'],
  purge_step: ['workspace', 'purge', 'document'],
  meeting_attendance: ['workspace', 'meeting', 'id'],
}
const keysOf = (table: string): readonly string[] => KEYS[table] ?? ['workspace', 'id']

/** All rows of a workspace, with their keys and these columns; for versions a row at a time is kinder to memory. */
export async function rowsOf(
  db: Records,
  table: string,
  workspace: string,
  columns: readonly string[],
): Promise<Row[]> {
  const own = await columnsOf(db, table)
  const wanted = [
    ...new Set([
      ...keysOf(table),
      ...columns,
      ...['document', 'comment', 'subject', 'partner', 'theme', 'meeting'].filter((c) => own.has(c)),
    ]),
  ]
  const { rows } = await sql<Row>`select ${sql.join(wanted.map((c) => sql.ref(c)))} from ${sql.table(table)}
    where ${sql.ref(table === 'workspace' ? 'slug' : 'workspace')} = ${workspace}`.execute(db)
  return rows
}

/** Writes these columns of one row. */
export async function writeRow(db: Records, table: string, row: Row, set: Row): Promise<void> {
  const assign = Object.entries(set).map(([name, value]) => sql`${sql.ref(name)} = ${value}`)
  const at = keysOf(table).map((name) => sql`${sql.ref(name)} = ${row[name]}`)
  await sql`update ${sql.table(table)} set ${sql.join(assign)} where ${sql.join(at, sql` and `)}`.execute(db)
}

async function columnsOf(db: Records, table: string): Promise<ReadonlySet<string>> {
  const tables = await db.introspection.getTables()
  return new Set(tables.find(({ name }) => name === table)?.columns.map(({ name }) => name))
}

/** Which document a row belongs to; null for what stands beside documents. `comments`: the document of each comment. */
export function documentOfRow(
  table: string,
  row: Row,
  comments: ReadonlyMap<string, DocumentId>,
): DocumentId | null {
  if (table === 'reply') return comments.get(String(row['comment'])) ?? null
  if (table === 'link') return known(`analysis-${String(row['partner'])}`)
  if (table === 'theme') return known(row['id'])
  if (table === 'meeting') return known(`minutes-${String(row['id'])}`)
  if (table.startsWith('meeting_')) return known(`minutes-${String(row['meeting'])}`)
  if (table === 'trail') return ofSubject(String(row['subject']), comments)
  return known(row['document'])
}

function ofSubject(subject: string, comments: ReadonlyMap<string, DocumentId>): DocumentId | null {
  const [kind, id = ''] = subject.split(':')
  if (kind === 'comment') return comments.get(id) ?? null
  const document = kind === 'analysis' && !id.startsWith('analysis-') ? `analysis-${id}` : id
  return DocumentId.safeParse(document).data ?? null
}

const known = (id: unknown): DocumentId | null => DocumentId.safeParse(id).data ?? null
