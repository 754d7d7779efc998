import { z } from 'zod'
import { RecordId } from '../annotations/comments.ts'
import { PlaceId } from '../domain/record-id.ts'
import { ThemeId } from '../domain/themes.ts'
import { DeckSection } from '../presentation/deck.ts'
import {
  AddedSteps,
  ListenerNote,
  Question,
  Run,
  RunEnding,
  RunKind,
  RunStep,
} from '../presentation/rehearsals.ts'
import { Done, OfWorkspace } from './params.ts'
import { route } from './route.ts'

const OfRun = OfWorkspace.extend({ run: RecordId })
const OfQuestion = OfWorkspace.extend({ question: RecordId })

const Words = z.string().trim().min(1, 'Write something first.').max(2_000, 'Keep it under 2,000 characters.')
const QuestionWords = z.object({
  theme: ThemeId.nullable(),
  question: Words,
  answer: z.string().trim().max(4_000, 'Keep it under 4,000 characters.').nullable(),
})

/** Runs of the opening presentation: rehearsals and the real one (R48, F6), and the questions to expect (R92). */
export const rehearsalRoutes = {
  deck: route({
    method: 'GET',
    path: '/api/w/:workspace/presentation/deck',
    summary: 'All sections of the presentation with their words, to draw the slides from',
    params: OfWorkspace,
    body: undefined,
    reply: z.object({ now: z.number(), sections: z.array(DeckSection) }),
  }),
  deckSection: route({
    method: 'GET',
    path: '/api/w/:workspace/presentation/deck/:section',
    summary: 'One section of the presentation with its words as they are now',
    params: OfWorkspace.extend({ section: PlaceId }),
    body: undefined,
    reply: DeckSection,
  }),
  runs: route({
    method: 'GET',
    path: '/api/w/:workspace/presentation/runs',
    summary: 'The log of runs, the latest first',
    params: OfWorkspace,
    body: undefined,
    reply: z.object({
      /** The server's clock, ms since 1970: pages put theirs right by it. */
      now: z.number(),
      runs: z.array(Run),
    }),
  }),
  run: route({
    method: 'GET',
    path: '/api/w/:workspace/presentation/runs/:run',
    summary: 'A run, where it is now, and what listeners noted and asked',
    params: OfRun,
    body: undefined,
    reply: z.object({
      now: z.number(),
      run: Run,
      notes: z.array(ListenerNote),
      asked: z.array(RecordId),
      ending: RunEnding,
    }),
  }),
  startRun: route({
    method: 'POST',
    path: '/api/w/:workspace/presentation/runs',
    summary: 'Begin a run with the running order as it stands',
    params: OfWorkspace,
    body: z.object({ id: RecordId, kind: RunKind, at: z.number().int().positive() }),
    reply: Run,
  }),
  addRunSteps: route({
    method: 'POST',
    path: '/api/w/:workspace/presentation/runs/:run/steps',
    summary: 'What happened since; each step stands once, however often it is sent',
    params: OfRun,
    body: z.object({ steps: z.array(RunStep).min(1).max(500) }),
    reply: AddedSteps,
  }),
  addRunNote: route({
    method: 'POST',
    path: '/api/w/:workspace/presentation/runs/:run/notes',
    summary: 'Note something for a section while listening',
    params: OfRun,
    body: z.object({
      id: RecordId,
      section: PlaceId,
      words: Words,
      writtenAt: z.number().int().positive(),
    }),
    reply: ListenerNote,
  }),
  removeRunNote: route({
    method: 'DELETE',
    path: '/api/w/:workspace/presentation/runs/:run/notes/:note',
    summary: 'Take back a note of one’s own',
    params: OfRun.extend({ note: RecordId }),
    body: undefined,
    reply: Done,
  }),
  questions: route({
    method: 'GET',
    path: '/api/w/:workspace/presentation/questions',
    summary: 'The questions to expect, by theme',
    params: OfWorkspace,
    body: undefined,
    reply: z.array(Question),
  }),
  addQuestion: route({
    method: 'POST',
    path: '/api/w/:workspace/presentation/questions',
    summary: 'Add a question to expect',
    params: OfWorkspace,
    body: QuestionWords.extend({ id: RecordId }),
    reply: Question,
  }),
  changeQuestion: route({
    method: 'PUT',
    path: '/api/w/:workspace/presentation/questions/:question',
    summary: 'Change a question or its answer',
    params: OfQuestion,
    body: QuestionWords.extend({ version: z.number().int().min(1) }),
    reply: Question,
  }),
  removeQuestion: route({
    method: 'DELETE',
    path: '/api/w/:workspace/presentation/questions/:question',
    summary: 'Take a question out of the bank; the log of runs keeps it',
    params: OfQuestion,
    body: undefined,
    reply: Done,
  }),
  askQuestion: route({
    method: 'PUT',
    path: '/api/w/:workspace/presentation/runs/:run/asked/:question',
    summary: 'Note that a question was asked in this run',
    params: OfRun.extend({ question: RecordId }),
    body: z.object({ asked: z.boolean() }),
    reply: Done,
  }),
} as const
