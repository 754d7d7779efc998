import { BoardPage } from '../board/index.ts'
import { RestoredStrip } from '../history/index.ts'

/** The page of a board, on which a restore is said and can be put back. */
export const BoardRoute = () => <BoardPage Restored={RestoredStrip} />
