import { type DocumentId, kindOf } from '../../shared/domain/documents.ts'
import { type Comparison, NOW, type VersionText } from '../../shared/history/compared.ts'
import type { Version, VersionContent } from '../../shared/history/version.ts'
import { no, ok, type Result } from '../../shared/lib/result.ts'
import { may } from '../../shared/permissions.ts'
import { givenOut } from '../records/given-out.ts'
import type { Reading } from '../records/home.ts'
import type { Images } from '../records/images.ts'
import { readSince } from '../records/sections.ts'
import { rightsOf } from '../records/standing.ts'
import type { Visitor } from '../sync/doorkeeper.ts'
import { compareStates, pictureOfState, readState } from './boards.ts'
import { versionOf } from './versions.ts'

const PAGE = 40

const NOT_OPEN = no(
  'not allowed',
  'This history is not open to you. Guest readers read frozen versions, other partners submitted ones.',
)
const NO_PICTURE = no('not found', 'Only boards have a picture.')
const NO_VERSION = no('not found', 'There is no such version. It may have been thinned out.')

/** Which versions of a document somebody may read: all of what they read now, else those given out to them. */
async function openTo(
  { ledger: { db } }: Reading,
  visitor: Visitor,
  document: DocumentId,
): Promise<'all' | readonly string[]> {
  if ((await rightsOf(db, visitor, document)).read) return 'all'
  // Guest readers read a submitted analysis in the pack.
  if (kindOf(document).kind === 'analysis' && !may(visitor, { do: 'see members' })) return []
  return givenOut(db, visitor.workspace, document)
}

/** A page of the timeline, newest first. */
export async function readTimeline(
  reading: Reading,
  visitor: Visitor,
  { document, before }: { document: DocumentId; before: string },
): Promise<Result<{ versions: Version[]; more: boolean }, 'not allowed'>> {
  const open = await openTo(reading, visitor, document)
  let query = reading.ledger.db
    .selectFrom('version')
    .select(['workspace', 'document', 'id', 'at', 'why', 'name', 'by', 'checksum', 'words'])
    .where('workspace', '=', visitor.workspace)
    .where('document', '=', document)
  if (before !== NOW) query = query.where('id', '<', before)
  if (open !== 'all') query = query.where('id', 'in', ['', ...open])
  const rows = await query
    .orderBy('id', 'desc')
    .limit(PAGE + 1)
    .execute()
  // A guest is not told of a history that is not theirs.
  if (open !== 'all' && before === NOW && rows.length === 0) return NOT_OPEN
  return ok({ versions: rows.slice(0, PAGE).map(versionOf), more: rows.length > PAGE })
}

interface Found {
  version: Version | null
  content: VersionContent
}

async function find(
  reading: Reading,
  visitor: Visitor,
  document: DocumentId,
  id: string,
): Promise<Result<Found, 'not allowed' | 'not found'>> {
  const open = await openTo(reading, visitor, document)
  if (id === NOW)
    return open === 'all'
      ? ok({ version: null, content: await reading.versions.now(visitor.workspace, document) })
      : NOT_OPEN
  const found = await reading.versions.read(visitor.workspace, document, id)
  if (open !== 'all' && !open.includes(id)) return NOT_OPEN
  return found === undefined ? NO_VERSION : ok(found)
}

/** The words of a version, or of now, with who wrote which. */
export async function readVersionText(
  reading: Reading,
  visitor: Visitor,
  { document, version: id }: { document: DocumentId; version: string },
): Promise<Result<VersionText, 'not allowed' | 'not found'>> {
  const found = await find(reading, visitor, document, id)
  if (!found.ok) return found
  const place = { db: reading.ledger.db, workspace: visitor.workspace, document }
  const { version, content } = found.value
  return ok({ version, text: await readState(place, content) })
}

/** How a board looked in a version, or looks now. */
export async function readVersionPicture(
  reading: Reading & { images: Images },
  visitor: Visitor,
  { document, version: id }: { document: DocumentId; version: string },
): Promise<Result<{ svg: string }, 'not allowed' | 'not found'>> {
  const found = await find(reading, visitor, document, id)
  if (!found.ok) return found
  if (kindOf(document).kind !== 'board') return NO_PICTURE
  const { workspace } = visitor
  const place = { db: reading.ledger.db, workspace, document }
  const svg = await pictureOfState(place, found.value.content, (name) => reading.images.find(workspace, name))
  return ok({ svg })
}

/** Two versions, or one and now, laid over each other. */
export async function readComparison(
  reading: Reading,
  visitor: Visitor,
  { document, from, to }: { document: DocumentId; from: string; to: string },
): Promise<
  Result<{ from: Version | null; to: Version | null; comparison: Comparison }, 'not allowed' | 'not found'>
> {
  const before = await find(reading, visitor, document, from)
  if (!before.ok) return before
  const now = await find(reading, visitor, document, to)
  if (!now.ok) return now
  const place = { db: reading.ledger.db, workspace: visitor.workspace, document }
  const comparison = await compareStates(place, before.value.content, now.value.content)
  return ok({ from: before.value.version, to: now.value.version, comparison })
}

/** A version taken when I left comes a moment after I have, ms. */
const LEAVING_MS = 5_000

/** The version that stood when this person last left; the oldest there is when none is so old. */
export async function readLastSeen(
  reading: Reading,
  visitor: Visitor,
  document: DocumentId,
): Promise<Result<{ lastHere: number | null; version: Version | null; exact: boolean }, 'not allowed'>> {
  const { db } = reading.ledger
  if (!(await rightsOf(db, visitor, document)).read) return NOT_OPEN
  await reading.projections.flush()
  const { lastHere } = await readSince(reading, visitor, document, [], [])
  if (lastHere === null) return ok({ lastHere, version: null, exact: false })
  const versions = db
    .selectFrom('version')
    .select(['workspace', 'document', 'id', 'at', 'why', 'name', 'by', 'checksum', 'words'])
    .where('workspace', '=', visitor.workspace)
    .where('document', '=', document)
  const recent = await versions
    .where('at', '<=', lastHere + LEAVING_MS)
    .orderBy('id', 'desc')
    .limit(20)
    .execute()
  const stood = recent
    .map(versionOf)
    .find(({ at, why, by }) => at <= lastHere || (why === 'left' && by?.id === visitor.id))
  if (stood !== undefined) return ok({ lastHere, version: stood, exact: true })
  const oldest = await versions.orderBy('id').limit(1).executeTakeFirst()
  return ok({ lastHere, version: oldest === undefined ? null : versionOf(oldest), exact: false })
}
