import { ViewportPortal } from '@xyflow/react'
import { memo, useMemo } from 'react'
import { boxOf, lineOf } from '../../../shared/board/connect.ts'
import { overlaps } from '../../../shared/board/geometry.ts'
import type { Item } from '../../../shared/board/items.ts'
import { useStore } from '../../sync/store.ts'
import { select, write } from '../canvas/acts.ts'
import { type Canvas, useCanvas } from '../canvas/canvas.ts'
import { WordsEditor } from '../canvas/editor.tsx'
import { useWords, Words } from '../canvas/words.tsx'

/** Connectors, drawn between the things they join wherever those are at this moment. */
export function Lines() {
  const canvas = useCanvas()
  const items = useStore(canvas.session.items)
  useStore(canvas.wall.nodes) // they follow what others move
  useStore(canvas.wall.held) // and what this hand does
  const seen = useStore(canvas.session.seen)
  const selection = useStore(canvas.session.selection)
  const writing = useStore(canvas.session.writing)
  const lines = useMemo(() => items.filter(({ kind }) => kind === 'connector'), [items])
  const room = { x: seen.x - seen.w / 2, y: seen.y - seen.h / 2, w: seen.w * 2, h: seen.h * 2 }
  const drawn = lines.flatMap((item) => {
    const line = lineOf(item, canvas.wall.rectOf)
    if (line === null) return []
    const box = boxOf(line)!
    // Only what can be in view is drawn; what is written in always.
    return overlaps(box, room) || writing === item.id ? [{ item, line }] : []
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
    </ViewportPortal>
  )
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
