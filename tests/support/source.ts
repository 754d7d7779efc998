import { mkdtemp, symlink, writeFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import { build } from 'vite'

/** What tests start as processes of their own; a worker is found beside the file that starts it. */
const ENTRIES = {
  server: 'server/main.ts',
  admin: 'server/admin/main.ts',
  'sync-process': 'tests/support/sync-process.ts',
  'purge-process': 'tests/support/purge-process.ts',
  'restore-process': 'tests/support/restore-process.ts',
  'closing-process': 'tests/support/closing-process.ts',
  'board-process': 'tests/support/board-process.ts',
  'checkpoint-worker': 'server/storage/checkpoint-worker.ts',
}

export type Entry = keyof typeof ENTRIES

let built: Promise<string> | null = null

/**
 * The file to start for a process of the project's source. Bundled at the first call: a process that reads some
 * thousand files of source first takes two seconds of a processor, and some fifty are started.
 */
export async function fileOf(entry: Entry): Promise<string> {
  built ??= bundle()
  return join(await built, `${entry}.js`)
}

async function bundle(): Promise<string> {
  const outDir = await mkdtemp(join(tmpdir(), 'throughline-source-'))
  const sqlite = pathToFileURL(createRequire(import.meta.url).resolve('better-sqlite3')).href
  await build({
    configFile: false,
    logLevel: 'error',
    ssr: { noExternal: true },
    plugins: [
      {
        name: 'native stays where it is',
        enforce: 'pre',
        resolveId: (id) => (id === 'better-sqlite3' ? { id: sqlite, external: true } : null),
      },
    ],
    build: {
      ssr: true,
      target: 'node20',
      outDir,
      emptyOutDir: false,
      rolldownOptions: {
        input: ENTRIES,
        output: { entryFileNames: '[name].js', chunkFileNames: '[name].js' },
      },
    },
  })
  await writeFile(join(outDir, 'package.json'), '{ "type": "module" }')
  // The letters of a board's picture are read out of their package when one is exported.
  await symlink(resolve(import.meta.dirname, '../../node_modules'), join(outDir, 'node_modules'), 'dir')
  return outDir
}
