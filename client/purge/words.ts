import { type DocumentId, FIXED_DOCUMENT_IDS, kindOf } from '../../shared/domain/documents.ts'
import type { Partner } from '../../shared/domain/partners.ts'
import type { Found, Purge } from '../../shared/domain/purges.ts'

/** A document by its name. */
export function titleOf(document: DocumentId, partners: readonly Partner[]): string {
  const what = kindOf(document)
  if (what.kind === 'narrative') return `Theme ${what.theme}`
  if (what.kind === 'easy') return `Theme ${what.theme} in Easy Read`
  if (what.kind === 'presentation') return 'The opening presentation'
  if (what.kind === 'minutes') return 'Minutes of a meeting'
  if (what.kind === 'board') return 'A workshop board'
  const short = partners.find(({ kind }) => kind === what.partner)?.short ?? what.partner
  return `${short}: own analysis`
}

/** Documents somebody of this partner can ask about. */
export const documentsFor = (partner: string): DocumentId[] =>
  FIXED_DOCUMENT_IDS.filter((document) => {
    const what = kindOf(document)
    return what.kind !== 'analysis' || what.partner === partner
  })

const WHERE: Readonly<Record<Found['where'], readonly [string, string]>> = {
  text: ['place in the text', 'places in the text'],
  'deleted text': ['place where they were typed and deleted', 'places where they were typed and deleted'],
  versions: ['earlier version', 'earlier versions'],
  comments: ['comment or reply', 'comments and replies'],
  records: ['place beside the text', 'places beside the text'],
  trail: ['line of the trail', 'lines of the trail'],
  positions: ['reason of a position', 'reasons of positions'],
}

export function sayFound({ where, count }: Found): string {
  const [one, many] = WHERE[where]
  return `${count} ${count === 1 ? one : many}`
}

/** What was found, document by document, in the order it is told. */
export function byDocument(found: readonly Found[]): [DocumentId | null, Found[]][] {
  const groups = new Map<DocumentId | null, Found[]>()
  for (const line of found) groups.set(line.document, [...(groups.get(line.document) ?? []), line])
  return [...groups]
}

/** Where a request is, in words. */
export function sayState({ state, lead, officer, places }: Purge): string {
  switch (state) {
    case 'asked':
      return lead !== null || officer !== null ? 'Waits for the second key' : 'Waits for two keys'
    case 'under way':
      return 'Being removed'
    case 'removed':
      return 'Removed; the server’s files are being cleaned'
    case 'done':
      return places === 1 ? 'Removed from 1 place' : `Removed from ${places ?? 0} places`
    case 'refused':
      return 'Not removed'
  }
}
