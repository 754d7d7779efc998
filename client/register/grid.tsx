import { ArrowDown, ArrowUp } from 'lucide-react'
import { useRef, useState, type KeyboardEvent } from 'react'
import type { Partner } from '../../shared/domain/partners.ts'
import { sayDay } from '../../shared/domain/days.ts'
import type { Colours } from '../../shared/register/register.ts'
import { ActionMark } from '../ui/action-mark.tsx'
import { Icon } from '../ui/icon.tsx'
import { PartnerName } from '../ui/partner.tsx'
import type { Row, Sort, SortBy } from './rows.ts'
import { REST_WORDS, sayPieces } from './words.ts'

const COLUMNS: readonly { by: SortBy; name: string }[] = [
  { by: 'ref', name: 'Ref.' },
  { by: 'title', name: 'Action' },
  { by: 'theme', name: 'Theme' },
  { by: 'owner', name: 'Owner' },
  { by: 'due', name: 'Due' },
  { by: 'status', name: 'Status' },
  { by: 'evidence', name: 'Evidence' },
]

/**
 * The actions as a grid for the keyboard: one cell takes the focus, arrows move it, Home and End go along the row, with
 * Ctrl to its corners, Page Up and Down by ten; Enter opens the action, and Escape leads back to the cell.
 */
export function ActionGrid({
  rows,
  sort,
  colours,
  partners,
  onSort,
  onOpen,
}: {
  rows: readonly Row[]
  sort: Sort
  colours: Colours
  partners: readonly Partner[]
  onSort: (by: SortBy) => void
  onOpen: (action: string) => void
}) {
  const table = useRef<HTMLTableElement>(null)
  const [place, setPlace] = useState({ row: 0, column: 0 })
  const at = { row: Math.min(place.row, Math.max(0, rows.length - 1)), column: place.column }
  const go = (row: number, column: number): void => {
    const to = {
      row: Math.max(0, Math.min(rows.length - 1, row)),
      column: Math.max(0, Math.min(COLUMNS.length - 1, column)),
    }
    setPlace(to)
    table.current?.querySelector<HTMLElement>(`[data-cell="${to.row} ${to.column}"]`)?.focus()
  }
  const onKeyDown = (event: KeyboardEvent): void => {
    const { row, column } = at
    const far = event.ctrlKey || event.metaKey
    const moves: Readonly<Record<string, () => void>> = {
      ArrowDown: () => go(row + 1, column),
      ArrowUp: () => go(row - 1, column),
      ArrowRight: () => go(row, column + 1),
      ArrowLeft: () => go(row, column - 1),
      Home: () => go(far ? 0 : row, 0),
      End: () => go(far ? rows.length - 1 : row, COLUMNS.length - 1),
      PageDown: () => go(row + 10, column),
      PageUp: () => go(row - 10, column),
      Enter: () => onOpen(rows[row]?.action.id ?? ''),
    }
    const move = moves[event.key]
    if (move === undefined) return
    event.preventDefault()
    move()
  }
  return (
    <table
      className="actions-grid"
      role="grid"
      aria-label="Actions"
      ref={table}
      aria-rowcount={rows.length + 1}
    >
      <thead>
        <tr>
          {COLUMNS.map(({ by, name }) => (
            <th
              key={by}
              scope="col"
              aria-sort={sort.by === by ? (sort.down ? 'descending' : 'ascending') : 'none'}
              className={`c-${by}`}
            >
              <button onClick={() => onSort(by)}>
                {name}
                {sort.by === by ? <Icon of={sort.down ? ArrowDown : ArrowUp} /> : null}
              </button>
            </th>
          ))}
        </tr>
      </thead>
      <tbody onKeyDown={onKeyDown}>
        {rows.map((row, index) => (
          <tr key={row.action.id} onClick={() => onOpen(row.action.id)}>
            {COLUMNS.map(({ by, name }, column) => (
              <td
                key={by}
                className={`c-${by}`}
                data-cell={`${index} ${column}`}
                tabIndex={at.row === index && at.column === column ? 0 : -1}
                onFocus={() => setPlace({ row: index, column })}
              >
                <span className="c-name" aria-hidden>
                  {name}
                </span>
                <Cell by={by} row={row} colours={colours} partners={partners} />
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  )
}

function Cell({
  by,
  row: { action, due, overdue, rests, verified },
  colours,
  partners,
}: {
  by: SortBy
  row: Row
  colours: Colours
  partners: readonly Partner[]
}) {
  switch (by) {
    case 'ref':
      return <b>{action.ref}</b>
    case 'title':
      return <>{action.title}</>
    case 'theme':
      return <>{action.theme}</>
    case 'owner': {
      const partner = partners.find(({ kind }) => kind === action.partner)
      return (
        <>
          {action.owner === null ? <span className="quiet">No owner</span> : action.owner.name}
          {partner === undefined ? null : (
            <PartnerName partner={partner.kind} short={partner.short} full={partner.name} />
          )}
        </>
      )
    }
    case 'due':
      return (
        <>
          {due === null ? <span className="quiet">Not set</span> : sayDay(due)}
          {overdue ? <span className="warn-word">Overdue</span> : null}
        </>
      )
    case 'status':
      return (
        <>
          <ActionMark status={action.status} colour={colours?.[action.status] ?? 'none'} />
          {action.proposal === null ? null : (
            <span className="quiet">“{action.proposal.status}” waits for a second person</span>
          )}
        </>
      )
    case 'evidence':
      return (
        <>
          {sayPieces(action.evidence.length, verified)}
          {rests === 'evidence' ? null : <span className="warn-word">{REST_WORDS[rests]}</span>}
        </>
      )
  }
}
