import type { DocumentId } from '../../shared/domain/documents.ts'
import { ok } from '../../shared/lib/result.ts'
import type { Ledger } from '../storage/ledger.ts'
import type { Records } from '../storage/tables.ts'
import type { Visitor } from '../sync/doorkeeper.ts'

/** These comments have been seen as far as these versions; what came after them is still news. */
export async function seenComments(
  { db }: Ledger,
  visitor: Visitor,
  document: DocumentId,
  seen: { id: string; version: number }[],
): Promise<{ ok: true; value: { done: true } }> {
  const versions = new Map(seen.map(({ id, version }) => [id, version]))
  await db.transaction().execute(async (db) => {
    const rows = await db
      .selectFrom('comment')
      .select(['id', 'version'])
      .where('workspace', '=', visitor.workspace)
      .where('document', '=', document)
      .where('id', 'in', ['', ...versions.keys()])
      .execute()
    // Nobody has seen a version that is still to come.
    for (const { id, version } of rows)
      await markSeen(db, visitor, id, Math.min(version, versions.get(id) ?? 0))
  })
  return ok({ done: true })
}

/** The comments of a workspace, each with how far a member has seen it; `seen.version` is null when never. */
export const commentsAsSeen = (db: Records, workspace: string, member: string) =>
  db
    .selectFrom('comment')
    .leftJoin('seen', (join) =>
      join
        .onRef('seen.workspace', '=', 'comment.workspace')
        .onRef('seen.comment', '=', 'comment.id')
        .on('seen.member', '=', member),
    )
    .where('comment.workspace', '=', workspace)

/** Notes how far a member has seen a comment, inside the caller's transaction. */
export async function markSeen(
  db: Records,
  { workspace, id }: Pick<Visitor, 'workspace' | 'id'>,
  comment: string,
  version: number,
) {
  await db
    .insertInto('seen')
    .values({ workspace, member: id, comment, version })
    .onConflict((c) =>
      c
        .columns(['workspace', 'member', 'comment'])
        // A slower page of the same person takes back nothing that they have seen elsewhere.
        .doUpdateSet({ version })
        .where('seen.version', '<', version),
    )
    .execute()
}
