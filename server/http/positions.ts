import type { FastifyInstance } from 'fastify'
import { routes } from '../../shared/api/routes.ts'
import { ok } from '../../shared/lib/result.ts'
import { type Freezing, freeze, goOn } from '../records/freezing.ts'
import { removeWords, setPosition } from '../records/positions.ts'
import { readPositions } from '../records/read-positions.ts'
import { nameSignatory } from '../records/signatories.ts'
import { serveMembers } from './serve.ts'

/** Positions of partners, who signs for them, and freezing. No route changes or takes away a position. */
export function servePositions(app: FastifyInstance, freezing: Freezing): void {
  const { ledger } = freezing
  serveMembers(app, ledger, routes.positions, async ({ visitor }) =>
    ok(await readPositions(freezing, visitor)),
  )
  serveMembers(app, ledger, routes.setPosition, ({ visitor, params, body }) =>
    setPosition(freezing, visitor, params.theme, body),
  )
  serveMembers(app, ledger, routes.removeWordsOfPosition, ({ visitor, params }) =>
    removeWords(freezing, visitor, params.theme, params.position),
  )
  serveMembers(app, ledger, routes.nameSignatory, ({ visitor, params, body }) =>
    nameSignatory(ledger, visitor, params.partner, body.signatory),
  )
  serveMembers(app, ledger, routes.freeze, ({ visitor, params }) => freeze(freezing, visitor, params.theme))
  serveMembers(app, ledger, routes.goOn, ({ visitor, params }) => goOn(freezing, visitor, params.theme))
}
