import { MiniMap } from '@xyflow/react'
import { useStore } from '../../sync/store.ts'
import { useCanvas } from '../canvas/canvas.ts'
import type { BoardNode } from '../canvas/wall.ts'

/** Px; React Flow reads it from here to fit the board into it. */
const SIZE = { width: 150, height: 100 }

const classOf = ({ data: { item } }: BoardNode): string =>
  `is-${item.kind} ${item.partner === null ? '' : `p-${item.partner}`}`

/** All of the board, small: a press or a drag goes there. For a hand alone; keys have the whole board and find. */
export function BoardMap() {
  const { session } = useCanvas()
  const few = useStore(session.items).length < 2
  return few ? null : (
    <MiniMap<BoardNode>
      className="minimap nokey"
      nodeClassName={classOf}
      nodeBorderRadius={2}
      style={SIZE}
      ariaLabel="Map of the board"
      pannable
      zoomable
      onClick={(_event, { x, y }) => goTo(session, x, y)}
    />
  )
}

function goTo({ goTo: go, seen }: ReturnType<typeof useCanvas>['session'], x: number, y: number): void {
  const { w, h } = seen.get()
  go.get()?.({ x: x - w / 2, y: y - h / 2, w, h })
}
