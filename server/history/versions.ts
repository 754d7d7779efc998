import type { Selectable } from 'kysely'
import { type DocumentId, kindOf } from '../../shared/domain/documents.ts'
import type { Version, VersionContent, VersionReason } from '../../shared/history/version.ts'
import type { Author } from '../../shared/people/person.ts'
import { roomOf } from '../../shared/rooms.ts'
import { authorOf, authorOrNull, toJson } from '../accounts/people.ts'
import type { Documents, Versions } from '../records/rooms-port.ts'
import { sortableId } from '../storage/ids.ts'
import type { Ledger } from '../storage/ledger.ts'
import type { Records, Tables } from '../storage/tables.ts'
import { contentOf } from './content.ts'
import { derived, openVersion, sealVersion, sha256 } from './sealed.ts'

/** Reasons nobody gave: while nothing has changed, the last version is enough. */
const AUTOMATIC: ReadonlySet<VersionReason> = new Set(['quiet', 'gathered', 'left', 'before restore'])

/** After so long one automatic version a day is enough, ms. */
const THIN_MS = 30 * 86_400_000
const THINNED: ReadonlySet<VersionReason> = new Set(['quiet', 'gathered', 'left', 'before restore'])

/** Of automatic versions, oldest first, all but each day's last; whatever somebody meant stays. */
export function thinnedOut(rows: readonly Pick<VersionRow, 'id' | 'at' | 'why'>[]): string[] {
  const lasts = new Map<number, string>()
  const gone: string[] = []
  for (const { id, at, why } of rows) {
    if (!THINNED.has(why)) continue
    const day = Math.floor(at / 86_400_000)
    const before = lasts.get(day)
    if (before !== undefined) gone.push(before)
    lasts.set(day, id)
  }
  return gone
}

/** The history of documents as whole states, kept with the records. */
export function createVersions(ledger: Ledger, documents: Documents): Versions {
  const { db } = ledger
  async function now(workspace: string, document: DocumentId): Promise<VersionContent> {
    const room = roomOf(workspace, document)
    const doc = await documents.read(room)
    const spans = await documents.authorship(room)
    const names = await authorsIn(db, workspace)
    const board = kindOf(document).kind === 'board'
    const content = await contentOf(doc, spans, (member) => names.get(member) ?? null, board)
    doc.destroy()
    return content
  }
  return {
    now,
    async take(workspace, document, { why, by, name = null }) {
      const content = await now(workspace, document)
      const checksum = sha256(JSON.stringify(content))
      const last = await lastVersion(db, workspace, document)
      if (last !== undefined && AUTOMATIC.has(why) && last.checksum === checksum) return versionOf(last)
      const at = ledger.now()
      const row = {
        workspace,
        document,
        id: sortableId(at),
        at,
        why,
        name,
        by: by === null ? null : toJson(by),
        ...(await sealVersion(content)),
      }
      await db.insertInto('version').values(row).execute()
      ledger.tell(workspace, { type: 'changed', what: 'history', document })
      return versionOf(row)
    },
    async seal(workspace, document) {
      const content = await now(workspace, document)
      return { workspace, document, at: ledger.now(), content, ...derived(content) }
    },
    async keep(db, { workspace, document, at, content }, { why, by, name = null }) {
      const row = {
        workspace,
        document,
        id: sortableId(at),
        at,
        why,
        name,
        by: by === null ? null : toJson(by),
        ...(await sealVersion(content)),
      }
      await db.insertInto('version').values(row).execute()
      return versionOf(row)
    },
    async read(workspace, document, id) {
      const row = await findVersion(db, workspace, document, id)
      if (row === undefined) return undefined
      return { version: versionOf(row), content: await openVersion(row.content) }
    },
    async thin(workspace, document) {
      const rows = await db
        .selectFrom('version')
        .select(['id', 'at', 'why'])
        .where('workspace', '=', workspace)
        .where('document', '=', document)
        .where('at', '<', ledger.now() - THIN_MS)
        // A position was taken on it, or a restore went from it or to it and may be put back.
        .where((e) =>
          e.not(
            e.exists(
              e
                .selectFrom('position')
                .select('position.id')
                .whereRef('position.workspace', '=', 'version.workspace')
                .whereRef('position.version', '=', 'version.id'),
            ),
          ),
        )
        .where((e) =>
          e.not(
            e.exists(
              e
                .selectFrom('restore')
                .select('restore.id')
                .whereRef('restore.workspace', '=', 'version.workspace')
                .where((r) =>
                  r.or([
                    r('restore.base', '=', r.ref('version.id')),
                    r('restore.wanted', '=', r.ref('version.id')),
                  ]),
                ),
            ),
          ),
        )
        .orderBy('id')
        .execute()
      const gone = thinnedOut(rows)
      for (let from = 0; from < gone.length; from += 200)
        await db
          .deleteFrom('version')
          .where('workspace', '=', workspace)
          .where('document', '=', document)
          .where('id', 'in', gone.slice(from, from + 200))
          .execute()
    },
    async paragraphs(workspace, document, id) {
      const row = await findVersion(db, workspace, document, id)
      return row === undefined ? [] : (JSON.parse(row.paragraphs) as string[])
    },
  }
}

type VersionRow = Selectable<Tables['version']>

/** A row of the timeline, without its words. */
export const versionOf = ({
  id,
  document,
  at,
  why,
  name,
  by,
  checksum,
  words,
}: Omit<VersionRow, 'content' | 'paragraphs'>): Version => ({
  id,
  document,
  at,
  why,
  name,
  by: authorOrNull(by),
  checksum,
  words,
})

const findVersion = (db: Records, workspace: string, document: DocumentId, id: string) =>
  db
    .selectFrom('version')
    .selectAll()
    .where('workspace', '=', workspace)
    .where('document', '=', document)
    .where('id', '=', id)
    .executeTakeFirst()

const lastVersion = (db: Records, workspace: string, document: DocumentId) =>
  db
    .selectFrom('version')
    .selectAll()
    .where('workspace', '=', workspace)
    .where('document', '=', document)
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirst()

/** Everyone who ever was a member: who has left still wrote what they wrote. */
async function authorsIn(db: Records, workspace: string): Promise<Map<string, Author>> {
  const rows = await db.selectFrom('member').selectAll().where('workspace', '=', workspace).execute()
  return new Map(rows.map((row) => [row.id, authorOf(row)]))
}
