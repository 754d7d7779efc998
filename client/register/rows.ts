import { ACTION_STATUSES, type ActionStatus } from '../../shared/domain/actions.ts'
import type { PartnerKind } from '../../shared/domain/partners.ts'
import type { ThemeId } from '../../shared/domain/themes.ts'
import { dueNow, isOverdue, type Rest, restsOn } from '../../shared/register/evidence-rule.ts'
import type { Action, Register } from '../../shared/register/register.ts'

/** An action with what follows from it today. */
export interface Row {
  action: Action
  due: string | null
  overdue: boolean
  rests: Rest
  /** How many of its pieces of evidence a second person has verified. */
  verified: number
}

export interface Filter {
  find: string
  theme: ThemeId | 'all'
  status: ActionStatus | 'all'
  partner: PartnerKind | 'all'
  owner: string
  only: 'all' | 'overdue' | 'old' | 'nothing' | 'waits'
}
export const NO_FILTER: Filter = {
  find: '',
  theme: 'all',
  status: 'all',
  partner: 'all',
  owner: 'all',
  only: 'all',
}

export type SortBy = 'ref' | 'title' | 'theme' | 'owner' | 'due' | 'status' | 'evidence'
export interface Sort {
  by: SortBy
  down: boolean
}

export function rowsOf({ actions, evidence, progress: { today } }: Register): Row[] {
  const pieces = new Map(evidence.map((piece) => [piece.id, piece]))
  return actions.map((action) => {
    const shown = action.evidence.flatMap((id) => {
      const piece = pieces.get(id)
      return piece === undefined ? [] : [{ ...piece, verified: piece.verified !== null }]
    })
    return {
      action,
      due: dueNow(action),
      overdue: isOverdue(action, today),
      rests: restsOn(action, shown, today),
      verified: shown.filter(({ verified }) => verified).length,
    }
  })
}

const ONLY: Readonly<Record<Filter['only'], (row: Row) => boolean>> = {
  all: () => true,
  overdue: ({ overdue }) => overdue,
  old: ({ rests }) => rests === 'old evidence',
  nothing: ({ rests }) => rests === 'nothing' || rests === 'imported',
  waits: ({ action }) => action.proposal !== null,
}

export function filtered(rows: readonly Row[], filter: Filter): Row[] {
  const find = filter.find.trim().toLowerCase()
  return rows.filter(
    (row) =>
      (filter.theme === 'all' || row.action.theme === filter.theme) &&
      (filter.status === 'all' || row.action.status === filter.status) &&
      (filter.partner === 'all' || row.action.partner === filter.partner) &&
      (filter.owner === 'all' || (row.action.owner?.name ?? '') === filter.owner) &&
      ONLY[filter.only](row) &&
      [
        row.action.ref,
        row.action.title,
        row.action.owner?.name,
        row.action.statusNote,
        row.action.recoveryNote,
      ].some((words) => (words ?? '').toLowerCase().includes(find)),
  )
}

const collator = new Intl.Collator('en-GB', { numeric: true })
/** What a row is sorted by; what is missing comes last, whichever way. */
const KEYS: Readonly<Record<SortBy, (row: Row) => string | number | null>> = {
  ref: ({ action }) => action.ref,
  title: ({ action }) => action.title,
  theme: ({ action }) => action.theme,
  owner: ({ action }) => action.owner?.name ?? null,
  due: ({ due }) => due,
  status: ({ action }) => ACTION_STATUSES.indexOf(action.status),
  evidence: ({ action }) => action.evidence.length,
}

export function sorted(rows: readonly Row[], { by, down }: Sort): Row[] {
  const way = down ? -1 : 1
  return rows.toSorted((a, b) => {
    const [x, y] = [KEYS[by](a), KEYS[by](b)]
    if (x === null || y === null)
      return x === y ? collator.compare(a.action.ref, b.action.ref) : x === null ? 1 : -1
    return way * collator.compare(String(x), String(y)) || collator.compare(a.action.ref, b.action.ref)
  })
}
