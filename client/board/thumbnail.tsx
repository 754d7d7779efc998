import './thumbnail.css'
import type { BoardLine } from '../../shared/board/boards.ts'

/** A small picture of a board: places and colours, no words. Its title stands beside it, so it says nothing itself. */
export function Thumbnail({ workspace, board }: { workspace: string; board: BoardLine }) {
  const { id, items, changedAt, at } = board
  return (
    <span className="bp-thumb" aria-hidden>
      {items === 0 ? null : (
        <img
          src={`/api/w/${workspace}/boards/${id}/sketch.svg?v=${changedAt ?? at}-${items}`}
          alt=""
          loading="lazy"
        />
      )}
    </span>
  )
}
