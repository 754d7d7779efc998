import type { Anchor } from '../../shared/annotations/comments.ts'
import type { DocumentId } from '../../shared/domain/documents.ts'
import { no } from '../../shared/lib/result.ts'
import { roomOf } from '../../shared/rooms.ts'
import type { Documents } from '../records/rooms-port.ts'
import type { Ledger } from '../storage/ledger.ts'
import type { Records } from '../storage/tables.ts'

const LATE = no(
  'gone',
  'Text was removed from this document after you wrote this, to protect a person. Read it as it stands now; your words are kept here for you to copy or throw away.',
)

/** What came of an earlier epoch of the document: written before text was removed from it, or placed on what is gone. */
export async function objectionToLate(
  { ledger, documents }: { ledger: Pick<Ledger, 'db'>; documents: Pick<Documents, 'epoch'> },
  workspace: string,
  document: DocumentId,
  { id, writtenAt, anchor }: { id?: string; writtenAt?: number; anchor?: Anchor },
) {
  const { db } = ledger
  const { epoch, retired } = await documents.epoch(roomOf(workspace, document))
  if (epoch === 0) return null
  // Sent again: the answer was lost, and what was posted was purged with the rest.
  if (id !== undefined && (await isPosted(db, workspace, id))) return null
  if (anchor !== undefined && [anchor.start, anchor.end].some((place) => retired.has(clientOf(place))))
    return LATE
  if (writtenAt === undefined) return null
  const cuts = await db
    .selectFrom('purge')
    .select(['cut_at', 'rewritten'])
    .where('workspace', '=', workspace)
    .where('cut_at', '>=', writtenAt)
    .execute()
  return cuts.some(({ rewritten }) => (JSON.parse(rewritten) as DocumentId[]).includes(document))
    ? LATE
    : null
}

async function isPosted(db: Records, workspace: string, id: string): Promise<boolean> {
  for (const table of ['comment', 'reply'] as const) {
    const rows = db.selectFrom(table).select('id').where('workspace', '=', workspace).where('id', '=', id)
    if ((await rows.executeTakeFirst()) !== undefined) return true
  }
  return false
}

/** The Yjs client an end of an anchor stands on; -1 for one that stands nowhere. */
function clientOf(place: Anchor['start']): number {
  const item = place['item'] as { client?: unknown } | null | undefined
  return typeof item?.client === 'number' ? item.client : -1
}
