import { rm } from 'node:fs/promises'
import * as Y from 'yjs'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { checkStores } from '../../server/admin/check.ts'
import { start } from '../../server/main.ts'
import type { MeetingPage } from '../../shared/api/meetings.ts'
import type { Route } from '../../shared/api/route.ts'
import { routes } from '../../shared/api/routes.ts'
import type { Meeting } from '../../shared/meetings/meetings.ts'
import { fragmentOf, textOf } from '../../shared/narrative/sections.ts'
import { killedCopies } from '../support/killed.ts'
import { socketPeer } from '../support/socket-peer.ts'
import { STARTER, startTestServer } from '../support/test-server.ts'

const ID = 'kill-closing'
const ROOM = `${STARTER}/minutes/${ID}`
const SAID = 'Stored before it was closed.'

let base: string
let token: string
let lead: string
const copies = killedCopies()

const joined = async (url: string) => {
  const one = await socketPeer(url.replace('http', 'ws'), { token, room: ROOM })
  await one.peer.until(() => one.peer.synced)
  return one
}

/** A data directory with a workshop under way, whose minutes hold a line. */
beforeAll(async () => {
  const server = await startTestServer()
  base = server.dataDir
  token = await server.token({ role: 'NL' })
  const guest = await server.signIn({ role: 'NL' })
  lead = guest.person.id
  const plan = { kind: 'workshop', title: 'Workshop', startsAt: 1, minutes: 60, dialIn: null, invitees: [] }
  await guest.call(routes.planMeeting, { body: { ...plan, id: ID } })
  await guest.call(routes.startMeeting, { params: { meeting: ID }, body: {} })
  const { peer, socket } = await joined(server.url)
  const paragraph = new Y.XmlElement('paragraph')
  paragraph.insert(0, [new Y.XmlText(SAID)])
  fragmentOf(peer.doc, 'work').push([paragraph])
  await peer.until(() => peer.allSaved)
  socket.close()
  await server.running.stop()
})
afterAll(async () => {
  await copies.clear()
  await rm(base, { recursive: true, force: true })
})

const killedBefore = (step: string): Promise<string> =>
  copies.afterKill(base, 'closing-process', [lead, ID, step])

describe('kill -9 in the middle of closing a meeting', () => {
  it.each([
    ['it ends', 'under way'],
    ['nobody writes any more', 'closed'],
    ['what follows keeping "closed"', 'closed'],
    ['what follows keeping "meeting"', 'closed'],
    ['pages are told', 'closed'],
  ] as const)('before %s: after a start it is %s with every word, never half', async (step, state) => {
    const dataDir = await killedBefore(step)
    const config = { port: 0, host: '127.0.0.1', dataDir, publicUrl: null, logLevel: 'silent' } as const
    const running = await start(config)
    const { url } = running
    const call = async ({ method, path }: Route, body?: unknown) => {
      const address = path.replace(':workspace', STARTER).replace(':meeting', ID)
      const type = body === undefined ? {} : { 'content-type': 'application/json' }
      const sent = body === undefined ? {} : { body: JSON.stringify(body) }
      const headers = { authorization: `Bearer ${token}`, ...type }
      return (await (await fetch(url + address, { method, headers, ...sent })).json()) as unknown
    }
    try {
      const { meeting } = (await call(routes.meeting)) as MeetingPage
      expect(meeting.state).toBe(state)
      expect(meeting.closed === null).toBe(state === 'under way')
      const { peer, socket } = await joined(url)
      expect(textOf(fragmentOf(peer.doc, 'work'))).toContain(SAID)
      socket.close()
      // The browser sends it again: now it is closed, once.
      const { closed, document } = (await call(routes.closeMeeting, {})) as Meeting
      if (meeting.closed !== null) expect(closed).toEqual(meeting.closed)
      const { db } = running.ledger
      const kept = db.selectFrom('version').select('id').where('workspace', '=', STARTER)
      const minutes = kept.where('document', '=', document).where('why', '=', 'closed')
      expect(await minutes.execute()).toEqual([{ id: closed?.version }])
      // One for each narrative, not those of a try that came to nothing too.
      expect(await kept.where('why', '=', 'meeting').execute()).toHaveLength(5)
      const text = await fetch(`${url}/api/w/${STARTER}/documents/${document}/versions/${closed?.version}`, {
        headers: { authorization: `Bearer ${token}` },
      })
      expect(await text.text()).toContain(SAID)
      const { faults } = await checkStores({
        db,
        rooms: async () => [],
        read: async () => new Y.Doc(),
        dataDir,
      })
      expect(faults.filter((fault) => !fault.includes('section that never was'))).toEqual([])
    } finally {
      await running.stop()
    }
  })
})
