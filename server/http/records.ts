import type { FastifyInstance } from 'fastify'
import { routes } from '../../shared/api/routes.ts'
import { no, ok } from '../../shared/lib/result.ts'
import { may } from '../../shared/permissions.ts'
import {
  changeReply,
  commentTrail,
  deleteComment,
  editComment,
  moveAnchor,
  postComment,
  postReply,
  setState,
} from '../records/comments.ts'
import { readHome, readThemePage, type Reading } from '../records/home.ts'
import { readComments } from '../records/read-comments.ts'
import { seenComments } from '../records/seen.ts'
import { confirmWording, enterWording } from '../records/wording.ts'
import { readText } from '../exports/text.ts'
import { serveMembers } from './serve.ts'

const NOT_YET = no('not allowed', 'Guest readers read the frozen versions; there is none yet.')

/** Home, themes, wording and comments. `prepare` gives a new workspace its template before it is first read. */
export function serveRecords(
  app: FastifyInstance,
  reading: Reading,
  prepare: (workspace: string) => Promise<void>,
): void {
  const { ledger } = reading

  serveMembers(app, ledger, routes.home, async ({ visitor }) => {
    await prepare(visitor.workspace)
    return ok(await readHome(reading, visitor))
  })

  serveMembers(app, ledger, routes.themePage, async ({ visitor, params }) => {
    await prepare(visitor.workspace)
    const page = await readThemePage(reading, visitor, params.theme)
    return page === null ? NOT_YET : ok(page)
  })

  serveMembers(app, ledger, routes.storedText, async ({ visitor, params: { theme } }) =>
    may(visitor, { do: 'read narrative', theme })
      ? ok(await readText(reading, visitor.workspace, theme))
      : NOT_YET,
  )

  serveMembers(app, ledger, routes.enterWording, ({ visitor, params, body }) =>
    enterWording(ledger, visitor, params.theme, body),
  )
  serveMembers(app, ledger, routes.confirmWording, ({ visitor, params, body }) =>
    confirmWording(ledger, visitor, params.theme, body.text),
  )

  serveMembers(app, ledger, routes.comments, async ({ visitor, params: { theme } }) =>
    may(visitor, { do: 'read narrative', theme })
      ? ok(await readComments(ledger.db, visitor.workspace, theme, visitor.id))
      : NOT_YET,
  )
  serveMembers(app, ledger, routes.comment, ({ visitor, params, body }) =>
    postComment(ledger, visitor, params.theme, body),
  )
  serveMembers(app, ledger, routes.editComment, ({ visitor, params, body }) =>
    editComment(ledger, visitor, params, body.text),
  )
  serveMembers(app, ledger, routes.deleteComment, ({ visitor, params }) =>
    deleteComment(ledger, visitor, params),
  )
  serveMembers(app, ledger, routes.reply, ({ visitor, params, body }) =>
    postReply(ledger, visitor, params, body),
  )
  serveMembers(app, ledger, routes.editReply, ({ visitor, params, body }) =>
    changeReply(ledger, visitor, params, body.text),
  )
  serveMembers(app, ledger, routes.deleteReply, ({ visitor, params }) =>
    changeReply(ledger, visitor, params, null),
  )
  serveMembers(app, ledger, routes.setCommentState, ({ visitor, params, body }) =>
    setState(ledger, visitor, params, body),
  )
  serveMembers(app, ledger, routes.moveAnchor, ({ visitor, params, body }) =>
    moveAnchor(ledger, visitor, params, body),
  )
  serveMembers(app, ledger, routes.seenComments, ({ visitor, params, body }) =>
    seenComments(ledger, visitor, params.theme, body.seen),
  )
  serveMembers(app, ledger, routes.commentTrail, async ({ visitor, params }) =>
    may(visitor, { do: 'read narrative', theme: params.theme })
      ? commentTrail(ledger, visitor, params)
      : NOT_YET,
  )
}
