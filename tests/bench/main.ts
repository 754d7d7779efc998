import { parseArgs } from 'node:util'
import { board } from './parts/board.ts'
import { browser } from './parts/browser.ts'
import { crowd } from './parts/crowd.ts'
import { fanout } from './parts/fanout.ts'
import { joins } from './parts/joins.ts'
import { kill } from './parts/kill.ts'
import { memory } from './parts/memory.ts'
import { saturation } from './parts/saturation.ts'
import { render, write } from './report.ts'
import type { Part } from './rounds.ts'
import { buildProduct, installPeers } from './setup.ts'

const PARTS: Record<string, (rounds: number) => Promise<Part>> = {
  fanout,
  saturation,
  joins,
  kill,
  memory,
  browser,
  board,
  crowd,
}

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { rounds: { type: 'string', default: '5' }, 'no-build': { type: 'boolean', default: false } },
})
const rounds = Number(values.rounds)
const unknown = positionals.find((name) => !Object.hasOwn(PARTS, name))
if (unknown !== undefined || !Number.isInteger(rounds) || rounds < 1) {
  console.error(`npm run bench -- [${Object.keys(PARTS).join('] [')}] [--rounds 5] [--no-build]`)
  process.exit(2)
}
const since = performance.now()
installPeers()
if (!values['no-build']) buildProduct()
const done: Part[] = []
for (const [name, measure] of Object.entries(PARTS)) {
  if (positionals.length > 0 && !positionals.includes(name)) continue
  const from = performance.now()
  try {
    done.push(await measure(rounds))
  } catch (error) {
    // What the others measured is worth having.
    process.exitCode = 1
    console.error(name, error)
    done.push({ title: `${name}: failed`, how: String(error), header: [], rows: [], targets: [] })
  }
  console.error(`${name}: ${((performance.now() - from) / 1000).toFixed(0)} s`)
}
const page = render(done, (performance.now() - since) / 60_000)
console.log(page)
if (positionals.length === 0) write(page)
