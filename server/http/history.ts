import type { FastifyInstance } from 'fastify'
import { routes } from '../../shared/api/routes.ts'
import { no, ok } from '../../shared/lib/result.ts'
import { nameVersion } from '../history/name-version.ts'
import {
  readComparison,
  readLastSeen,
  readTimeline,
  readVersionPicture,
  readVersionText,
} from '../history/read-versions.ts'
import { prepareRestore, putBack, readRestores, restore } from '../history/restores.ts'
import type { Reading } from '../records/home.ts'
import type { Images } from '../records/images.ts'
import { rightsOf } from '../records/standing.ts'
import { serveMembers } from './serve.ts'

const NOT_OPEN = no('not allowed', 'This document is not open to you. Guest readers read frozen versions.')

/** What documents used to say: timeline, versions, comparison, restore. */
export function serveHistory(app: FastifyInstance, reading: Reading & { images: Images }): void {
  const { ledger } = reading
  serveMembers(app, ledger, routes.timeline, ({ visitor, params }) => readTimeline(reading, visitor, params))
  serveMembers(app, ledger, routes.versionText, ({ visitor, params }) =>
    readVersionText(reading, visitor, params),
  )
  serveMembers(app, ledger, routes.versionPicture, ({ visitor, params }) =>
    readVersionPicture(reading, visitor, params),
  )
  serveMembers(app, ledger, routes.compareVersions, ({ visitor, params }) =>
    readComparison(reading, visitor, params),
  )
  serveMembers(app, ledger, routes.lastSeen, ({ visitor, params }) =>
    readLastSeen(reading, visitor, params.document),
  )
  serveMembers(app, ledger, routes.nameVersion, ({ visitor, params, body }) =>
    nameVersion(reading, visitor, params.document, body.name),
  )
  serveMembers(app, ledger, routes.restores, async ({ visitor, params: { document } }) =>
    (await rightsOf(ledger.db, visitor, document)).read
      ? // It settles what a crash cut short, and that is a write: a purge waits for it, and it for a purge.
        app.during(visitor.workspace, async () =>
          ok(await readRestores(reading, visitor.workspace, document)),
        )
      : NOT_OPEN,
  )
  serveMembers(app, ledger, routes.prepareRestore, ({ visitor, params, body }) =>
    prepareRestore(reading, visitor, params.document, body),
  )
  serveMembers(app, ledger, routes.restore, ({ visitor, params, body }) =>
    restore(reading, visitor, params.document, body),
  )
  serveMembers(app, ledger, routes.putBack, ({ visitor, params, body }) =>
    putBack(reading, visitor, params, body.id),
  )
}
