import { z } from 'zod'
import {
  Anonymity,
  Board,
  BoardLine,
  BoardState,
  FromBoard,
  Issue,
  SentAs,
  Stage,
  TemplateId,
  View,
} from '../board/boards.ts'
import { DocumentId } from '../domain/documents.ts'
import { PlaceId, RecordId } from '../domain/record-id.ts'
import { ThemeId } from '../domain/themes.ts'
import { ActionSaid } from '../register/register.ts'
import { Done, OfDocument, OfWorkspace } from './params.ts'
import { route } from './route.ts'

const OfBoard = OfWorkspace.extend({ board: RecordId })
const OfRound = OfBoard.extend({ round: RecordId })
const OfNote = OfRound.extend({ note: RecordId })
const OfIssue = OfWorkspace.extend({ issue: RecordId })

const Title = z
  .string()
  .trim()
  .min(1, 'Give the board a title.')
  .max(120, 'Keep the title under 120 characters.')
const NoteWords = z
  .string()
  .trim()
  .min(1, 'Write something first.')
  .max(1_000, 'A note holds 1,000 characters. Write the rest on another one.')
const IssueWords = z.string().trim().min(1, 'Say what came up.').max(4_000, 'Keep it under 4,000 characters.')
const Version = z.number().int().min(0)

