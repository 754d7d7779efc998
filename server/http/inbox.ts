import type { FastifyInstance } from 'fastify'
import { routes } from '../../shared/api/routes.ts'
import { no, ok } from '../../shared/lib/result.ts'
import type { Reading } from '../records/home.ts'
import { readInbox, seenInbox } from '../records/inbox.ts'
import { mentionable } from '../records/mentions.ts'
import { readSaid } from '../records/said.ts'
import { rightsOf } from '../records/standing.ts'
import { serveMembers } from './serve.ts'

/** Who can be named, what waits for whom, and what became of what was said. */
export function serveInbox(app: FastifyInstance, reading: Reading): void {
  const { ledger } = reading

  serveMembers(app, ledger, routes.mentionable, async ({ visitor, params: { document } }) =>
    (await rightsOf(ledger.db, visitor, document)).comment
      ? ok(await mentionable(ledger.db, visitor.workspace, document))
      : no('not allowed', 'You do not comment on this document, so you name nobody in it.'),
  )
  serveMembers(app, ledger, routes.inbox, ({ visitor }) => readInbox(reading, visitor))
  serveMembers(app, ledger, routes.seenInbox, ({ visitor, body }) => seenInbox(ledger, visitor, body.seen))
  serveMembers(app, ledger, routes.said, ({ visitor }) => readSaid(reading, visitor))
}
