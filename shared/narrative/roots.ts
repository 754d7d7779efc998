import type * as Y from 'yjs'

/** A root never changes its name, and a board has thousands: they are gone through once for all, not once for each. */
const names = new WeakMap<object, string>()

/** The name of a root of a document; null for what stands in something else, or in no document. */
export function nameOfRoot(doc: Y.Doc, type: Pick<Y.XmlFragment, '_item'>): string | null {
  if (type._item !== null) return null
  if (!names.has(type)) for (const [name, root] of doc.share) names.set(root, name)
  return names.get(type) ?? null
}
