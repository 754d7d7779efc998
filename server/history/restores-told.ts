import type { Selectable } from 'kysely'
import type * as Y from 'yjs'
import { itemsOf, readItem, wordsOf } from '../../shared/board/items.ts'
import { sayKind, shorten } from '../../shared/board/said.ts'
import type { DocumentId } from '../../shared/domain/documents.ts'
import type { Restore } from '../../shared/history/restores.ts'
import { removedSections, sections, textOf } from '../../shared/narrative/sections.ts'
import { roomOf } from '../../shared/rooms.ts'
import { authorFrom } from '../accounts/people.ts'
import type { Reading } from '../records/home.ts'
import type { Records, Tables } from '../storage/tables.ts'

export type RestoreRow = Selectable<Tables['restore']>

/** Restores of one document as its readers are told of them; read with every version kept, so no version is opened. */
export async function restoresAsTold(
  { ledger: { db }, documents }: Reading,
  { workspace, document }: { workspace: string; document: DocumentId },
  rows: readonly RestoreRow[],
): Promise<Restore[]> {
  if (rows.length === 0) return []
  const versions = await db
    .selectFrom('version')
    .select(['id', 'at', 'name'])
    .where('workspace', '=', workspace)
    .where('document', '=', document)
    .where('id', 'in', rows.map(versionOf))
    .execute()
  const takenBack = await undone(
    db,
    workspace,
    rows.map(({ id }) => id),
  )
  const titles = rows.every(({ section }) => section === null)
    ? new Map<string, string>()
    : await documents.look(
        roomOf(workspace, document),
        (doc) =>
          new Map(
            [...removedSections(doc), ...sections(doc)].map(({ id, title }) => [
              id,
              title || thingIn(doc, id),
            ]),
          ),
      )
  return rows.map((row) => {
    const { id, by, at, kept, undoes, section } = row
    const version = versions.find((one) => one.id === versionOf(row))
    return {
      id,
      document,
      version: versionOf(row),
      versionAt: version?.at ?? at,
      versionName: version?.name ?? null,
      section: section === null ? null : { id: section, title: titles.get(section) ?? '' },
      by: authorFrom(by),
      at,
      kept: kept ?? 0,
      undoes,
      undone: takenBack.has(id),
    }
  })
}

/** A thing on a board has no title: what it is, and the beginning of its words. */
function thingIn(doc: Y.Doc, id: string): string {
  const item = readItem(id, itemsOf(doc).get(id))
  if (item?.kind === 'unknown' || item === null) return ''
  const words = textOf(wordsOf(doc, id)).replace(/\s+/g, ' ').trim()
  return words === '' ? sayKind(item) : `${sayKind(item)}: ${shorten(words, 60)}`
}

/** A put-back is about the version whose words it took away again. */
const versionOf = ({ undoes, wanted, base }: RestoreRow): string => (undoes === null ? wanted : base)

/** Which of these restores have been taken back. */
export async function undone(
  db: Records,
  workspace: string,
  ids: readonly string[],
): Promise<ReadonlySet<string | null>> {
  const rows = await db
    .selectFrom('restore')
    .select('undoes')
    .where('workspace', '=', workspace)
    .where('undoes', 'in', ids)
    .where('kept', 'is not', null)
    .execute()
  return new Set(rows.map(({ undoes }) => undoes))
}
