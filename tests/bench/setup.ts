import { execFileSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

const PEERS = fileURLToPath(new URL('peers', import.meta.url))
const ROOT = fileURLToPath(new URL('../..', import.meta.url))

/** The peers are installed here and nowhere else; the first time takes two minutes, SQLite is compiled. */
export function installPeers(): void {
  const installed = ['@hocuspocus/server', '@excalidraw/excalidraw']
  if (installed.every((name) => existsSync(`${PEERS}/node_modules/${name}`))) return
  execFileSync('npm', ['ci', '--prefix', PEERS, '--no-audit', '--no-fund'], { stdio: ['ignore', 2, 2] })
}

/** What is measured is the production build. */
export function buildProduct(): void {
  execFileSync('npm', ['run', 'build'], { cwd: ROOT, stdio: ['ignore', 2, 2] })
}
