import type { DocumentId } from '../../shared/domain/documents.ts'
import type { Found } from '../../shared/domain/purges.ts'
import { withhold } from '../records/trail.ts'
import { type Kept, PLACES } from './places.ts'
import { documentOfRow, type Row, rowsOf, struckJson, writeRow } from './rows.ts'
import { type Swept, versionsWith } from './version-sweep.ts'
import type { Finder } from './words.ts'

/** Swept by themselves: versions, which are many and long; a purge's own rows, dropped when it ends. */
const APART: ReadonlySet<string> = new Set(['version', 'purge_step'])

/** Where the words stand in the records, versions included; nothing is changed. */
export async function lookThrough(swept: Swept): Promise<Found[]> {
  const counts = new Map<DocumentId, number>()
  for await (const versions of versionsWith(swept, new Set()))
    for (const { document } of versions) counts.set(document, (counts.get(document) ?? 0) + 1)
  const found = [...counts].map(([document, count]): Found => ({ where: 'versions', document, count }))
  return [...found, ...(await sweep(swept, null))]
}

/** Where the words stand in the records beside versions, and (`purge`) takes them out there, in the caller's transaction. */
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
  for (const [table, columns] of Object.entries(PLACES) as [string, Record<string, Kept>][]) {
    if (APART.has(table)) continue
    for (const row of await rowsOf(db, table, workspace, Object.keys(columns))) {
      const document = documentOfRow(table, row, comments)
      if (document !== null && !scope.includes(document)) continue
      const set = struckRow(row, columns, find)
      const kinds = Object.keys(set).map((column) => columns[column])
      if (kinds.length === 0) continue
      // A private note is its author's alone until it is revealed: its words go too, and no count tells of them.
      if (table !== 'board_note') add(whereOf(table), document)
      if (purge === null) continue
      if (kinds.includes('before')) withheld.push(String(row['id']))
      else if (!kinds.includes('signatory')) await writeRow(db, table, row, set)
    }
  }
  if (purge !== null) await withhold(db, workspace, withheld, purge)
  return [...found.values()]
}

/** Columns of a row that hold the words, as they are without them. */
function struckRow(row: Row, columns: Record<string, Kept>, find: Finder): Row {
  const set: Row = {}
  for (const [column, kept] of Object.entries(columns)) {
    const value = row[column]
    if (value === null || value === undefined || kept === 'own') continue
    if (typeof value === 'string') {
      const text = value
      const struck = kept === 'json' || kept === 'anchor' ? struckJson(find, text) : find.strike(text)
      if (struck !== text) set[column] = struck
    }
  }
  return set
}

function whereOf(table: string): Found['where'] {
  switch (table) {
    case 'comment':
    case 'reply':
      return 'comments'
    case 'trail':
      return 'trail'
    case 'position':
      return 'positions'
    default:
      return 'records'
  }
}
