import { useRef, useState } from 'react'
import type { Partner } from '../../shared/domain/partners.ts'
import type { InSections, OrderRow, Presentation } from '../../shared/presentation/order.ts'
import { Row } from './order-row.tsx'
import type { OrderActs } from './use-order.ts'

/** The sections on the throughline, put in another order by key or by dragging. */
export function OrderList({
  whole,
  rows,
  chosen,
  partners,
  here,
  acts,
}: {
  whole: Presentation
  rows: readonly OrderRow[]
  chosen: string | null
  partners: readonly Partner[]
  here: InSections
  acts: OrderActs
}) {
  const list = useRef<HTMLOListElement>(null)
  const [drag, setDrag] = useState<{ id: string; place: number } | null>(null)
  const others = rows.filter(({ section }) => section.id !== drag?.id)
  const dropOf = (id: string) => {
    if (drag === null) return null
    if (id === drag.id) return 'dragged' as const
    if (others[drag.place]?.section.id === id) return 'before' as const
    return drag.place >= others.length && others.at(-1)?.section.id === id ? ('after' as const) : null
  }
  return (
    <ol
      className="order"
      ref={list}
      aria-label="Running order"
      onKeyDown={(event) => {
        if (
          (event.ctrlKey || event.metaKey) &&
          event.key === 'z' &&
          !(event.target instanceof HTMLInputElement)
        ) {
          event.preventDefault()
          void acts.undoMove()
        }
      }}
    >
      {rows.map((row, index) => (
        <Row
          key={row.section.id}
          row={row}
          chosen={row.section.id === chosen}
          partners={partners}
          here={here[row.section.id] ?? []}
          presenters={whole.presenters}
          acts={acts}
          drop={dropOf(row.section.id)}
          grip={{
            list,
            place: index,
            dragging: (place) => setDrag(place === null ? null : { id: row.section.id, place }),
            move: (by) => acts.moveBy(row.section.id, by),
            drop: (place) => {
              const rest = rows.filter(({ section }) => section.id !== row.section.id)
              void acts.moveTo(row.section.id, rest[place - 1]?.section.id ?? null)
            },
          }}
        />
      ))}
    </ol>
  )
}
