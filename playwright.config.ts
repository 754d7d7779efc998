import { existsSync } from 'node:fs'
import { defineConfig } from '@playwright/test'

/** The same engine without a window, which starts and closes much faster; Chromium itself where it is not installed. */
const SHELL = '/usr/bin/chromium-headless-shell'
const chromium = process.env.CHROMIUM ?? (existsSync(SHELL) ? SHELL : '/usr/bin/chromium')

export default defineConfig({
  testDir: 'tests/browser',
  outputDir: 'test-results',
  fullyParallel: false,
  // Two cores, and much of a test is waiting: the third worker takes a sixth off the whole.
  workers: 3,
  // A browser that hangs in closing is not ours to mend; what passes only at the second try is printed as flaky.
  retries: process.env.CI === undefined ? 0 : 1,
  timeout: 120_000,
  expect: { timeout: 15_000 },
  reporter: process.env.CI ? [['line']] : [['list']],
  use: {
    locale: 'en-GB',
    timezoneId: 'Europe/London',
    viewport: { width: 1280, height: 900 },
    // A trace of every test costs a quarter of all time; what fails leaves one at its second try.
    trace: 'on-first-retry',
    launchOptions: {
      executablePath: chromium,
      args: [
        '--no-sandbox',
        '--disable-gpu',
        '--in-process-gpu',
        '--disable-quic',
        '--no-first-run',
        '--disable-background-networking',
        '--disable-component-update',
        '--disable-sync',
      ],
    },
  },
})