/** Workshop boards, their steps, private writing, votes, and what became of what stood on them (issue 6). */
export const boardRoutes = {
  boards: route({
    method: 'GET',
    path: '/api/w/:workspace/boards',
    summary: 'Every board of the workspace, archived ones too',
    params: OfWorkspace,
    body: undefined,
    reply: z.array(BoardLine),
  }),
  makeBoard: route({
    method: 'POST',
    path: '/api/w/:workspace/boards',
    summary: 'Make a board from a template; whoever makes it facilitates',
    params: OfWorkspace,
    body: z.object({
      id: RecordId,
      title: Title,
      theme: ThemeId.nullable(),
      template: TemplateId,
      /** Columns of a theme wall: phrases of the pinned wording as a person has split it; null: split by its commas. */
      columns: z.array(z.string().trim().min(1).max(200)).min(1).max(12).nullable().default(null),
    }),
    reply: BoardLine,
  }),
  board: route({
    method: 'GET',
    path: '/api/w/:workspace/boards/:board',
    summary: 'A board’s steps, timer, and the visitor’s own notes and votes',
    params: OfBoard,
    body: undefined,
    reply: Board,
  }),
  changeBoard: route({
    method: 'PATCH',
    path: '/api/w/:workspace/boards/:board',
    summary: 'Rename a board, archive it, lock it, hand it over or plan its steps; it says what it saw',
    params: OfBoard,
    body: z.object({
      version: Version,
      title: Title.optional(),
      theme: ThemeId.nullable().optional(),
      state: BoardState.optional(),
      locked: z.boolean().optional(),
      /** A member's id. */
      facilitator: z.string().max(40).nullable().optional(),
      stages: z.array(Stage).max(20, 'A workshop has twenty steps at most.').optional(),
    }),
    reply: Board,
  }),
  goToStage: route({
    method: 'POST',
    path: '/api/w/:workspace/boards/:board/stage',
    summary:
      'Go to a step: it sets its timer, opens or reveals its round of writing, opens its ballot or shows the result',
    params: OfBoard,
    body: z.object({ version: Version, stage: PlaceId.nullable() }),
    reply: Board,
  }),
  setBoardTimer: route({
    method: 'POST',
    path: '/api/w/:workspace/boards/:board/timer',
    summary: 'Start, halt, go on with, lengthen or stop the timer that everyone sees',
    params: OfBoard,
    body: z.union([
      z.object({ do: z.literal('start'), minutes: z.number().positive().max(240) }),
      z.object({ do: z.literal('add'), minutes: z.number().positive().max(60) }),
      z.object({ do: z.enum(['halt', 'go on', 'stop']) }),
    ]),
    reply: Board,
  }),
  callToView: route({
    method: 'POST',
    path: '/api/w/:workspace/boards/:board/call',
    summary: 'Bring everyone to a part of the board',
    params: OfBoard,
    body: z.object({ view: View }),
    reply: Board,
  }),
  startRound: route({
    method: 'POST',
    path: '/api/w/:workspace/boards/:board/rounds',
    summary: 'Begin a round of private writing or a ballot; its promise of anonymity is fixed with that',
    params: OfBoard,
    body: z.union([
      z.object({ id: RecordId, kind: z.literal('writing'), anonymity: Anonymity }),
      z.object({ id: RecordId, kind: z.literal('voting'), votes: z.number().int().min(1).max(20) }),
    ]),
    reply: Board,
  }),
  endRound: route({
    method: 'POST',
    path: '/api/w/:workspace/boards/:board/rounds/:round/end',
    summary: 'Reveal the notes of a round of writing, or show the result of a ballot',
    params: OfRound,
    body: z.object({}),
    reply: Board,
  }),
  writeNote: route({
    method: 'PUT',
    path: '/api/w/:workspace/boards/:board/rounds/:round/notes/:note',
    summary: 'Write or change a private note; once for its id',
    params: OfNote,
    body: z.object({ words: NoteWords, frame: PlaceId.nullable() }),
    reply: Board,
  }),
  dropNote: route({
    method: 'DELETE',
    path: '/api/w/:workspace/boards/:board/rounds/:round/notes/:note',
    summary: 'Throw a private note of one’s own away',
    params: OfNote,
    body: undefined,
    reply: Board,
  }),
  vote: route({
    method: 'PUT',
    path: '/api/w/:workspace/boards/:board/rounds/:round/votes/:item',
    summary: 'Give so many of one’s votes to a note or a cluster; nought takes them back',
    params: OfRound.extend({ item: PlaceId }),
    body: z.object({ votes: z.number().int().min(0).max(20) }),
    reply: Board,
  }),
  sendFromBoard: route({
    method: 'POST',
    path: '/api/w/:workspace/boards/:board/sent',
    summary: 'Send a note or a cluster to a narrative, to the actions or to the issues; once for its id',
    params: OfBoard,
    body: z.object({
      id: RecordId,
      item: PlaceId,
      as: SentAs,
      /** Of what goes to a narrative: which, and where. */
      document: DocumentId.nullable(),
      section: PlaceId.nullable(),
      /** As the sender would have it; a cluster's notes are its lines. */
      words: z
        .string()
        .trim()
        .min(1, 'There are no words to send.')
        .max(4_000, 'Keep it under 4,000 characters.'),
      /** Of an action and an issue. */
      theme: ThemeId.nullable(),
      /** Of an action: its reference, "4.7". */
      ref: ActionSaid.shape.ref.nullable(),
    }),
    reply: Board,
  }),
  fromBoards: route({
    method: 'GET',
    path: '/api/w/:workspace/documents/:document/from-boards',
    summary: 'What came into a document from a wall, oldest first',
    params: OfDocument,
    body: undefined,
    reply: z.array(FromBoard),
  }),
  issues: route({
    method: 'GET',
    path: '/api/w/:workspace/issues',
    summary: 'What came up and is not for a narrative, open ones first',
    params: OfWorkspace,
    body: undefined,
    reply: z.array(Issue),
  }),
  addIssue: route({
    method: 'POST',
    path: '/api/w/:workspace/issues',
    summary: 'Enter an issue by hand; once for its id',
    params: OfWorkspace,
    body: z.object({ id: RecordId, words: IssueWords, theme: ThemeId.nullable() }),
    reply: Done,
  }),
  changeIssue: route({
    method: 'PATCH',
    path: '/api/w/:workspace/issues/:issue',
    summary: 'Change the words or the theme of an open issue',
    params: OfIssue,
    body: z.object({ words: IssueWords, theme: ThemeId.nullable(), version: Version }),
    reply: Done,
  }),
  settleIssue: route({
    method: 'PUT',
    path: '/api/w/:workspace/issues/:issue',
    summary: 'Say how an issue was settled, or open it again',
    params: OfIssue,
    body: z.object({
      state: z.enum(['open', 'settled']),
      outcome: z.string().trim().max(1_000).nullable(),
      version: Version,
    }),
    reply: Done,
  }),
}
