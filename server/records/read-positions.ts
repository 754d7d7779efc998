import { may } from '../../shared/permissions.ts'
import { authorOf } from '../accounts/people.ts'
import type { Visitor } from '../sync/doorkeeper.ts'
import { meOf, readWorkspace, type Reading } from './home.ts'
import { asPositions, positionRows, standing, statusIn, wordsOf } from './position-marks.ts'
import { themeOf } from './wording.ts'

/** Where all partners stand; a guest reader is shown what stands and is published, and of frozen narratives alone. */
export async function readPositions({ ledger, projections }: Reading, visitor: Visitor) {
  const { db } = ledger
  const { workspace: slug } = visitor
  await projections.flush()
  const { partners } = await readWorkspace(db, slug)
  const signatories = await db
    .selectFrom('partner')
    .innerJoin('member', 'member.id', 'partner.signatory')
    .select(['partner.kind', 'member.id', 'member.name', 'member.partner', 'member.role'])
    .where('partner.workspace', '=', slug)
    .where('member.removed_at', 'is', null)
    .execute()
  const signatory = (kind: string) => signatories.find((row) => row.kind === kind)
  const member = may(visitor, { do: 'see members' })
  const themes = await db
    .selectFrom('theme')
    .selectAll()
    .where('workspace', '=', slug)
    .orderBy('id')
    .execute()
  const shown = themes.filter(({ frozen }) => member || frozen !== null)
  const rows = await positionRows(db, slug)
  const open = member
    ? rows
    : standing(rows).filter(({ publish, theme }) => publish === 1 && shown.some(({ id }) => id === theme))
  return {
    me: meOf(visitor),
    partners: partners.map((partner) => {
      const named = member ? signatory(partner.kind) : undefined
      return { ...partner, signatory: named === undefined ? null : authorOf(named) }
    }),
    themes: await Promise.all(
      shown.map(async (row) => ({
        ...themeOf(row),
        status: (await statusIn(db, row, await wordsOf(db, slug, row.id))).status,
      })),
    ),
    positions: await asPositions(db, slug, open),
  }
}
