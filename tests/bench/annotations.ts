import { join } from 'node:path'
import * as Y from 'yjs'
import { flatsOf, makeAnchor } from '../../shared/annotations/anchors.ts'
import type { Anchor } from '../../shared/annotations/comments.ts'
import type { ThemeId } from '../../shared/domain/themes.ts'
import type { Proposal } from '../../shared/annotations/suggestions.ts'
import { TEMPLATE } from '../../shared/narrative/sections.ts'
import { openRecords } from '../../server/storage/sqlite-records.ts'
import { workspaceName } from './ours.ts'

/** Puts so many comments and suggestions on words all over a narrative, past the server, as its tables hold them. */
export async function annotateOurs(
  dir: string,
  document: ThemeId,
  narrative: Uint8Array,
  { comments, suggestions }: { comments: number; suggestions: number },
): Promise<void> {
  const doc = new Y.Doc()
  Y.applyUpdate(doc, narrative)
  const anchors = spread(doc, comments + suggestions)
  const records = await quietly(() => openRecords(join(dir, 'records.db')))
  const { db } = records
  const workspace = workspaceName(0)
  const row = await quietly(() =>
    db
      .selectFrom('member')
      .selectAll()
      .where('workspace', '=', workspace)
      .orderBy('created_at')
      .executeTakeFirstOrThrow(),
  )
  const author = JSON.stringify({ id: row.id, name: row.name, partner: row.partner, role: row.role })
  const every = Math.ceil(anchors.length / suggestions)
  let suggested = 0
  const rows = anchors.map((anchor, n) => {
    const isSuggestion =
      suggested < suggestions && (n % every === 0 || anchors.length - n <= suggestions - suggested)
    if (isSuggestion) suggested += 1
    const proposal: Proposal | null = isSuggestion
      ? { form: n % 2 === 0 ? 'replace' : 'insert', words: `${anchor.quote} each year`, side: 'after' }
      : null
    return {
      workspace,
      id: `bench-${String(n).padStart(6, '0')}`,
      document,
      kind: isSuggestion ? ('suggestion' as const) : ('question' as const),
      state: 'open' as const,
      anchor: JSON.stringify(anchor),
      version: 1,
      news: 1,
      suggestion: proposal === null ? null : JSON.stringify(proposal),
      author_id: row.id,
      author,
      text: isSuggestion ? '' : 'What does this mean for families who have waited, and who counted them?',
      written_at: n,
      at: n,
      edited_at: null,
      deleted_at: null,
      mentions: null,
    }
  })
  await quietly(() => db.insertInto('comment').values(rows).execute())
  await records.close()
}

/** Anchors on two or three words each, evenly over the whole text. */
function spread(doc: Y.Doc, count: number): Anchor[] {
  const flat = flatsOf(doc)
  const total = TEMPLATE.reduce((sum, { id }) => sum + flat(id).text.length, 0)
  const found: Anchor[] = []
  for (const { id } of TEMPLATE) {
    const { text } = flat(id)
    const here = Math.round((text.length / total) * count)
    for (let n = 0; n < here && found.length < count; n += 1) {
      const from = text.indexOf(' ', Math.floor((n * text.length) / here)) + 1
      const to = text.indexOf(' ', from + 12)
      const anchor = to === -1 ? null : makeAnchor(id, flat(id), { from, to })
      if (anchor !== null && !anchor.quote.includes('.')) found.push(anchor)
    }
  }
  return found
}

/** The server beside us uses the records too: a lock of a moment is waited for. */
export async function quietly<T>(use: () => Promise<T>): Promise<T> {
  for (let tries = 0; ; tries += 1) {
    try {
      return await use()
    } catch (error) {
      if (tries > 20 || !(error instanceof Error) || !error.message.includes('locked')) throw error
      await new Promise((resolve) => setTimeout(resolve, 250))
    }
  }
}
