import type { FastifyInstance } from 'fastify'
import { routes } from '../../shared/api/routes.ts'
import { no, ok } from '../../shared/lib/result.ts'
import { roomOf } from '../../shared/rooms.ts'
import { paragraphsIn } from '../history/paragraphs-now.ts'
import { openAnalysis, readAnalyses, readSubmission, submitAnalysis } from '../records/analyses.ts'
import { readEasy, signEasy } from '../records/easy.ts'
import type { Reading } from '../records/home.ts'
import { makeLink, readLinks, readSideBySide, takeLink } from '../records/links.ts'
import { blocksOfDoc, passagesOf } from '../records/passages.ts'
import { rightsOf } from '../records/standing.ts'
import { serveMembers } from './serve.ts'

const NOT_OPEN = no('not allowed', 'This document is not open to you. Guest readers read frozen versions.')

/** Partners' own analyses and their links, and the Easy Read texts. */
export function serveAnalyses(
  app: FastifyInstance,
  reading: Reading,
  rightsChangedIn: (room: string) => void,
): void {
  const { ledger } = reading
  serveMembers(app, ledger, routes.analyses, ({ visitor }) => readAnalyses(reading, visitor))
  serveMembers(app, ledger, routes.openAnalysis, ({ visitor, params, body }) =>
    openAnalysis(reading, rightsChangedIn, visitor, params.partner, body),
  )
  serveMembers(app, ledger, routes.submitAnalysis, ({ visitor, params, body }) =>
    submitAnalysis(reading, visitor, params.partner, body.id),
  )
  serveMembers(app, ledger, routes.submission, ({ visitor, params }) =>
    readSubmission(reading, visitor, params.partner, params.number),
  )
  serveMembers(app, ledger, routes.passages, async ({ visitor, params: { document } }) => {
    if (!(await rightsOf(ledger.db, visitor, document)).read) return NOT_OPEN
    return ok(
      await reading.documents.look(roomOf(visitor.workspace, document), (doc) =>
        passagesOf(blocksOfDoc(doc)),
      ),
    )
  })
  serveMembers(app, ledger, routes.links, ({ visitor, params }) =>
    readLinks(reading, visitor, params.document),
  )
  serveMembers(app, ledger, routes.link, ({ visitor, params, body }) =>
    makeLink(reading, visitor, params.partner, body),
  )
  serveMembers(app, ledger, routes.unlink, ({ visitor, params }) =>
    takeLink(reading, visitor, params.partner, params.link),
  )
  serveMembers(app, ledger, routes.sideBySide, ({ visitor, params }) =>
    readSideBySide(reading, visitor, params.partner),
  )
  serveMembers(app, ledger, routes.easyRead, ({ visitor, params }) =>
    readEasy(reading, paragraphsIn, visitor, params.theme),
  )
  serveMembers(app, ledger, routes.signEasyRead, ({ visitor, params, body }) =>
    signEasy(reading, paragraphsIn, visitor, params.theme, body.id),
  )
}
