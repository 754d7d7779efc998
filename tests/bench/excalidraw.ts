import { createReadStream } from 'node:fs'
import { createServer } from 'node:http'
import { extname, join, normalize } from 'node:path'
import { fileURLToPath } from 'node:url'
import { build } from 'vite'

const PAGE = fileURLToPath(new URL('peers/excalidraw', import.meta.url))
const FONTS = fileURLToPath(new URL('peers/node_modules/@excalidraw/excalidraw/dist/prod', import.meta.url))
const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.woff2': 'font/woff2',
}

/** Builds the page with Excalidraw on it, as production code, and serves it on 127.0.0.1. */
export async function serveExcalidraw(dir: string): Promise<{ origin: string; close(): void }> {
  await build({
    root: PAGE,
    configFile: false,
    logLevel: 'silent',
    oxc: { jsx: { runtime: 'automatic' } },
    build: { outDir: dir, emptyOutDir: true, chunkSizeWarningLimit: 100_000 },
  })
  const server = createServer((request, response) => {
    const path = normalize(decodeURI(new URL(request.url ?? '/', 'http://x').pathname))
    const file = path.startsWith('/fonts/')
      ? join(FONTS, path)
      : join(dir, path === '/' ? 'index.html' : path)
    createReadStream(file)
      .on('open', () =>
        response.setHeader('content-type', TYPES[extname(file)] ?? 'application/octet-stream'),
      )
      .on('error', () => response.writeHead(404).end())
      .pipe(response)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('no port')
  return { origin: `http://127.0.0.1:${address.port}`, close: () => server.close() }
}
