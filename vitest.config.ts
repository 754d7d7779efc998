import react from '@vitejs/plugin-react'
import { defineConfig } from 'vitest/config'

// What a file of tests imports is most of the product: two processes read it once, not each file again. A clock or a
// global is put back by whoever set it; what cannot be, a stand-in for a module (`vi.mock`), is read alone.
const isolate = false
const WITH_STAND_INS = ['tests/client/sync/room.test.ts']

export default defineConfig({
  test: {
    projects: [
      { test: { name: 'pure', isolate, include: ['tests/shared/**/*.test.ts'], testTimeout: 30_000 } },
      {
        test: {
          name: 'server',
          include: ['tests/{server,contracts,convergence,faults}/**/*.test.ts'],
          globalSetup: 'tests/support/scratch.ts',
          isolate,
          testTimeout: 30_000,
          hookTimeout: 30_000,
        },
      },
      {
        plugins: [react()],
        test: {
          name: 'dom',
          isolate,
          environment: 'happy-dom',
          include: ['tests/client/**/*.test.{ts,tsx}'],
          exclude: WITH_STAND_INS,
          hookTimeout: 30_000,
          testTimeout: 30_000,
        },
      },
      { test: { name: 'dom alone', environment: 'happy-dom', include: WITH_STAND_INS, testTimeout: 30_000 } },
      {
        test: {
          name: 'architecture',
          include: ['tests/architecture/**/*.test.ts'],
          testTimeout: 60_000,
          hookTimeout: 60_000,
        },
      },
    ],
  },
})
