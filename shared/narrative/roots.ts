import * as Y from 'yjs'

/** A root never changes its name, and a board has thousands: they are gone through once for all, not once for each. */
const names = new WeakMap<object, string>()

/** The name of a root of a document; null for what stands in something else, or in no document. */
export function nameOfRoot(doc: Y.Doc, type: Pick<Y.XmlFragment, '_item'>): string | null {
  if (type._item !== null) return null
  if (!names.has(type)) for (const [name, root] of doc.share) names.set(root, name)
  return names.get(type) ?? null
}

/**
 * An empty document. Yjs seeks the name of a root among all of them, for each thing of it that it encodes: a board of
 * 6,000 held the server for a second. What is encoded in turn was mostly made in turn, so here it finds it at once.
 */
export function newDocument(): Y.Doc {
  const doc = new Y.Doc()
  doc.share = new Roots()
  return doc
}

type Root = Y.Doc['share'] extends Map<string, infer T> ? T : never

/** The roots of a document, gone through from where the last two were found: a map, and the words of one thing after another. */
class Roots extends Map<string, Root> {
  #names: readonly string[] = []
  #before = 0
  #at = 0
  #found = 0;

  override *entries(): MapIterator<[string, Root]> {
    if (this.#names.length !== this.size) this.#names = [...this.keys()]
    const count = this.#names.length
    const [before, at, found] = [this.#before, this.#at, this.#found]
    // Whoever has found what they seek stops here, and what was set last stays.
    if (before < count) {
      this.#found = before
      yield this.#entry(before)
    }
    for (let on = 0; on < count; on++) {
      const here = (at + on) % count
      if (here === before) continue
      this.#at = here
      this.#found = here
      if (on > 0) this.#before = found
      yield this.#entry(here)
    }
  }

  #entry(at: number): [string, Root] {
    const name = this.#names[at]!
    return [name, this.get(name)!]
  }
}
