import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { brotliCompressSync, constants, gzipSync } from 'node:zlib'
import react from '@vitejs/plugin-react'
import { defineConfig, type Plugin } from 'vite'

/** Compresses scripts and styles once, when they are built: a phone on a poor link loads a third of the bytes. */
const compressed = (): Plugin => ({
  name: 'compressed',
  apply: 'build',
  writeBundle({ dir = '' }, bundle) {
    for (const name of Object.keys(bundle).filter((name) => /\.(js|css)$/.test(name))) {
      const bytes = readFileSync(join(dir, name))
      writeFileSync(
        join(dir, `${name}.br`),
        brotliCompressSync(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: 9 } }),
      )
      writeFileSync(join(dir, `${name}.gz`), gzipSync(bytes, { level: 9 }))
    }
  },
})

// `vite build` makes the pages; `vite build --mode server` makes the server and its worker.
export default defineConfig(({ mode }) =>
  mode === 'server'
    ? {
        build: {
          ssr: true,
          target: 'node20',
          outDir: 'dist/server',
          sourcemap: true,
          rolldownOptions: {
            input: { main: 'server/main.ts', 'checkpoint-worker': 'server/storage/checkpoint-worker.ts' },
            // All side by side: a worker is found beside the file that starts it.
            output: { entryFileNames: '[name].js', chunkFileNames: '[name].js' },
          },
        },
      }
    : {
        root: 'client',
        plugins: [react(), compressed()],
        // Two copies of yjs in one page break every instanceof; one copy is a promise, held by a test.
        resolve: { dedupe: ['yjs', 'lib0', 'y-protocols'] },
        build: { outDir: '../dist/client', emptyOutDir: true, target: 'es2022', assetsInlineLimit: 0 },
        server: {
          host: '127.0.0.1',
          port: 4301,
          proxy: {
            '/api': 'http://127.0.0.1:4300',
            '/sync': { target: 'ws://127.0.0.1:4300', ws: true },
            '/live': { target: 'ws://127.0.0.1:4300', ws: true },
          },
        },
      },
)
