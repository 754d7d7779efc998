import type { FastifyInstance } from 'fastify'
import { routes } from '../../shared/api/routes.ts'
import {
  addQuestion,
  askQuestion,
  changeQuestion,
  readQuestions,
  removeQuestion,
} from '../records/questions.ts'
import { addSteps, startRun } from '../records/run-acts.ts'
import type { AwaySince } from '../records/run-ending.ts'
import { addNote, removeNote } from '../records/run-notes.ts'
import { readRun, readRuns } from '../records/runs.ts'
import { readDeck, readDeckSection } from '../records/deck.ts'
import type { Reading } from '../records/home.ts'
import { serveMembers } from './serve.ts'

/** Runs of the opening presentation, and the questions to expect. */
export function serveRehearsals(
  app: FastifyInstance,
  { ledger, documents, awaySince }: Pick<Reading, 'ledger' | 'documents'> & { awaySince: AwaySince },
): void {
  serveMembers(app, ledger, routes.deck, ({ visitor }) => readDeck({ ledger, documents }, visitor))
  serveMembers(app, ledger, routes.deckSection, ({ visitor, params }) =>
    readDeckSection({ ledger, documents }, visitor, params.section),
  )
  serveMembers(app, ledger, routes.runs, ({ visitor }) => readRuns(ledger, visitor))
  serveMembers(app, ledger, routes.run, ({ visitor, params }) =>
    readRun(ledger, visitor, { id: params.run, awaySince }),
  )
  serveMembers(app, ledger, routes.startRun, ({ visitor, body }) => startRun(ledger, visitor, body))
  serveMembers(app, ledger, routes.addRunSteps, ({ visitor, params, body }) =>
    addSteps(ledger, visitor, params.run, { steps: body.steps, awaySince }),
  )
  serveMembers(app, ledger, routes.addRunNote, ({ visitor, params, body }) =>
    addNote(ledger, visitor, params.run, body),
  )
  serveMembers(app, ledger, routes.removeRunNote, ({ visitor, params }) =>
    removeNote(ledger, visitor, params.run, params.note),
  )
  serveMembers(app, ledger, routes.questions, ({ visitor }) => readQuestions(ledger, visitor))
  serveMembers(app, ledger, routes.addQuestion, ({ visitor, body }) => addQuestion(ledger, visitor, body))
  serveMembers(app, ledger, routes.changeQuestion, ({ visitor, params, body }) =>
    changeQuestion(ledger, visitor, params.question, body),
  )
  serveMembers(app, ledger, routes.removeQuestion, ({ visitor, params }) =>
    removeQuestion(ledger, visitor, params.question),
  )
  serveMembers(app, ledger, routes.askQuestion, ({ visitor, params, body }) =>
    askQuestion(ledger, visitor, { run: params.run, question: params.question, asked: body.asked }),
  )
}
