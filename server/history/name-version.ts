import type { DocumentId } from '../../shared/domain/documents.ts'
import type { Version } from '../../shared/history/version.ts'
import { no, ok, type Result } from '../../shared/lib/result.ts'
import { LIMITS } from '../../shared/protocol/limits.ts'
import { roomOf } from '../../shared/rooms.ts'
import { asTheyStand, authorOf } from '../accounts/people.ts'
import type { Reading } from '../records/home.ts'
import { rightsOf } from '../records/standing.ts'
import { inTurn } from '../records/turns.ts'
import type { Visitor } from '../sync/doorkeeper.ts'

const READER = no('not allowed', 'You read this document; who writes in it names its versions.')
const TOO_MANY = no(
  'too many',
  `This document has ${LIMITS.namedVersions} named versions, which is as many as are kept. Versions go on being kept by themselves; find the one you want in the timeline by its time.`,
)

/** Keeps a document as it is now, under a name; only so often, since a named version is never thinned out. */
export async function nameVersion(
  { ledger: { db }, versions }: Pick<Reading, 'ledger' | 'versions'>,
  visitor: Visitor,
  document: DocumentId,
  name: string,
): Promise<Result<Version, 'signed out' | 'not allowed' | 'too many'>> {
  const { workspace } = visitor
  return inTurn(roomOf(workspace, document), async () => {
    const now = await asTheyStand(db, visitor)
    if (!now.ok) return now
    if (!(await rightsOf(db, now.value, document)).edit) return READER
    const { n } = await db
      .selectFrom('version')
      .select((e) => e.fn.countAll<number>().as('n'))
      .where('workspace', '=', workspace)
      .where('document', '=', document)
      .where('why', '=', 'named')
      .executeTakeFirstOrThrow()
    if (n >= LIMITS.namedVersions) return TOO_MANY
    return ok(await versions.take(workspace, document, { why: 'named', by: authorOf(now.value), name }))
  })
}
