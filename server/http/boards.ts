import type { FastifyInstance } from 'fastify'
import { routes } from '../../shared/api/routes.ts'
import { changeBoard } from '../records/board-acts.ts'
import { readFromBoards } from '../records/board-became.ts'
import { createBell } from '../records/board-bell.ts'
import { callToView, goToStage, setTimer } from '../records/board-course.ts'
import { dropNote, writeNote } from '../records/board-notes.ts'
import { endRound, startRound } from '../records/board-rounds.ts'
import type { BoardGround } from '../records/board-rows.ts'
import { send } from '../records/board-sent.ts'
import { vote } from '../records/board-votes.ts'
import { readBoard } from '../records/board.ts'
import { makeBoard, readBoards } from '../records/boards.ts'
import { addIssue, changeIssue, readIssues, settleIssue } from '../records/issues.ts'
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
  serveCourse(app, ground)
  serveOwn(app, ground)
  serveSent(app, ground)
}

/** What whoever runs the workshop does. */
function serveCourse(app: FastifyInstance, ground: BoardGround): void {
  const { ledger } = ground
  serveMembers(app, ledger, routes.goToStage, ({ visitor, params, body }) =>
    goToStage(ground, visitor, params.board, body),
  )
  serveMembers(app, ledger, routes.setBoardTimer, ({ visitor, params, body }) =>
    setTimer(ground, visitor, params.board, body),
  )
  serveMembers(app, ledger, routes.callToView, ({ visitor, params, body }) =>
    callToView(ground, visitor, params.board, body.view),
  )
  serveMembers(app, ledger, routes.startRound, ({ visitor, params, body }) =>
    startRound(ground, visitor, params.board, body),
  )
  serveMembers(app, ledger, routes.endRound, ({ visitor, params }) =>
    endRound(ground, visitor, params.board, params.round),
  )
}

/** Private notes and votes: each person's own. */
function serveOwn(app: FastifyInstance, ground: BoardGround): void {
  const { ledger } = ground
  const bell = createBell(ledger)
  app.addHook('onClose', () => bell.close())
  serveMembers(app, ledger, routes.writeNote, ({ visitor, params, body }) =>
    writeNote(ground, bell, visitor, params, body),
  )
  serveMembers(app, ledger, routes.dropNote, ({ visitor, params }) => dropNote(ground, bell, visitor, params))
  serveMembers(app, ledger, routes.vote, ({ visitor, params, body }) =>
    vote(ground, bell, visitor, params, body.votes),
  )
}

/** From wall to words. */
function serveSent(app: FastifyInstance, ground: BoardGround): void {
  const { ledger } = ground
  serveMembers(app, ledger, routes.sendFromBoard, ({ visitor, params, body }) =>
    send(ground, visitor, params.board, body),
  )
  serveMembers(app, ledger, routes.fromBoards, ({ visitor, params }) =>
    readFromBoards(ground, visitor, params.document),
  )
  serveMembers(app, ledger, routes.issues, ({ visitor }) => readIssues(ledger, visitor))
  serveMembers(app, ledger, routes.addIssue, ({ visitor, body }) => addIssue(ledger, visitor, body))
  serveMembers(app, ledger, routes.changeIssue, ({ visitor, params, body }) =>
    changeIssue(ledger, visitor, params.issue, body),
  )
  serveMembers(app, ledger, routes.settleIssue, ({ visitor, params, body }) =>
    settleIssue(ledger, visitor, params.issue, body),
  )
}
