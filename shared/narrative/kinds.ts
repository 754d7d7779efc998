/**
 * The schema version in which each kind of node came. A client that declares a lower version than a document
 * needs would delete what it does not know, so it is told to reload before it has read a word.
 */
export const KIND_SINCE: Readonly<Record<string, number>> = {
  paragraph: 1,
  heading: 1,
  bulletList: 1,
  orderedList: 1,
  listItem: 1,
  blockquote: 1,
  horizontalRule: 1,
  hardBreak: 1,
  callout: 2,
  table: 2,
  tableRow: 2,
  tableHeader: 2,
  tableCell: 2,
  figure: 2,
  image: 2,
  figcaption: 2,
  crossReference: 2,
  progress: 3,
  entry: 3,
}

/** The version a kind came in; undefined for a kind unknown to this build, whatever name it was given. */
export const sinceOf = (kind: string): number | undefined =>
  Object.hasOwn(KIND_SINCE, kind) ? KIND_SINCE[kind] : undefined

/** The schema version a document with these kinds of node needs; null when a kind is unknown to this build. */
export function versionFor(kinds: Iterable<string>): number | null {
  let version = 1
  for (const kind of kinds) {
    const since = sinceOf(kind)
    if (since === undefined) return null
    version = Math.max(version, since)
  }
  return version
}
