import type { FastifyInstance } from 'fastify'
import { routes } from '../../shared/api/routes.ts'
import { moveAnchor } from '../records/anchors.ts'
import type { DocumentId } from '../../shared/domain/documents.ts'
import { no, ok } from '../../shared/lib/result.ts'
import { commentTrail, deleteComment, editComment, postComment, setState } from '../records/comments.ts'
import { readDocumentPage } from '../records/document-page.ts'
import { readHome, type Reading } from '../records/home.ts'
import { readComments } from '../records/read-comments.ts'
import { seenComments } from '../records/seen.ts'
import { changeReply, postReply } from '../records/replies.ts'
import { objectionToLate } from '../purge/late.ts'
import { rightsOf } from '../records/standing.ts'
import { objectionToPosting } from '../records/suggestions.ts'
import { writeFirstSections } from '../records/templates.ts'
import { confirmWording, enterWording } from '../records/wording.ts'
import { readText } from '../exports/text.ts'
import type { Visitor } from '../sync/doorkeeper.ts'
import { serveMembers } from './serve.ts'

const NOT_OPEN = no('not allowed', 'This document is not open to you. Guest readers read frozen versions.')

/** Home, themes, wording and comments. `prepare` gives a new workspace its template before it is first read. */
export function serveRecords(
  app: FastifyInstance,
  reading: Reading,
  prepare: (workspace: string) => Promise<void>,
): void {
  const { ledger } = reading
  const reads = async (visitor: Visitor, document: DocumentId) =>
    (await rightsOf(ledger.db, visitor, document)).read

  serveMembers(app, ledger, routes.home, async ({ visitor }) => {
    await prepare(visitor.workspace)
    return ok(await readHome(reading, visitor))
  })

  serveMembers(app, ledger, routes.documentPage, async ({ visitor, params }) => {
    await prepare(visitor.workspace)
    if (await reads(visitor, params.document))
      await writeFirstSections(reading.documents, visitor.workspace, params.document)
    const page = await readDocumentPage(reading, visitor, params.document)
    return page === null ? NOT_OPEN : ok(page)
  })

  serveMembers(app, ledger, routes.storedText, async ({ visitor, params: { document } }) =>
    (await reads(visitor, document)) ? ok(await readText(reading, visitor, document)) : NOT_OPEN,
  )

  serveMembers(app, ledger, routes.enterWording, ({ visitor, params, body }) =>
    enterWording(ledger, visitor, params.theme, body),
  )
  serveMembers(app, ledger, routes.confirmWording, ({ visitor, params, body }) =>
    confirmWording(ledger, visitor, params.theme, body.text),
  )

  serveMembers(app, ledger, routes.comments, async ({ visitor, params: { document } }) =>
    (await reads(visitor, document))
      ? ok(await readComments(ledger.db, visitor.workspace, document, visitor.id))
      : NOT_OPEN,
  )
  serveMembers(app, ledger, routes.comment, async ({ visitor, params, body }) => {
    const objection =
      (await objectionToLate(reading, visitor.workspace, params.document, body)) ??
      (await objectionToPosting(reading, visitor, params.document, body))
    return objection ?? postComment(ledger, visitor, params.document, body)
  })
  serveMembers(app, ledger, routes.editComment, ({ visitor, params, body }) =>
    editComment(ledger, visitor, params, body),
  )
  serveMembers(app, ledger, routes.deleteComment, ({ visitor, params }) =>
    deleteComment(ledger, visitor, params),
  )
  serveMembers(app, ledger, routes.reply, async ({ visitor, params, body }) => {
    const objection = await objectionToLate(reading, visitor.workspace, params.document, body)
    return objection ?? postReply(ledger, visitor, params, body)
  })
  serveMembers(app, ledger, routes.editReply, ({ visitor, params, body }) =>
    changeReply(ledger, visitor, params, body),
  )
  serveMembers(app, ledger, routes.deleteReply, ({ visitor, params }) =>
    changeReply(ledger, visitor, params, null),
  )
  serveMembers(app, ledger, routes.setCommentState, ({ visitor, params, body }) =>
    setState(ledger, visitor, params, body),
  )
  serveMembers(app, ledger, routes.moveAnchor, async ({ visitor, params, body: { anchor, version } }) => {
    const objection = await objectionToLate(reading, visitor.workspace, params.document, { anchor })
    return objection ?? moveAnchor(reading, visitor, params, { anchor, version })
  })
  serveMembers(app, ledger, routes.seenComments, ({ visitor, params, body }) =>
    seenComments(ledger, visitor, params.document, body.seen),
  )
  serveMembers(app, ledger, routes.commentTrail, async ({ visitor, params }) =>
    (await reads(visitor, params.document)) ? commentTrail(ledger, visitor, params) : NOT_OPEN,
  )
}
