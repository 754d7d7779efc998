import type { EditText, NewReply } from '../../shared/annotations/comments.ts'
import { no } from '../../shared/lib/result.ts'
import type { Ledger } from '../storage/ledger.ts'
import type { Visitor } from '../sync/doorkeeper.ts'
import {
  changing,
  NO_COMMENT,
  notYours,
  type Outcome,
  type Place,
  postRow,
  renamed,
  TAKEN,
} from './comments.ts'
import { keepMentions } from './mentions.ts'

/** Posts a reply; idempotent by id as well. */
export async function postReply(
  ledger: Ledger,
  visitor: Visitor,
  place: Place,
  { id, text, mentions, writtenAt }: NewReply,
): Outcome {
  const { workspace } = visitor
  return changing(ledger, visitor, place, async (db, row, at) => {
    const existing = await db
      .selectFrom('reply')
      .select(['author_id', 'comment'])
      .where('workspace', '=', workspace)
      .where('id', '=', id)
      .executeTakeFirst()
    if (existing !== undefined)
      return existing.author_id === visitor.id && existing.comment === row.id ? 'nothing' : TAKEN
    if (row.deleted_at !== null) return no('gone', 'This comment was taken back. Your reply is not posted.')
    const named = await keepMentions(db, row, { text, mentions, before: [], version: row.version + 1 })
    if (!named.ok) return named
    await db
      .insertInto('reply')
      .values({
        workspace,
        id,
        comment: row.id,
        ...postRow(visitor, text, writtenAt, at),
        mentions: named.value,
      })
      .execute()
    return { did: 'replied', before: null, news: true, set: {} }
  })
}

/** Its author changes a reply (`text`), or takes it back (null). */
export async function changeReply(
  ledger: Ledger,
  visitor: Visitor,
  place: Place & { reply: string },
  words: EditText | null,
): Outcome {
  const text = words?.text ?? null
  return changing(ledger, visitor, place, async (db, row, at) => {
    const reply = await db
      .selectFrom('reply')
      .selectAll()
      .where('workspace', '=', visitor.workspace)
      .where('comment', '=', row.id)
      .where('id', '=', place.reply)
      .executeTakeFirst()
    if (reply === undefined) return NO_COMMENT
    if (reply.author_id !== visitor.id) return notYours(text === null ? 'take back' : 'change')
    if (reply.deleted_at !== null) return text === null ? 'nothing' : NO_COMMENT
    if (reply.text === text) return 'nothing'
    const named = await keepMentions(
      db,
      row,
      renamed(reply, text ?? '', words?.mentions ?? [], row.version + 1),
    )
    if (!named.ok) return named
    await db
      .updateTable('reply')
      .set(text === null ? { deleted_at: at } : { text, mentions: named.value, edited_at: at })
      .where('workspace', '=', visitor.workspace)
      .where('id', '=', reply.id)
      .execute()
    return { did: text === null ? 'deleted' : 'edited', before: reply.text, news: text !== null, set: {} }
  })
}
