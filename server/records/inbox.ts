import type { DocumentId } from '../../shared/domain/documents.ts'
import type { Inbox, InboxItem } from '../../shared/inbox/items.ts'
import { reasonOf } from '../../shared/inbox/threads.ts'
import { wordingStep } from '../../shared/inbox/wording-step.ts'
import { may, type Rights } from '../../shared/permissions.ts'
import { no, ok } from '../../shared/lib/result.ts'
import type { Ledger } from '../storage/ledger.ts'
import type { Records } from '../storage/tables.ts'
import type { Visitor } from '../sync/doorkeeper.ts'
import type { Reading } from './home.ts'
import { analysisItems, easyReadItems } from './inbox-documents.ts'
import { evidenceItems } from './inbox-evidence.ts'
import { aboutDocument, NOTHING, type Unmarked } from './inbox-item.ts'
import { meetingItems } from './inbox-meetings.ts'
import { positionItems } from './inbox-positions.ts'
import { purgeItems } from './inbox-purges.ts'
import { readable, titlesOf } from './readable.ts'
import { markSeen } from './seen.ts'
import { threadsFor } from './threads.ts'
import { themeOf } from './wording.ts'

const READER = no('not allowed', 'A guest reader reads frozen versions; nothing waits for you here.')

/** What waits for a visitor, and what they have not seen, newest first, each matter once. */
export async function readInbox({ ledger }: Reading, visitor: Visitor) {
  if (!may(visitor, { do: 'see members' })) return READER
  return ok<Inbox>({ items: await itemsOf(ledger, visitor) })
}

async function itemsOf({ db, now }: Pick<Ledger, 'db' | 'now'>, visitor: Visitor): Promise<InboxItem[]> {
  const rights = await readable(db, visitor)
  const title = await titlesOf(db, visitor.workspace)
  const comments = await commentItems(db, visitor, rights, title)
  const others = [
    ...(await wordingItems(db, visitor)),
    ...(await positionItems(db, visitor)),
    ...(await purgeItems(db, visitor, title)),
    ...(await analysisItems(db, visitor, title)),
    ...(await easyReadItems(db, visitor, title, rights)),
    ...(await meetingItems({ db, now }, visitor)),
    ...(await evidenceItems(db, visitor)),
  ]
  const seen = await db
    .selectFrom('inbox_seen')
    .select('item')
    .where('workspace', '=', visitor.workspace)
    .where('member', '=', visitor.id)
    .execute()
  const known = new Set(seen.map(({ item }) => item))
  const marked = others
    .map((item): InboxItem => ({ ...item, isNew: !known.has(item.id) }))
    // What only tells is gone once it has been seen; what asks stays until it is done.
    .filter(({ waits, isNew }) => waits || isNew)
  return [...comments, ...marked].toSorted((a, b) => (b.at ?? 0) - (a.at ?? 0))
}

/** Threads that ask something of the visitor or tell them something, in documents they may read. */
async function commentItems(
  db: Records,
  visitor: Visitor,
  rights: ReadonlyMap<DocumentId, Rights>,
  title: (document: DocumentId) => string,
): Promise<InboxItem[]> {
  const threads = await threadsFor(db, visitor, [...rights.keys()])
  return threads.flatMap((thread) => {
    const reason = reasonOf(thread, visitor, rights.get(thread.document)?.edit === true)
    if (reason === null) return []
    const { id, version, kind, document, on } = thread
    return {
      ...aboutDocument(document, title(document)),
      ...reason,
      id: `comment:${id}`,
      comment: { id, version, kind },
      action: null,
      on,
      isNew: thread.news > thread.seen,
    }
  })
}

/** R51: wording the visitor may enter, or confirm as the second person. */
async function wordingItems(db: Records, visitor: Visitor): Promise<Unmarked[]> {
  const rows = await db
    .selectFrom('theme')
    .selectAll()
    .where('workspace', '=', visitor.workspace)
    .orderBy('id')
    .execute()
  return rows.map(themeOf).flatMap((theme) => {
    const step = wordingStep(theme, visitor)
    if (!step.waits) return []
    const { proposal, enteredBy } = theme.wording
    const item = { ...NOTHING, ...aboutDocument(theme.id, theme.label), waits: true }
    if (step.do === 'enter') return { ...item, id: `wording:${theme.id}:enter`, why: 'enter wording' }
    return {
      ...item,
      id: `wording:${theme.id}:${proposal?.at ?? 'entered'}`,
      why: 'confirm wording',
      from: proposal?.by ?? enteredBy,
      at: proposal?.at ?? null,
      says: step.text,
    }
  })
}

/** Marks items as seen, as far as these versions: a reply that came meanwhile is still news. */
export async function seenInbox(
  ledger: Ledger,
  visitor: Visitor,
  seen: readonly { id: string; version: number }[],
): Promise<{ ok: true; value: { done: true } }> {
  const at = ledger.now()
  const versions = new Map(seen.map(({ id, version }) => [id, version]))
  await ledger.db.transaction().execute(async (db) => {
    // Only what is in their inbox: a program cannot fill the table with anything else.
    for (const { id, comment } of await itemsOf({ db, now: ledger.now }, visitor)) {
      const version = versions.get(id)
      if (version === undefined) continue
      if (comment !== null) await markSeen(db, visitor, comment.id, Math.min(version, comment.version))
      else
        await db
          .insertInto('inbox_seen')
          .values({ workspace: visitor.workspace, member: visitor.id, item: id, at })
          .onConflict((c) => c.columns(['workspace', 'member', 'item']).doNothing())
          .execute()
    }
  })
  return ok({ done: true })
}
