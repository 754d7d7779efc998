import { useMemo } from 'react'
import { strokePath } from '../../../shared/board/pen.ts'
import type { ThingProps } from '../canvas/thing-props.ts'

/** A stroke of the pen. */
export function PenThing({ item }: ThingProps) {
  const path = useMemo(() => strokePath(item), [item])
  return (
    <svg
      className={`pen ${item.partner === null ? '' : `p-${item.partner}`}`}
      viewBox={`0 0 ${item.w} ${item.h}`}
      preserveAspectRatio="none"
      aria-hidden
    >
      <path d={path} />
    </svg>
  )
}
