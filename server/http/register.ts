import type { FastifyInstance } from 'fastify'
import { routes } from '../../shared/api/routes.ts'
import { ok } from '../../shared/lib/result.ts'
import { may } from '../../shared/permissions.ts'
import { readProgress } from '../records/action-rows.ts'
import { reverse, setStatus } from '../records/action-status.ts'
import { importActions } from '../records/action-import.ts'
import { addAction, changeAction, noteAction } from '../records/actions.ts'
import { addChase, closeChase, readChase, tieChase, tieComment } from '../records/chase.ts'
import { addEvidence, changeEvidence, verifyEvidence, withdrawEvidence } from '../records/evidence.ts'
import { setColours } from '../records/colours.ts'
import { NOT_OPEN } from '../records/register-door.ts'
import { readHistory, readRegister } from '../records/register-read.ts'
import type { Ledger } from '../storage/ledger.ts'
import { serveMembers } from './serve.ts'

/** The register of actions, the evidence they rest on, and the chase list. */
export function serveRegister(app: FastifyInstance, ledger: Ledger): void {
  serveMembers(app, ledger, routes.register, ({ visitor }) => readRegister(ledger, visitor))
  serveMembers(app, ledger, routes.progress, async ({ visitor }) =>
    may(visitor, { do: 'read register' }) ? ok(await readProgress(ledger, visitor.workspace)) : NOT_OPEN,
  )
  serveMembers(app, ledger, routes.actionHistory, ({ visitor, params }) =>
    readHistory(ledger, visitor, params.action),
  )
  serveMembers(app, ledger, routes.addAction, ({ visitor, body }) => addAction(ledger, visitor, body))
  serveMembers(app, ledger, routes.importActions, ({ visitor, body }) =>
    importActions(ledger, visitor, body.rows),
  )
  serveMembers(app, ledger, routes.changeAction, ({ visitor, params, body }) =>
    changeAction(ledger, visitor, params.action, body),
  )
  serveMembers(app, ledger, routes.setActionStatus, ({ visitor, params, body }) =>
    setStatus(ledger, visitor, params.action, body),
  )
  serveMembers(app, ledger, routes.reverseAction, ({ visitor, params, body }) =>
    reverse(ledger, visitor, params.action, body),
  )
  serveMembers(app, ledger, routes.noteAction, ({ visitor, params, body }) =>
    noteAction(ledger, visitor, params.action, body),
  )
  serveMembers(app, ledger, routes.addEvidence, ({ visitor, body }) => addEvidence(ledger, visitor, body))
  serveMembers(app, ledger, routes.changeEvidence, ({ visitor, params, body }) =>
    changeEvidence(ledger, visitor, params.evidence, body),
  )
  serveMembers(app, ledger, routes.verifyEvidence, ({ visitor, params, body }) =>
    verifyEvidence(ledger, visitor, params.evidence, body),
  )
  serveMembers(app, ledger, routes.withdrawEvidence, ({ visitor, params, body }) =>
    withdrawEvidence(ledger, visitor, params.evidence, body),
  )
  serveMembers(app, ledger, routes.setColours, ({ visitor, body }) => setColours(ledger, visitor, body))
  serveMembers(app, ledger, routes.chase, ({ visitor }) => readChase(ledger, visitor))
  serveMembers(app, ledger, routes.addChase, ({ visitor, body }) => addChase(ledger, visitor, body))
  serveMembers(app, ledger, routes.tieChase, ({ visitor, params, body }) =>
    tieChase(ledger, visitor, params.chase, body),
  )
  serveMembers(app, ledger, routes.tieComment, ({ visitor, params, body }) =>
    tieComment(ledger, visitor, params.chase, body),
  )
  serveMembers(app, ledger, routes.closeChase, ({ visitor, params, body }) =>
    closeChase(ledger, visitor, params.chase, body),
  )
}
