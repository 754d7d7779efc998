import type { DocumentId } from '../../shared/domain/documents.ts'
import type { Found } from '../../shared/domain/purges.ts'
import type { VersionContent } from '../../shared/history/version.ts'
import { openVersion, sealVersion } from '../history/sealed.ts'
import { withhold } from '../records/trail.ts'
import type { Records } from '../storage/tables.ts'
import { struckContent } from './content.ts'
import { type Kept, PLACES } from './places.ts'
import { documentOfRow, type Row, rowsOf, struckJson, writeRow } from './rows.ts'
import type { Finder } from './words.ts'

/** What a sweep reads. */
export interface Swept {
  db: Records
  workspace: string
  scope: readonly DocumentId[]
  find: Finder
}

/** Where the words stand in the records, and (`purge`) takes them out there; call that in one transaction. */
export async function sweep({ db, workspace, scope, find }: Swept, purge: string | null): Promise<Found[]> {
  const comments = new Map(
    (
      await db.selectFrom('comment').select(['id', 'document']).where('workspace', '=', workspace).execute()
    ).map(({ id, document }) => [id, document]),
  )
  const found = new Map<string, Found>()
  const add = (where: Found['where'], document: DocumentId | null): void => {
    const key = `${where} ${document}`
    const line = found.get(key) ?? { where, document, count: 0 }
    found.set(key, { ...line, count: line.count + 1 })
  }
  const withheld: string[] = []
  if (purge !== null) await db.insertInto('purging').values({ workspace }).execute()
  for (const [table, columns] of Object.entries(PLACES) as [string, Record<string, Kept>][]) {
    if (table === 'purge_step') continue
    for (const row of await rowsOf(db, table, workspace, Object.keys(columns))) {
      const document = documentOfRow(table, row, comments)
      if (document !== null && !scope.includes(document)) continue
      const set = await struckRow(row, columns, find)
      const kinds = Object.keys(set).map((column) => columns[column])
      if (kinds.length === 0) continue
      add(whereOf(table), document)
      if (purge === null) continue
      if (kinds.includes('before')) withheld.push(String(row['id']))
      else if (!kinds.includes('signatory')) await writeRow(db, table, row, set)
    }
  }
  if (purge !== null) {
    await withhold(db, workspace, withheld, purge)
    await db.deleteFrom('purging').where('workspace', '=', workspace).execute()
  }
  return [...found.values()]
}

/** Columns of a row that hold the words, as they are without them. */
async function struckRow(row: Row, columns: Record<string, Kept>, find: Finder): Promise<Row> {
  const set: Row = {}
  for (const [column, kept] of Object.entries(columns)) {
    const value = row[column]
    if (value === null || value === undefined || kept === 'own') continue
    if (kept === 'content') Object.assign(set, await struckVersion(value as Uint8Array, find))
    else if (typeof value === 'string') {
      const text = value
      const struck = kept === 'json' || kept === 'anchor' ? struckJson(find, text) : find.strike(text)
      if (struck !== text) set[column] = struck
    }
  }
  return set
}

async function struckVersion(sealed: Uint8Array, find: Finder): Promise<Row> {
  const content: VersionContent = await openVersion(sealed)
  const struck = struckContent(content, find)
  return struck.count === 0 ? {} : { ...(await sealVersion(struck.content)) }
}

function whereOf(table: string): Found['where'] {
  switch (table) {
    case 'comment':
    case 'reply':
      return 'comments'
    case 'version':
      return 'versions'
    case 'trail':
      return 'trail'
    case 'position':
      return 'positions'
    default:
      return 'records'
  }
}
