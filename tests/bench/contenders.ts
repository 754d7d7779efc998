import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdirSync, openSync } from 'node:fs'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import type { Dialect } from './dialect.ts'
import { type Seed, seedOurs } from './ours.ts'

export type Name = 'throughline' | 'raw relay' | 'y-websocket' | 'hocuspocus'

/** A server that can be started on a data directory of its own. */
export interface Contender {
  name: Name
  dialect: Dialect
  /** The raw relay answers no sync and stores nothing. */
  answers: boolean
  command: (place: Place) => { args: string[]; env: Record<string, string> }
  /** Makes what a data directory needs before the first start. */
  prepare: (dir: string, workspaces?: number) => Promise<Seed>
  path: (room: string, seat: number, seed: Seed) => string
}

interface Place {
  dir: string
  port: number
}

/** A started server. */
export interface Running {
  name: Name
  dialect: Dialect
  answers: boolean
  dir: string
  url(room: string, seat: number): URL
  /** Memory after a garbage collection, bytes. */
  memory(): Promise<{ heapUsed: number; rss: number }>
  /** SIGKILL: nothing is said, nothing is flushed. */
  kill(): Promise<void>
  /** SIGTERM, and SIGKILL when it has not gone after 6 s. */
  stop(): Promise<void>
}

const here = (path: string): string => fileURLToPath(new URL(path, import.meta.url))
const NOTHING: Seed = { tokens: new Map() }
const nothing = async (): Promise<Seed> => NOTHING

export const CONTENDERS: readonly Contender[] = [
  {
    name: 'throughline',
    dialect: 'stock',
    answers: true,
    command: ({ dir, port }) => ({
      args: [here('../../dist/server/main.js')],
      env: { PORT: String(port), HOST: '127.0.0.1', DATA_DIR: dir, PUBLIC_URL: `http://127.0.0.1:${port}` },
    }),
    prepare: seedOurs,
    path: (room, seat, { tokens }) => {
      const own = tokens.get(room.split('/')[0] ?? '') ?? []
      return `/sync/${room}?token=${own[seat % own.length]}`
    },
  },
  {
    name: 'raw relay',
    dialect: 'stock',
    answers: false,
    command: ({ port }) => ({ args: [here('peers/relay.mjs')], env: { PORT: String(port) } }),
    prepare: nothing,
    path: (room) => `/${room}`,
  },
  {
    name: 'y-websocket',
    dialect: 'stock',
    answers: true,
    command: ({ dir, port }) => ({
      args: [here('peers/node_modules/@y/websocket-server/src/server.js')],
      env: { HOST: '127.0.0.1', PORT: String(port), YPERSISTENCE: join(dir, 'leveldb') },
    }),
    prepare: nothing,
    path: (room) => `/${room}`,
  },
  {
    name: 'hocuspocus',
    dialect: 'hocuspocus',
    answers: true,
    command: ({ dir, port }) => ({
      args: [here('peers/hocuspocus.mjs')],
      env: { PORT: String(port), DATA_DIR: dir },
    }),
    prepare: nothing,
    path: () => '/',
  },
]

/** Starts a server and resolves once it answers HTTP. Its words go to `server.log` in its directory. */
export async function start(contender: Contender, dir: string, seed: Seed): Promise<Running> {
  mkdirSync(dir, { recursive: true })
  const port = await freePort()
  const { args, env } = contender.command({ dir, port })
  const log = openSync(join(dir, 'server.log'), 'a')
  const child = spawn(
    process.execPath,
    ['--expose-gc', '--import', here('peers/memory-hook.mjs'), ...profiling(contender.name), ...args],
    {
      env: { ...process.env, NODE_ENV: 'production', ...env },
      stdio: ['ignore', log, log, 'ipc'],
    },
  )
  const gone = once(child, 'exit')
  await Promise.race([
    answering(port),
    gone.then(([code]) => {
      throw new Error(`${contender.name} ended with ${String(code)}; see ${dir}/server.log`)
    }),
  ])
  return {
    name: contender.name,
    dialect: contender.dialect,
    answers: contender.answers,
    dir,
    url: (room, seat) => new URL(contender.path(room, seat, seed), `http://127.0.0.1:${port}`),
    memory: () => memoryOf(child),
    kill: () => end(child, gone, 'SIGKILL'),
    stop: () => end(child, gone, 'SIGTERM'),
  }
}

/** `BENCH_PROFILE=dir` writes a CPU profile of our server there when it stops. */
const profiling = (name: Name): string[] =>
  process.env.BENCH_PROFILE !== undefined && name === 'throughline'
    ? ['--cpu-prof', `--cpu-prof-dir=${process.env.BENCH_PROFILE}`]
    : []

async function end(child: ChildProcess, gone: Promise<unknown>, signal: NodeJS.Signals): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return
  child.kill(signal)
  const overdue = setTimeout(() => child.kill('SIGKILL'), 6_000)
  await gone
  clearTimeout(overdue)
}

async function memoryOf(child: ChildProcess): Promise<{ heapUsed: number; rss: number }> {
  child.send('memory')
  const [usage] = (await once(child, 'message')) as [{ heapUsed: number; rss: number }]
  return usage
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  server.close()
  await once(server, 'close')
  if (address === null || typeof address === 'string') throw new Error('no port')
  return address.port
}

async function answering(port: number): Promise<void> {
  for (let tries = 0; tries < 2_000; tries++) {
    const answered = await fetch(`http://127.0.0.1:${port}/healthz`).then(
      (reply) => reply.ok,
      () => false,
    )
    if (answered) return
    await wait(10)
  }
  throw new Error('a server did not come up in 20 s')
}
