import type { FastifyInstance } from 'fastify'
import { routes } from '../../shared/api/routes.ts'
import type { SuggestionsDesk } from '../records/suggestions-desk.ts'
import type { Ledger } from '../storage/ledger.ts'
import { serveMembers } from './serve.ts'

/** What becomes of suggested wording; it is posted as a comment. */
export function serveSuggestions(app: FastifyInstance, ledger: Ledger, desk: SuggestionsDesk): void {
  serveMembers(app, ledger, routes.acceptSuggestion, ({ visitor, params, body }) =>
    desk.accept(visitor, params, body),
  )
  serveMembers(app, ledger, routes.declineSuggestion, ({ visitor, params, body }) =>
    desk.decline(visitor, params, body),
  )
  serveMembers(app, ledger, routes.reopenSuggestion, ({ visitor, params, body }) =>
    desk.reopen(visitor, params, body),
  )
  serveMembers(app, ledger, routes.changeSuggestion, ({ visitor, params, body }) =>
    desk.reword(visitor, params, body),
  )
  serveMembers(app, ledger, routes.decideSuggestions, ({ visitor, params, body }) =>
    desk.decideSeveral(visitor, params.document, body),
  )
}
