import { describe, it } from 'vitest'
import { runBoardSeed } from './board-world.ts'

const STEPS = 300

/** SEEDS=100-400 runs others than the fixed ones, as a nightly run does. */
const [from = 1, to = 16] = (process.env['SEEDS'] ?? '').split('-').filter(Boolean).map(Number)

describe('people at a wall, one server, poor links, and one client that writes what makes no sense', () => {
  for (let seed = from; seed <= to; seed++)
    it(`S10 S55 converges, loses no word and can always be drawn: seed ${seed}`, () =>
      runBoardSeed(seed, STEPS))
})
