import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { CONTENDERS, type Contender, type Name, type Running, start } from './contenders.ts'

/** A table of the result, and the targets it decides. */
export interface Part {
  title: string
  /** How it was measured: a line or two under the title. */
  how: string
  header: readonly string[]
  rows: readonly (readonly string[])[]
  targets: readonly Target[]
}

export interface Target {
  what: string
  /** "≤ 1.2", as the issue words it. */
  asked: string
  measured: string
  met: boolean
}

/** What each server scored, a value for each round. */
export type Scores<T> = Map<Name, T[]>

/** Measures each server in turn, again and again: A B C D, A B C D …, so that a slow minute hits them all. */
export async function interleave<S extends { name: Name }, T>(
  rounds: number,
  servers: readonly S[],
  measure: (server: S, round: number) => Promise<T>,
): Promise<Scores<T>> {
  const scores: Scores<T> = new Map(servers.map(({ name }) => [name, []]))
  for (let round = 0; round < rounds; round++)
    for (const server of servers) scores.get(server.name)?.push(await measure(server, round))
  return scores
}

/** Starts all servers side by side, each on a new directory with so many workspaces, and ends them whatever happens. */
export async function withServers<T>(
  contenders: readonly Contender[],
  use: (servers: Running[]) => Promise<T>,
  workspaces = 1,
): Promise<T> {
  return withScratch(async (scratch) => {
    const servers: Running[] = []
    try {
      for (const contender of contenders) {
        const dir = join(scratch, contender.name.replace(' ', '-'))
        servers.push(await start(contender, dir, await contender.prepare(dir, workspaces)))
      }
      return await use(servers)
    } finally {
      await Promise.all(servers.map((server) => server.stop()))
    }
  })
}

/** A directory that is gone afterwards, but for `BENCH_KEEP=1`. */
export async function withScratch<T>(use: (scratch: string) => Promise<T>): Promise<T> {
  const scratch = mkdtempSync(join(tmpdir(), 'throughline-bench-'))
  try {
    return await use(scratch)
  } finally {
    if (process.env.BENCH_KEEP === undefined) rmSync(scratch, { recursive: true, force: true })
  }
}

/** The servers that keep what they are told. */
export const STORING = CONTENDERS.filter((contender) => contender.answers)

export const scoresOf = <T>(scores: Scores<T>, name: Name): T[] => scores.get(name) ?? []
