import { test as base } from 'vitest'
import { type Guest, startTestServer, type TestServer } from './test-server.ts'

/** A server for a whole test file, and people of the starter workspace signed in to it; each starts when first asked for. */
interface SignedIn {
  server: TestServer
  lead: Guest
  health: Guest
  parent: Guest
  sponsor: Guest
  reader: Guest
}

const file = { scope: 'file' } as const

export const test = base.extend<{ $file: SignedIn }>({
  server: [
    // oxlint-disable-next-line no-empty-pattern -- Vitest reads the names it destructures
    async ({}, use) => {
      const server = await startTestServer()
      await use(server)
      await server.stop()
    },
    file,
  ],
  lead: [async ({ server }, use) => use(await server.signIn({ role: 'NL' })), file],
  health: [async ({ server }, use) => use(await server.signIn({ role: 'WL', partner: 'ccgs' })), file],
  parent: [async ({ server }, use) => use(await server.signIn({ role: 'PP', partner: 'parents' })), file],
  sponsor: [async ({ server }, use) => use(await server.signIn({ role: 'SP' })), file],
  reader: [async ({ server }, use) => use(await server.signIn({ role: 'GR' })), file],
})
