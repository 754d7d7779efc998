import { type DocumentId, kindOf } from '../../shared/domain/documents.ts'
import { may, type Rights } from '../../shared/permissions.ts'
import { PARTNER_KINDS } from '../../shared/domain/partners.ts'
import { authorFrom, authorOrNull } from '../accounts/people.ts'
import type { Records } from '../storage/tables.ts'
import type { Visitor } from '../sync/doorkeeper.ts'
import { aboutDocument, NOTHING, type Unmarked } from './inbox-item.ts'

/**
 * R50: other partners' own analyses that were opened or submitted since the visitor last looked. What was submitted
 * before they joined is no news to them.
 */
export async function analysisItems(
  db: Records,
  { workspace, partner, id }: Visitor,
  title: (document: DocumentId) => string,
): Promise<Unmarked[]> {
  const others = PARTNER_KINDS.filter((kind) => kind !== partner)
  const submitted = await db
    .selectFrom('submission')
    .innerJoin('member', (join) => join.on('member.id', '=', id))
    .select(['submission.partner', 'submission.version', 'submission.at', 'submission.by'])
    .where('submission.workspace', '=', workspace)
    .whereRef('submission.at', '>=', 'member.created_at')
    .orderBy('submission.number', 'desc')
    .execute()
  const shared = await db
    .selectFrom('analysis')
    .select(['partner', 'version'])
    .where('workspace', '=', workspace)
    .where('shared', '=', 1)
    .where('partner', 'in', others)
    .execute()
  // A newer submission stands for the ones before it.
  const latest = others.flatMap((kind) => submitted.find((row) => row.partner === kind) ?? [])
  return [
    ...latest.map(({ partner, version, at, by }): Unmarked => {
      const document = `analysis-${partner}` as const
      return {
        ...NOTHING,
        ...aboutDocument(document, title(document)),
        id: `analysis:${document}:submitted:${version}`,
        why: 'analysis submitted',
        from: authorFrom(by),
        at,
        waits: false,
      }
    }),
    ...shared.map(({ partner, version }): Unmarked => {
      const document = `analysis-${partner}` as const
      return {
        ...NOTHING,
        ...aboutDocument(document, title(document)),
        // Its version: opened again, it is news again.
        id: `analysis:${document}:shared:${version}`,
        why: 'analysis shared',
        waits: false,
      }
    }),
  ]
}

/** Easy Read texts that were written, or written on, since they were last signed off. */
export async function easyReadItems(
  db: Records,
  visitor: Visitor,
  title: (document: DocumentId) => string,
  rights: ReadonlyMap<DocumentId, Rights>,
): Promise<Unmarked[]> {
  const { workspace } = visitor
  const mine = may(visitor, { do: 'sign easy read' })
    ? [...rights].flatMap(([document, { edit }]) =>
        edit && kindOf(document).kind === 'easy' ? document : [],
      )
    : []
  if (mine.length === 0) return []
  const written = await db
    .selectFrom('section_state')
    .select((e) => ['document', e.fn.sum<number>('words').as('words')])
    .where('workspace', '=', workspace)
    .where('document', 'in', mine)
    .groupBy('document')
    .execute()
  const edits = await db
    .selectFrom('section_edit')
    .select(['document', 'by', 'at'])
    .where('workspace', '=', workspace)
    .where('document', 'in', mine)
    .orderBy('at', 'desc')
    .execute()
  const signed = await db
    .selectFrom('version')
    .select((e) => ['document', e.fn.max('at').as('at')])
    .where('workspace', '=', workspace)
    .where('document', 'in', mine)
    .where('why', '=', 'signed off')
    .groupBy('document')
    .execute()
  return mine.flatMap((document): Unmarked[] => {
    const words = written.find((row) => row.document === document)?.words ?? 0
    const last = edits.find((row) => row.document === document)
    const since = signed.find((row) => row.document === document)?.at ?? 0
    if (words === 0 || last === undefined || last.at <= since) return []
    return [
      {
        ...NOTHING,
        ...aboutDocument(document, title(document)),
        // News once for each sign-off it has outgrown.
        id: `easy:${document}:${since}`,
        why: 'easy read',
        from: authorOrNull(last.by),
        at: last.at,
        waits: true,
      },
    ]
  })
}
