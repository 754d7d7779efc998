import type { FastifyInstance } from 'fastify'
import { routes } from '../../shared/api/routes.ts'
import { changeBoard } from '../records/board-acts.ts'
import type { BoardGround } from '../records/board-rows.ts'
import { readBoard } from '../records/board.ts'
import { makeBoard, readBoards } from '../records/boards.ts'
import { serveMembers } from './serve.ts'

/** Workshop boards beside what stands on them. */
export function serveBoards(app: FastifyInstance, ground: BoardGround): void {
  const { ledger } = ground
  serveMembers(app, ledger, routes.boards, ({ visitor }) => readBoards(ground, visitor))
  serveMembers(app, ledger, routes.makeBoard, ({ visitor, body }) => makeBoard(ground, visitor, body))
  serveMembers(app, ledger, routes.board, ({ visitor, params }) => readBoard(ground, visitor, params.board))
  serveMembers(app, ledger, routes.changeBoard, ({ visitor, params, body }) =>
    changeBoard(ground, visitor, params.board, body),
  )
}
