import { type RefObject, useEffect, useMemo, useRef, useState } from 'react'
import type { Board } from '../../shared/board/boards.ts'
import { Button } from '../ui/button.tsx'
import { BoardCanvas } from './canvas/board-canvas.tsx'
import { CanvasContext, type MayEdit } from './canvas/canvas.ts'
import { CalledAway } from './canvas/going-along.tsx'
import { StageStrip } from './facilitate/stage-strip.tsx'
import { BoardContext, useBoardHere } from './here.ts'
import { BoardList } from './list/board-list.tsx'
import { SendDialog } from './send/send-dialog.tsx'
import type { BoardSession } from './session.ts'
import { useNarrow } from './use-narrow.ts'
import { useSeenHeight } from './use-seen-height.ts'
import { useCanvasOf } from './use-session.ts'

type Place = 'list' | 'wall'

/** A board whose words are here: the steps of its workshop, its wall, and the same as a list. */
export function OpenBoard({
  workspace,
  board,
  session,
  mayWrite,
}: {
  workspace: string
  board: Board
  session: BoardSession
  /** The server lets this person's edits through. */
  mayWrite: boolean
}) {
  const here = useBoardHere(workspace, board, session)
  const narrow = useNarrow()
  const [place, setPlace] = useState<Place>('list')
  const [listed, setListed] = useState(true)
  const canvas = useCanvasOf(session, board)
  const side = useRef<HTMLDivElement>(null)
  useBegun(board, side)
  useSeenHeight()
  const { short } = here
  const may = useMemo(() => mayEdit(board, mayWrite), [board, mayWrite])
  useEffect(() => {
    canvas?.short.set(short)
    canvas?.may.set(may)
  }, [canvas, short, may])
  if (canvas === null) return null
  const wall = narrow ? place === 'wall' : true
  const list = narrow ? place === 'list' : listed
  const toList = (): void => {
    setPlace('list')
    setListed(true)
    requestAnimationFrame(() => document.getElementById('board-list')?.focus())
  }
  const toWriting = (): void => {
    setPlace('list')
    setListed(true)
    requestAnimationFrame(() => document.querySelector<HTMLElement>('.bd-private textarea')?.focus())
  }
  return (
    <BoardContext value={here}>
      <CanvasContext value={canvas}>
        <StageStrip
          write={list ? null : toWriting}
          places={narrow ? <Places place={place} go={setPlace} /> : null}
        />
        {may.edit ? null : <p className="board-why">{may.why}</p>}
        <CalledAway wall={wall} go={() => setPlace('wall')} />
        <div className={list && wall ? 'board-work is-both' : 'board-work'}>
          {wall ? <BoardCanvas list={toList} /> : null}
          {list ? (
            <div className="board-side" ref={side}>
              <BoardList />
            </div>
          ) : null}
          {narrow ? null : (
            <div className="board-fold no-print">
              <Button look="line" small aria-expanded={listed} onPress={() => setListed(!listed)}>
                {listed ? 'Hide the list' : 'Show the list'}
              </Button>
            </div>
          )}
        </div>
        <SendDialog workspace={workspace} board={board} />
      </CanvasContext>
    </BoardContext>
  )
}

/** Wall or list, where they have no room beside each other. */
const Places = ({ place, go }: { place: Place; go: (place: Place) => void }) => (
  <div className="board-places" role="group" aria-label="Show the board as">
    <Button look="plain" aria-pressed={place === 'list'} onPress={() => go('list')}>
      List
    </Button>
    <Button look="plain" aria-pressed={place === 'wall'} onPress={() => go('wall')}>
      Wall
    </Button>
  </div>
)

/** When a round begins, its place at the head of the list comes into view; not while somebody is at work in the list. */
function useBegun({ writing, ballot }: Board, side: RefObject<HTMLElement | null>): void {
  const begun = [writing, ballot].map((round) => (round?.state === 'open' ? round.id : '')).join()
  useEffect(() => {
    const element = side.current
    if (begun === ',' || element === null || element.contains(document.activeElement)) return
    element.scrollTo({ top: 0 })
  }, [begun, side])
}

function mayEdit({ rights, state, locked }: Board, mayWrite: boolean): MayEdit {
  if (rights.edit && mayWrite) return { edit: true, why: '' }
  if (state === 'archived')
    return { edit: false, why: 'This board is archived. You can read it; nothing on it changes.' }
  if (locked)
    return {
      edit: false,
      why: 'The facilitator has locked this board. You can look around; nothing can be moved.',
    }
  return {
    edit: false,
    why: rights.comment
      ? 'You read and comment here: you cannot move or write notes.'
      : 'You read here. Ask the nominated lead when you need to write on this board.',
  }
}
