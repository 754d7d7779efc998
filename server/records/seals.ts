import type { DocumentId } from '../../shared/domain/documents.ts'
import { DocumentId as AnyDocument } from '../../shared/domain/documents.ts'

/** Acts that stand on a version: the trail holds its checksum with the act, so that a changed version shows. */
const ACT = /^(?:froze|agreed|closed|signed off|submitted \d+|set \S+ \S+|resealed) (\S+) ([0-9a-f]{64})$/

/** What the trail says of an act that stands on a version. */
export const saySealed = (did: string, { id, checksum }: { id: string; checksum: string }): string =>
  `${did} ${id} ${checksum}`

/** The version an entry of the trail stands on, with its checksum then; null for an entry that stands on none. */
export function sealIn({
  subject,
  did,
}: {
  subject: string
  did: string
}): { document: DocumentId; version: string; checksum: string } | null {
  const [, version, checksum] = ACT.exec(did) ?? []
  if (version === undefined || checksum === undefined) return null
  const [kind, id = ''] = subject.split(':')
  const document = AnyDocument.safeParse(kind === 'analysis' ? `analysis-${id}` : id).data
  return document === undefined ? null : { document, version, checksum }
}
