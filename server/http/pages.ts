import { existsSync } from 'node:fs'
import { join } from 'node:path'
import statics from '@fastify/static'
import type { FastifyInstance } from 'fastify'
import { problem } from './errors.ts'

/** Serves the built pages: hashed files for ever, the page itself always fresh, and every app route from one page. */
export async function servePages(app: FastifyInstance, root: string): Promise<void> {
  const built = existsSync(join(root, 'index.html'))
  if (built)
    await app.register(statics, {
      root,
      wildcard: false,
      preCompressed: true,
      index: ['index.html'],
      cacheControl: false,
      setHeaders(reply, path) {
        const forever = path.startsWith(join(root, 'assets'))
        reply.header('cache-control', forever ? 'public, max-age=31536000, immutable' : 'no-cache')
      },
    })
  app.setNotFoundHandler((request, reply) => {
    const path = request.url.split('?', 1)[0] ?? '/'
    const page =
      request.method === 'GET' && !/^\/(api|sync|live|assets)(\/|$)/.test(path) && !/\.\w+$/.test(path)
    if (page && built) return reply.header('cache-control', 'no-cache').sendFile('index.html')
    return problem(reply, { error: 'not found', say: 'There is nothing at this address.' })
  })
}
