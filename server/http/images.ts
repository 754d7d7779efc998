import type { FastifyInstance } from 'fastify'
import { LIMITS } from '../../shared/protocol/limits.ts'
import { routes } from '../../shared/api/routes.ts'
import { no } from '../../shared/lib/result.ts'
import { holders } from '../accounts/identity.ts'
import type { Images } from '../records/images.ts'
import type { Ledger } from '../storage/ledger.ts'
import { problem } from './errors.ts'
import { NO_WORKSPACE, serveMembers, whoAsks } from './serve.ts'

/** Images of narratives: sent as they are, shown to members of their workspace only. */
export async function serveImages(app: FastifyInstance, ledger: Ledger, images: Images): Promise<void> {
  // A scope of its own: only here is a body of this size and kind taken.
  await app.register((scope, _options, done) => {
    scope.addContentTypeParser(
      /^(image\/|application\/octet-stream)/,
      { parseAs: 'buffer', bodyLimit: LIMITS.imageBytes },
      (_request, bytes, parsed) => parsed(null, bytes),
    )
    serveMembers(scope, ledger, routes.addImage, async ({ visitor, request }) =>
      Buffer.isBuffer(request.body)
        ? images.keep(visitor, request.body)
        : no('bad request', 'Send the image itself as the body.'),
    )
    done()
  })

  // No `serve`: an <img> cannot say who its window is, so any good session of that workspace will do.
  app.get<{ Params: { workspace: string; name: string } }>(
    '/api/w/:workspace/images/:name',
    { schema: { hide: true } },
    async (request, reply) => {
      const { workspace, name } = request.params
      const byToken = request.headers.authorization === undefined ? null : await whoAsks(ledger, request)
      const known = byToken?.ok ? [byToken.value] : await holders(ledger, request.headers.cookie)
      if (known.length === 0)
        return problem(reply, {
          error: 'signed out',
          say: 'You are signed out here. Ask your lead for a fresh link.',
        })
      const { reason: error, say } = NO_WORKSPACE
      if (!known.some(({ visitor }) => visitor.workspace === workspace)) return problem(reply, { error, say })
      const image = await images.find(workspace, name)
      if (image === null) return problem(reply, { error, say: 'There is no such image here.' })
      return reply
        .type(image.type)
        .header('cache-control', 'private, max-age=31536000, immutable')
        .header('content-security-policy', "default-src 'none'; sandbox")
        .header('content-disposition', 'inline')
        .send(image.bytes)
    },
  )
}
