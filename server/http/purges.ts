import type { FastifyInstance } from 'fastify'
import { routes } from '../../shared/api/routes.ts'
import type { PurgeDesk } from '../purge/desk.ts'
import { ask, type Asking, listPurges, lookFor, readEpochs, refuse, turnKey } from '../purge/purges.ts'
import { serveMembers } from './serve.ts'

/** Text removed for good: requests, keys, and what became of them. */
export function servePurges(app: FastifyInstance, asking: Asking, desk: PurgeDesk): void {
  const { ledger } = asking
  serveMembers(app, ledger, routes.epochs, ({ visitor }) => readEpochs(ledger, visitor))
  serveMembers(app, ledger, routes.purges, ({ visitor }) => listPurges(ledger, visitor))
  serveMembers(app, ledger, routes.lookForWords, ({ visitor, body }) => lookFor(asking, visitor, body))
  serveMembers(app, ledger, routes.askPurge, ({ visitor, body }) => ask(asking, visitor, body))
  serveMembers(app, ledger, routes.turnKey, async ({ visitor, params }) => {
    const answer = await turnKey(ledger, visitor, params.purge)
    // Both keys are turned: it goes on by itself, whether or not this person waits for it.
    if (answer.ok && answer.value.state === 'under way') void desk.carryOn()
    return answer
  })
  serveMembers(app, ledger, routes.refusePurge, ({ visitor, params, body }) =>
    refuse(ledger, visitor, params.purge, body.why),
  )
}
