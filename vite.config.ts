import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'

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
        plugins: [react()],
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
