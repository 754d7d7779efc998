import { GROUNDS, type Position } from '../../shared/domain/positions.ts'
import type { InboxItem } from '../../shared/inbox/items.ts'
import { may } from '../../shared/permissions.ts'
import { isOfEarlierText } from '../../shared/positions/status.ts'
import type { Records } from '../storage/tables.ts'
import type { Visitor } from '../sync/doorkeeper.ts'
import { aboutDocument, NOTHING, type Unmarked } from './inbox-item.ts'
import { asPositions, positionRows } from './position-marks.ts'

/**
 * R45, F5: what the visitor's partner is asked to say where it stands on, if the visitor signs for it: for the first
 * time once another partner has taken a position on the theme, and again once the text has changed since. An item a
 * theme; nobody is asked about a frozen one.
 */
export async function positionItems(db: Records, visitor: Visitor): Promise<Unmarked[]> {
  const { workspace, partner } = visitor
  const signs = await db
    .selectFrom('partner')
    .select('signatory')
    .where('workspace', '=', workspace)
    .where('kind', '=', partner)
    .executeTakeFirst()
  if (signs === undefined || !may(visitor, { do: 'set position', partner, signatory: signs.signatory }))
    return []
  const themes = await db
    .selectFrom('theme')
    .select(['id', 'label', 'frozen'])
    .where('workspace', '=', workspace)
    .orderBy('id')
    .execute()
  const all = await asPositions(db, workspace, await positionRows(db, workspace))
  const followed = new Set(all.map(({ supersedes }) => supersedes))
  const standing = all.filter(({ id }) => !followed.has(id))
  return themes
    .filter(({ frozen }) => frozen === null)
    .flatMap(({ id, label }) => {
      const asked = askedOn(
        standing.filter(({ theme }) => theme === id),
        visitor,
      )
      return asked === null ? [] : { ...NOTHING, ...aboutDocument(id, label), ...asked, waits: true }
    })
}

type Asked = Pick<InboxItem, 'id' | 'why' | 'from' | 'at' | 'says'>

function askedOn(standing: readonly Position[], { partner }: Visitor): Asked | null {
  const own = standing.filter((position) => position.partner === partner)
  const earlier = own.filter(isOfEarlierText)
  if (earlier.length > 0) {
    const [{ theme }] = earlier as [Position]
    const changed = Math.max(...earlier.map(({ changed }) => changed ?? 0))
    return {
      // Asked once for each version it was taken on: one more changed paragraph is no news.
      id: `position:${theme}:${earlier.map(({ id }) => id).join(':')}`.slice(0, 120),
      why: 'position again',
      from: null,
      at: null,
      says: `${changed === 1 ? '1 paragraph has' : `${changed} paragraphs have`} changed since ${said(earlier)}.`,
    }
  }
  const missing = GROUNDS.filter((on) => !own.some((position) => position.on === on))
  const last = standing.findLast((position) => position.partner !== partner)
  if (missing.length === 0 || last === undefined) return null
  return {
    id: `position:${last.theme}:first`,
    why: 'position',
    from: last.by,
    at: last.at,
    says: `Your partner has not yet said where it stands on ${missing.map((on) => GROUND_WORDS[on]).join(' and on ')}.`,
  }
}

const GROUND_WORDS = { evidence: 'the evidence base', conclusions: 'the conclusions on impact' } as const

const said = (positions: readonly Position[]): string =>
  `its position on ${positions.map(({ on }) => GROUND_WORDS[on]).join(' and on ')} was taken`
