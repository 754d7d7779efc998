import { named, sayingsOf, wallOf } from '../../shared/board/version.ts'
import { type DocumentId, kindOf } from '../../shared/domain/documents.ts'
import type { PartnerKind } from '../../shared/domain/partners.ts'
import { compareVersions, readVersion } from '../../shared/history/compare.ts'
import type { ComparedSection, Comparison } from '../../shared/history/compared.ts'
import type { VersionContent } from '../../shared/history/version.ts'
import { type FindImage, pictureOf } from '../exports/boards.ts'
import type { Records } from '../storage/tables.ts'

/** Between sections, so that nobody's keystroke waits for a comparison. */
const letGo = (): Promise<void> => new Promise((resolve) => setImmediate(resolve))

/** What the history of one document calls its parts by. */
interface Place {
  db: Records
  workspace: string
  document: DocumentId
}

/** Two states of a document laid over each other; things on a board are called what they are, and which. */
export async function compareStates(
  place: Place,
  before: VersionContent,
  now: VersionContent,
): Promise<Comparison> {
  if (kindOf(place.document).kind !== 'board') return compareVersions(before, now, letGo)
  const partner = await shortNames(place.db, place.workspace)
  const sayings = new Map([...sayingsOf(before, partner), ...sayingsOf(now, partner)])
  return withSayings(await compareVersions(named(before, partner), named(now, partner), letGo), sayings)
}

/** One state of a document to be read. */
export async function readState(place: Place, content: VersionContent): Promise<Comparison> {
  if (kindOf(place.document).kind !== 'board') return readVersion(content)
  const partner = await shortNames(place.db, place.workspace)
  return withSayings(readVersion(named(content, partner)), sayingsOf(content, partner))
}

/** How a board looked; an image that is here no more is a box with what it showed. */
export async function pictureOfState(
  { db, workspace }: Place,
  content: VersionContent,
  find: FindImage,
): Promise<string> {
  const out = {
    title: 'A version of this board',
    wall: wallOf(content),
    partner: await shortNames(db, workspace),
    tally: [],
  }
  return pictureOf(out, find)
}

const withSayings = (comparison: Comparison, sayings: ReadonlyMap<string, string>): Comparison => ({
  ...comparison,
  sections: comparison.sections.map((section): ComparedSection => {
    const saying = sayings.get(section.id) ?? ''
    return saying === '' ? section : { ...section, title: `${section.title}: ${saying}` }
  }),
})

/** Partners' short names in a workspace. */
async function shortNames(db: Records, workspace: string): Promise<(kind: PartnerKind) => string> {
  const rows = await db
    .selectFrom('partner')
    .select(['kind', 'short'])
    .where('workspace', '=', workspace)
    .execute()
  const names = new Map(rows.map(({ kind, short }) => [kind, short]))
  return (kind) => names.get(kind) ?? kind
}
