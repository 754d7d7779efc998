import type { Selectable, Updateable } from 'kysely'
import type { DocumentId } from '../../shared/domain/documents.ts'
import type { NodeJson, VersionContent } from '../../shared/history/version.ts'
import { openVersion, sealVersion } from '../history/sealed.ts'
import type { Records, Tables } from '../storage/tables.ts'
import { struckContent } from './content.ts'
import { textsIn } from './entries.ts'
import type { Finder } from './words.ts'

/** What a sweep reads. */
export interface Swept {
  db: Records
  workspace: string
  scope: readonly DocumentId[]
  find: Finder
}

type VersionRow = Selectable<Tables['version']>

/** A version that holds the words: what it is now, and what is to be written. */
export interface StruckVersion {
  document: DocumentId
  id: string
  /** Of the row that was read. */
  checksum: string
  set: Updateable<Tables['version']>
}

/** Versions that were looked through, by document and id: no version is ever changed but by a purge. */
export type Seen = Set<string>

const keyOf = ({ document, id }: Pick<VersionRow, 'document' | 'id'>): string => `${document} ${id}`

/** How many versions with the words are held in memory and written in one transaction. */
const AT_ONCE = 8

/**
 * Versions that hold the words, a few at a time; `seen` are passed over, and gets what was looked through. Each is
 * opened by itself: a long history is not read into memory, and a transaction need not be open meanwhile.
 */
export async function* versionsWith(
  { db, workspace, scope, find }: Swept,
  seen: Seen,
): AsyncGenerator<StruckVersion[]> {
  const all = await db
    .selectFrom('version')
    .select(['document', 'id'])
    .where('workspace', '=', workspace)
    .where('document', 'in', [...scope])
    .orderBy('id')
    .execute()
  let found: StruckVersion[] = []
  for (const at of all) {
    if (seen.has(keyOf(at))) continue
    const row = await readRow(db, workspace, at)
    const struck = row === undefined ? null : await struckVersion(row, find)
    if (struck !== null && found.push(struck) === AT_ONCE) {
      yield found
      found = []
    }
    seen.add(keyOf(at))
  }
  if (found.length > 0) yield found
}

/** Writes them without the words, inside a purge's transaction; answers with those that were still there. */
export async function writeStruck(
  db: Records,
  workspace: string,
  versions: readonly StruckVersion[],
): Promise<StruckVersion[]> {
  const written: StruckVersion[] = []
  for (const version of versions) {
    const { numUpdatedRows } = await db
      .updateTable('version')
      .set(version.set)
      .where('workspace', '=', workspace)
      .where('document', '=', version.document)
      .where('id', '=', version.id)
      .where('checksum', '=', version.checksum)
      .executeTakeFirst()
    if (numUpdatedRows > 0n) written.push(version) // else it was thinned out meanwhile
  }
  return written
}

type Read = Pick<VersionRow, 'document' | 'id' | 'name' | 'checksum' | 'content'>

const readRow = (
  db: Records,
  workspace: string,
  { document, id }: Pick<VersionRow, 'document' | 'id'>,
): Promise<Read | undefined> =>
  db
    .selectFrom('version')
    .select(['document', 'id', 'name', 'checksum', 'content'])
    .where('workspace', '=', workspace)
    .where('document', '=', document)
    .where('id', '=', id)
    .executeTakeFirst()

async function struckVersion(
  { document, id, name, checksum, content: sealed }: Read,
  find: Finder,
): Promise<StruckVersion | null> {
  const set: StruckVersion['set'] = {}
  if (name !== null && find.strike(name) !== name) set.name = find.strike(name)
  const content = await openVersion(sealed)
  if (mayHold(content, find)) {
    const struck = struckContent(content, find)
    if (struck.count > 0) Object.assign(set, await sealVersion(struck.content))
  }
  return Object.keys(set).length === 0 ? null : { document, id, checksum, set }
}

/** One look at all words of a version: most hold nothing, and need not be gone through line by line. */
function mayHold({ sections }: VersionContent, find: Finder): boolean {
  const words: string[] = []
  const beside: string[] = []
  const walk = (node: NodeJson): void => {
    if (node.text !== undefined) words.push(node.text)
    stringsIn(node.attrs, beside)
    for (const mark of node.marks ?? []) stringsIn(mark.attrs, beside)
    for (const child of node.content ?? []) walk(child)
  }
  for (const { title, thing, content } of sections) {
    beside.push(title)
    textsIn(thing, beside)
    for (const node of content) walk(node)
  }
  // A run of words may be in several nodes; what stands beside is each for itself.
  return find.mayBeIn(words.join('')) || beside.some((one) => find.mayBeIn(one))
}

function stringsIn(value: unknown, into: string[]): void {
  if (typeof value === 'string') into.push(value)
  else if (typeof value === 'object' && value !== null)
    for (const one of Object.values(value)) stringsIn(one, into)
}
