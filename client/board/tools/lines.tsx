import { ViewportPortal } from '@xyflow/react'
import { memo, useMemo, useRef, useSyncExternalStore } from 'react'
import { boxOf, lineOf } from '../../../shared/board/connect.ts'
import { overlaps } from '../../../shared/board/geometry.ts'
import type { Item } from '../../../shared/board/items.ts'
import { sayItem } from '../../../shared/board/said.ts'
import { useStore } from '../../sync/store.ts'
import { select, write } from '../canvas/acts.ts'
import { type Canvas, useCanvas } from '../canvas/canvas.ts'
import { endsMoved } from '../canvas/carry.ts'
import { WordsEditor } from '../canvas/editor.tsx'
import { useFocusKept } from '../canvas/use-focus-kept.ts'
import { useWords, Words } from '../canvas/words.tsx'

/** Connectors, drawn between the things they join wherever those are at this moment. */
export function Lines() {
  const canvas = useCanvas()
  const items = useStore(canvas.session.items)
  useStore(canvas.wall.nodes) // they follow what others move
  const seen = useStore(canvas.session.seen)
  const selection = useStore(canvas.session.selection)
  const writing = useStore(canvas.session.writing)
  const lines = useMemo(() => items.filter(({ kind }) => kind === 'connector'), [items])
  const hand = useHeldAt(canvas, lines) // and what this hand does
  const active = useStore(canvas.wall.active)
  const room = { x: seen.x - seen.w / 2, y: seen.y - seen.h / 2, w: seen.w * 2, h: seen.h * 2 }
  const drawn = lines.flatMap((item) => {
    const carried = hand?.all.has(item.id) === true
    const line = lineOf(carried ? endsMoved(item, hand.by) : item, canvas.wall.rectOf)
    if (line === null) return []
    const box = boxOf(line)!
    // Only what can be in view is drawn; what is written in, or the keyboard is at, always.
    return overlaps(box, room) || writing === item.id || active === item.id ? [{ item, line }] : []
  })
  return (
    <ViewportPortal>
      <svg className="lines" aria-hidden>
        {drawn.map(({ item, line }) => (
          <Wire
            key={item.id}
            canvas={canvas}
            item={item}
            d={line.d}
            head={line.head}
            on={selection.has(item.id)}
          />
        ))}
      </svg>
      {drawn.map(({ item, line: { middle } }) => (
        <Label key={item.id} item={item} x={middle.x} y={middle.y} writing={writing === item.id} />
      ))}
      {drawn.map(({ item, line: { middle } }) =>
        item.id === active ? <Spot key={item.id} item={item} x={middle.x} y={middle.y} /> : null,
      )}
    </ViewportPortal>
  )
}

/** Follows what this hand holds, where a connector is at it. */
function useHeldAt(
  { wall: { held } }: Canvas,
  lines: readonly Item[],
): ReturnType<Canvas['wall']['held']['get']> {
  const joined = useMemo(
    () =>
      lines.flatMap(({ id, from, to }) => [
        id,
        ...[from, to].flatMap((end) => (end !== null && 'item' in end ? end.item : [])),
      ]),
    [lines],
  )
  return useSyncExternalStore(held.subscribe, () => {
    const hand = held.get()
    return hand !== null && joined.some((id) => hand.all.has(id)) ? hand : null
  })
}

interface WireProps {
  canvas: Canvas
  item: Item
  d: string
  head: string
  on: boolean
}

const Wire = memo(function Wire({ canvas, item, d, head, on }: WireProps) {
  return (
    <g
      className={`wire ${on ? 'is-on' : ''} ${item.partner === null ? '' : `p-${item.partner}`}`}
      data-line={item.id}
      onClick={(event) => {
        // A hand that pans or draws across a line does not mean it.
        if (canvas.session.tool.get() !== 'select') return
        event.stopPropagation()
        canvas.wall.active.set(item.id)
        const before = event.shiftKey || event.ctrlKey ? canvas.session.selection.get() : []
        select(canvas, [...before, item.id])
      }}
      onDoubleClick={(event) => {
        event.stopPropagation()
        write(canvas, item.id)
      }}
    >
      <path className="wire-hit" d={d} />
      <path className="wire-line" d={d} />
      <path className="wire-line" d={head} />
    </g>
  )
})

/** The connector the keyboard is at, named for who does not see it; arrows come here as they come to a thing. */
function Spot({ item, x, y }: { item: Item; x: number; y: number }) {
  const { naming } = useCanvas()
  const element = useRef<HTMLDivElement>(null)
  useFocusKept(element)
  return (
    <div
      ref={element}
      className="wire-spot"
      style={{ transform: `translate(${x}px, ${y}px) translate(-50%, -50%)` }}
      role="group"
      aria-label={sayItem(item, naming)}
      tabIndex={-1}
      data-thing={item.id}
    />
  )
}

/** What a connector says, in its middle. */
function Label({ item, x, y, writing }: { item: Item; x: number; y: number; writing: boolean }) {
  const words = useWords(item.id)
  if (words.length === 0 && !writing) return null
  return (
    <div className="wire-words" style={{ transform: `translate(${x}px, ${y}px) translate(-50%, -50%)` }}>
      {writing ? <WordsEditor item={item} /> : <Words id={item.id} empty="" />}
    </div>
  )
}
