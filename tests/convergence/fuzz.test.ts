import { describe, it } from 'vitest'
import { runSeed } from './world.ts'

const STEPS = 250

/** SEEDS=100-400 runs others than the fixed ones, as a nightly run does. */
const [from = 1, to = 40] = (process.env['SEEDS'] ?? '').split('-').filter(Boolean).map(Number)

describe('several writers, one server, poor links', () => {
  for (let seed = from; seed <= to; seed++)
    it(`S10 S11 S19 S55 converges, loses no word, and keeps its promises at every step: seed ${seed}`, () =>
      runSeed(seed, STEPS))
})
