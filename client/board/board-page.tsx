import './board.css'
import type { ComponentType } from 'react'
import { useParams } from 'react-router'
import { routes } from '../../shared/api/routes.ts'
import type { Board } from '../../shared/board/boards.ts'
import { type DocumentId, documentId } from '../../shared/domain/documents.ts'
import { roomOf } from '../../shared/rooms.ts'
import { RoomStrips } from '../presence/room-strips.tsx'
import { SavedLine } from '../presence/saved-line.tsx'
import { call } from '../sync/api.ts'
import { timed } from '../sync/server-clock.ts'
import { type Known, useKnown } from '../sync/records.ts'
import { useRoom } from '../sync/use-room.ts'
import { InBar } from '../ui/bar.tsx'
import { usePageTitle } from '../ui/page-title.ts'
import { Trail } from '../ui/trail.tsx'
import { OpenBoard } from './open-board.tsx'
import { useHasThings, useSession } from './use-session.ts'

/** A board's record, live: its steps and timer, and the visitor's own notes and votes. */
export const useBoard = (workspace: string, board: string): Known<Board> =>
  useKnown(['board', workspace, documentId({ kind: 'board', board })], () =>
    timed(() => call(routes.board, { params: { workspace, board } })),
  )

/** Says that what was on a document was brought back, and offers to put it back. */
type Restored = ComponentType<{ workspace: string; document: DocumentId; me: string; canEdit: boolean }>

/** A workshop board: the wall, and the same as a list. */
export function BoardPage({ Restored }: { Restored: Restored }) {
  const { workspace = '', board = '' } = useParams()
  return <OneBoard key={`${workspace}/${board}`} workspace={workspace} id={board} Restored={Restored} />
}

function OneBoard({ workspace, id, Restored }: { workspace: string; id: string; Restored: Restored }) {
  const document = documentId({ kind: 'board', board: id })
  const room = useRoom(roomOf(workspace, document))
  const board = useBoard(workspace, id)
  const session = useSession(room)
  const here = useHasThings(room)
  usePageTitle(board.data?.title ?? 'Board')
  return (
    <>
      <Trail under={[{ name: 'Boards', to: `/w/${workspace}/boards` }]} page={board.data?.title ?? 'Board'} />
      <InBar place="tools">
        <SavedLine room={room.room} />
      </InBar>
      <main id="main" className="board-page" tabIndex={-1} aria-busy={session === null || !here}>
        <RoomStrips handle={room} />
        {session === null || !here || board.data === undefined ? (
          <p role="status" className="board-waits">
            {board.problem === null ? 'Catching up…' : board.problem.message}
          </p>
        ) : (
          <>
            <Restored
              workspace={workspace}
              document={document}
              me={board.data.me.id}
              canEdit={board.data.rights.edit}
            />
            <OpenBoard
              workspace={workspace}
              board={board.data}
              session={session}
              mayWrite={room.write ?? board.data.rights.edit}
            />
          </>
        )}
      </main>
    </>
  )
}
