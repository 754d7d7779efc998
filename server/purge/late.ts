import type { Anchor } from '../../shared/annotations/comments.ts'
import type { DocumentId } from '../../shared/domain/documents.ts'
import { no } from '../../shared/lib/result.ts'
import { roomOf } from '../../shared/rooms.ts'
import type { Documents } from '../records/rooms-port.ts'
import type { Ledger } from '../storage/ledger.ts'
import type { Records } from '../storage/tables.ts'

const LATE_HERE = no(
  'gone',
  'Text was removed from this workspace after you wrote this, to protect a person. Your words are kept here for you to copy or throw away; write them again if they are not about that.',
)
const LATE = no(
  'gone',
  'Text was removed from this document after you wrote this, to protect a person. Read it as it stands now; your words are kept here for you to copy or throw away.',
)

/** What came of an earlier epoch of the document: written before text was removed from it, or placed on what is gone. */
export async function objectionToLate(
  { ledger, documents }: { ledger: Pick<Ledger, 'db'>; documents: Pick<Documents, 'epoch'> },
  workspace: string,
  document: DocumentId | null,
  { id, writtenAt, anchor }: { id?: string; writtenAt?: number; anchor?: Anchor },
) {
  const { db } = ledger
  if (document === null) return objectionBeside(db, workspace, { id, writtenAt })
  const { epoch, retired } = await documents.epoch(roomOf(workspace, document))
  if (epoch === 0) return null
  // Sent again: the answer was lost, and what was posted was purged with the rest.
  if (id !== undefined && (await isPosted(db, workspace, id))) return null
  if (anchor !== undefined && [anchor.start, anchor.end].some((place) => retired.has(clientOf(place))))
    return LATE
  if (writtenAt === undefined) return null
  const cuts = await cutsSince(db, workspace, writtenAt)
  return cuts.some(({ rewritten }) => (JSON.parse(rewritten) as DocumentId[]).includes(document))
    ? LATE
    : null
}

/** A record that belongs to no document: a removal goes through all of them. */
async function objectionBeside(
  db: Records,
  workspace: string,
  { id, writtenAt }: { id: string | undefined; writtenAt: number | undefined },
) {
  if (writtenAt === undefined || (await cutsSince(db, workspace, writtenAt)).length === 0) return null
  return id !== undefined && (await isPosted(db, workspace, id)) ? null : LATE_HERE
}

const cutsSince = (db: Records, workspace: string, writtenAt: number) =>
  db
    .selectFrom('purge')
    .select(['cut_at', 'rewritten'])
    .where('workspace', '=', workspace)
    .where('cut_at', '>=', writtenAt)
    .execute()

/** What clients post under ids of their own. */
const POSTED = [
  'comment',
  'reply',
  'meeting_entry',
  'meeting_amendment',
  'run_note',
  'question',
  'action',
  'action_note',
  'evidence',
  'chase',
  'board_note',
  'board_sent',
] as const

async function isPosted(db: Records, workspace: string, id: string): Promise<boolean> {
  for (const table of POSTED) {
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
