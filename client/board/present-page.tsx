import './board.css'
import './present.css'
import { ReactFlowProvider } from '@xyflow/react'
import { Maximize, MousePointer2, Radio, X } from 'lucide-react'
import { useEffect, useState } from 'react'
import { useNavigate, useParams } from 'react-router'
import type { Board } from '../../shared/board/boards.ts'
import { documentId } from '../../shared/domain/documents.ts'
import { roomOf } from '../../shared/rooms.ts'
import { useRoom } from '../sync/use-room.ts'
import { useStore } from '../sync/store.ts'
import { Button } from '../ui/button.tsx'
import { Icon } from '../ui/icon.tsx'
import { usePageTitle } from '../ui/page-title.ts'
import { useBoard } from './board-page.tsx'
import { type Canvas, CanvasContext } from './canvas/canvas.ts'
import { LAYERS } from './canvas/layers.ts'
import { watchLooks } from './canvas/others.ts'
import { Stage } from './canvas/stage.tsx'
import { seeAs, zoomTo } from './canvas/view.ts'
import { stepsOf } from './facilitate/steps.ts'
import { TimeLeft } from './facilitate/timer.tsx'
import { BoardContext, useBoardHere } from './here.ts'
import type { BoardSession } from './session.ts'
import { BoardMap } from './tools/minimap.tsx'
import { useCanvasOf, useSession } from './use-session.ts'

/** A board for the projector: nothing to press on it, the step and the time large; it shows what the facilitator sees. */
export function PresentPage() {
  const { workspace = '', board: id = '' } = useParams()
  const room = useRoom(roomOf(workspace, documentId({ kind: 'board', board: id })))
  const board = useBoard(workspace, id)
  const session = useSession(room)
  usePageTitle(board.data === undefined ? 'Board, projected' : `${board.data.title}, projected`)
  return (
    <main id="main" className="board-page board-show" tabIndex={-1}>
      {session === null || board.data === undefined ? (
        <p role="status" className="board-waits">
          {board.problem === null ? 'Catching up…' : board.problem.message}
        </p>
      ) : (
        <Projected workspace={workspace} board={board.data} session={session} />
      )}
    </main>
  )
}

function Projected({
  workspace,
  board,
  session,
}: {
  workspace: string
  board: Board
  session: BoardSession
}) {
  const here = useBoardHere(workspace, board, session)
  const canvas = useCanvasOf(session, board)
  return canvas === null ? null : (
    <BoardContext
      value={{ ...here, board: { ...board, rights: { ...board.rights, edit: false, takePart: false } } }}
    >
      <CanvasContext value={canvas}>
        <Screen workspace={workspace} board={board} canvas={canvas} short={here.short} />
      </CanvasContext>
    </BoardContext>
  )
}

function Screen({
  workspace,
  board,
  canvas,
  short,
}: {
  workspace: string
  board: Board
  canvas: Canvas
  short: ReturnType<typeof useBoardHere>['short']
}) {
  const go = useNavigate()
  const [whole, setWhole] = useState(false)
  const pointersHidden = useStore(canvas.hidePointers)
  const leader = board.facilitator?.id ?? null
  useLook(canvas, whole ? null : leader)
  const step = stepsOf(board).find(({ state }) => state === 'now')?.stage
  const back = `/w/${workspace}/boards/${board.id}`
  useEffect(() => {
    canvas.may.set({ edit: false, why: 'This is the projected view. Nothing is changed here.' })
    canvas.hidePointers.set(true)
    canvas.short.set(short)
  }, [canvas, short])
  useEffect(() => {
    const leave = (event: KeyboardEvent): void => {
      if (event.key === 'Escape') void go(back)
    }
    window.addEventListener('keydown', leave)
    return () => window.removeEventListener('keydown', leave)
  }, [go, back])
  return (
    <>
      <header className="board-show-head">
        <h1>{board.title}</h1>
        {step === undefined ? null : <p className="board-show-step">{step.title}</p>}
        {board.timer === null ? null : <TimeLeft board={board} timer={board.timer} />}
      </header>
      <ReactFlowProvider>
        <section className="wall" aria-label="Wall, projected">
          <Stage keys={nothing} told={false}>
            {DRAWN.map((Layer) => (
              <Layer key={Layer.name} />
            ))}
          </Stage>
          <div className="board-show-tools no-print" role="group" aria-label="Projected view">
            <Button small aria-pressed={whole} onPress={() => setWhole(!whole)}>
              <Icon of={whole ? Radio : Maximize} />
              {whole ? 'Show what the facilitator sees' : 'Show the whole board'}
            </Button>
            <Button
              small
              aria-pressed={!pointersHidden}
              onPress={() => canvas.hidePointers.set(!pointersHidden)}
            >
              <Icon of={MousePointer2} />
              {pointersHidden ? 'Show people’s pointers' : 'Hide people’s pointers'}
            </Button>
            <Button small onPress={() => void go(back)}>
              <Icon of={X} />
              Back to the board
            </Button>
          </div>
        </section>
      </ReactFlowProvider>
    </>
  )
}

/** Nobody finds their way on a projector. */
const DRAWN = LAYERS.filter((Layer) => Layer !== BoardMap)

const nothing = (): void => {}

/** The view goes where the facilitator looks; without one, or when asked, all of the board is in it. */
function useLook(canvas: Canvas, leader: string | null): void {
  const flow = useStore(canvas.flow)
  useEffect(() => {
    if (flow === null) return undefined
    const looks = watchLooks(leader)
    let fitted: number | null = null
    const look = (): void => {
      const { wall, moved } = looks(canvas.others.get())
      const things = canvas.session.items.get().length
      if (moved !== null) seeAs(canvas, moved)
      else if (!wall && fitted !== things) zoomTo(canvas, 'all')
      fitted = wall ? null : things
    }
    look()
    const stops = [canvas.others.subscribe(look), canvas.session.items.subscribe(look)]
    return () => {
      for (const stop of stops) stop()
    }
  }, [canvas, flow, leader])
}
