import { GripVertical } from 'lucide-react'
import { useState, type KeyboardEvent, type PointerEvent, type RefObject } from 'react'
import { Icon } from '../ui/icon.tsx'

export interface GripProps {
  list: RefObject<HTMLOListElement | null>
  place: number
  dragging: (place: number | null) => void
  move: (by: -1 | 1) => Promise<void>
  drop: (place: number) => void
}

/** Drag it, or focus it and press the arrow keys. */
export function Grip({ name, list, place, dragging, move, drop }: GripProps & { name: string }) {
  const [to, setTo] = useState<number | null>(null)
  const onKeyDown = (event: KeyboardEvent) => {
    const by = event.key === 'ArrowUp' ? -1 : event.key === 'ArrowDown' ? 1 : 0
    if (by === 0 || event.altKey) return
    event.preventDefault()
    keepFocus(event.currentTarget as HTMLElement, move(by))
  }
  const go = (next: number | null) => {
    setTo(next)
    dragging(next)
  }
  const onPointerMove = (event: PointerEvent) => {
    if (to === null || list.current === null) return
    const rows = [...list.current.children].filter((row) => !row.contains(event.currentTarget))
    const at = rows.findIndex((row) => {
      const box = row.getBoundingClientRect()
      return event.clientY < box.top + box.height / 2
    })
    go(at === -1 ? rows.length : at)
  }
  const end = (kept: boolean) => {
    const next = to
    go(null)
    if (kept && next !== null && next !== place) drop(next)
  }
  return (
    <button
      className="order-grip"
      aria-label={`Move ${name}: arrow keys`}
      title="Drag to move, or press the arrow keys"
      onKeyDown={onKeyDown}
      onPointerDown={(event) => {
        event.currentTarget.setPointerCapture(event.pointerId)
        go(place)
      }}
      onPointerMove={onPointerMove}
      onPointerUp={() => end(true)}
      onPointerCancel={() => end(false)}
    >
      <Icon of={GripVertical} />
    </button>
  )
}

/** Rows keep their elements when they move; the focus may be lost on the way, and comes back. */
export function keepFocus(element: HTMLElement, moved: Promise<void>): void {
  requestAnimationFrame(() => element.focus())
  void moved.then(() => element.focus())
}
