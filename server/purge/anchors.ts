import type * as Y from 'yjs'
import { findIn, flatsOf, makeAnchor, type Place, placeOf } from '../../shared/annotations/anchors.ts'
import { Anchor } from '../../shared/annotations/comments.ts'
import { type DocumentId, kindOf } from '../../shared/domain/documents.ts'
import type { Records } from '../storage/tables.ts'
import { moved } from './cuts.ts'
import type { Clean } from './document.ts'
import type { Finder } from './words.ts'

/** An anchor of a record, made anew on the clean document. */
export interface Anchored {
  table: 'comment' | 'link' | 'brought'
  column: 'anchor' | 'analysis' | 'narrative' | 'source' | 'placed'
  id: string
  anchor: string
}

/** Every anchor that stands on a document, where its words stand once that is written anew. */
export async function anchorsOn(
  db: Records,
  workspace: string,
  document: DocumentId,
  old: Y.Doc,
  clean: Clean,
  find: Finder,
): Promise<Anchored[]> {
  const before = flatsOf(old)
  const now = flatsOf(clean.doc)
  return (await rowsOn(db, workspace, document)).map(({ anchor, ...row }) => {
    const read = Anchor.safeParse(parsed(anchor))
    if (!read.success) return { ...row, anchor }
    const place = placeIn(old, before, read.data)
    return { ...row, anchor: JSON.stringify(anewOn(read.data, place, clean, now, find)) }
  })
}

function anewOn(
  anchor: Anchor,
  place: Place | null,
  { cuts }: Clean,
  now: ReturnType<typeof flatsOf>,
  find: Finder,
): Anchor {
  const quote = find.strikeCutting(anchor.quote)
  if (place !== null) {
    const gone = cuts.get(place.section) ?? []
    const range = { from: moved(gone, place.from, false), to: moved(gone, place.to, true) }
    const touched = gone.some(({ from, to }) => from < place.to && to > place.from)
    const made = makeAnchor(
      place.section,
      now(place.section),
      range,
      touched || quote === '' ? undefined : quote,
    )
    if (made !== null) return made
  }
  // Its words are gone: without positions it is looked for by what it quotes, as any such comment is.
  const [around, after] = [find.strikeCutting(anchor.before), find.strikeCutting(anchor.after)]
  return {
    ...anchor,
    start: {},
    end: {},
    quote: quote === '' ? '…' : quote,
    before: around.slice(-32),
    after: after.slice(0, 32),
  }
}

/** Where an anchor's words stand; in a removed section too, which can be brought back. */
function placeIn(doc: Y.Doc, flats: ReturnType<typeof flatsOf>, anchor: Anchor): Place | null {
  const found = findIn(doc, flats(anchor.section), anchor)
  return found === null ? placeOf(doc, flats, anchor) : { ...found, section: anchor.section }
}

async function rowsOn(db: Records, workspace: string, document: DocumentId): Promise<Anchored[]> {
  const comments = await db
    .selectFrom('comment')
    .select(['id', 'anchor'])
    .where('workspace', '=', workspace)
    .where('document', '=', document)
    .execute()
  const what = kindOf(document)
  const links = await db.selectFrom('link').selectAll().where('workspace', '=', workspace).execute()
  const brought = await db.selectFrom('brought').selectAll().where('workspace', '=', workspace).execute()
  return [
    ...comments.map(({ id, anchor }): Anchored => ({ table: 'comment', column: 'anchor', id, anchor })),
    ...links
      .filter(({ partner }) => what.kind === 'analysis' && what.partner === partner)
      .map(({ id, analysis }): Anchored => ({ table: 'link', column: 'analysis', id, anchor: analysis })),
    ...links
      .filter(({ theme }) => what.kind === 'narrative' && what.theme === theme)
      .map(({ id, narrative }): Anchored => ({ table: 'link', column: 'narrative', id, anchor: narrative })),
    ...brought
      .filter(({ theme }) => theme === document)
      .map(({ id, source }): Anchored => ({ table: 'brought', column: 'source', id, anchor: source })),
    ...brought
      .filter((row) => row.document === document)
      .map(({ id, placed }): Anchored => ({ table: 'brought', column: 'placed', id, anchor: placed })),
  ]
}

/** Puts anchors in place. What an accepted suggestion knew of the old document, to take it back, is gone with that. */
export async function placeAnchors(
  db: Records,
  workspace: string,
  document: DocumentId,
  anchors: readonly Anchored[],
): Promise<void> {
  for (const { table, column, id, anchor } of anchors)
    if (table === 'comment')
      await db
        .updateTable('comment')
        .set({ anchor })
        .where('workspace', '=', workspace)
        .where('id', '=', id)
        .execute()
    else if (table === 'brought')
      await db
        .updateTable('brought')
        .set(column === 'source' ? { source: anchor } : { placed: anchor })
        .where('workspace', '=', workspace)
        .where('id', '=', id)
        .execute()
    else
      await db
        .updateTable('link')
        .set(column === 'analysis' ? { analysis: anchor } : { narrative: anchor })
        .where('workspace', '=', workspace)
        .where('id', '=', id)
        .execute()
  await db
    .updateTable('comment')
    .set({ back: null })
    .where('workspace', '=', workspace)
    .where('document', '=', document)
    .where('back', 'is not', null)
    .execute()
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
