import { rm } from 'node:fs/promises'
import * as Y from 'yjs'
import { expect, it } from 'vitest'
import { checkStores } from '../../server/admin/check.ts'
import { routes } from '../../shared/api/routes.ts'
import type { MeetingPage } from '../../shared/api/meetings.ts'
import type { Route } from '../../shared/api/route.ts'
import type { Meeting } from '../../shared/meetings/meetings.ts'
import { fragmentOf, textOf } from '../../shared/narrative/sections.ts'
import { socketPeer } from '../support/socket-peer.ts'
import { spawnServer, startTestServer, type SpawnedServer } from '../support/test-server.ts'

it('kill -9 in the middle of closing a meeting leaves it open with every word, or closed with every word, never half', async () => {
  // Prepared and looked through by servers of this process; the ones that are killed are processes of their own.
  const first = await startTestServer()
  const token = await first.token({ role: 'NL' })
  const { dataDir } = first
  const author = await first.member({ role: 'NL' })
  const call = async (url: string, { method, path }: Route, meeting: string, body?: unknown) => {
    const address = path.replace(':workspace', 'surrey-demo').replace(':meeting', meeting)
    const reply = await fetch(url + address, {
      method,
      headers: {
        authorization: `Bearer ${token}`,
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    })
    return (await reply.json()) as unknown
  }
  const plan = { kind: 'workshop', title: 'Workshop', startsAt: 1, minutes: 60, dialIn: null, invitees: [] }
  const ROUNDS = [8, 40] as const
  const meetings = ROUNDS.map((wait) => `kill-closing-${wait}`)
  for (const id of [...meetings, 'kill-between']) {
    await call(first.url, routes.planMeeting, '', { ...plan, id })
    await call(first.url, routes.startMeeting, id, {})
  }

  const write = async (url: string, meeting: string, words: string): Promise<void> => {
    const room = `surrey-demo/minutes/${meeting}`
    const { peer, socket } = await socketPeer(url.replace('http', 'ws'), { token, room })
    await peer.until(() => peer.synced)
    const paragraph = new Y.XmlElement('paragraph')
    paragraph.insert(0, [new Y.XmlText(words)])
    fragmentOf(peer.doc, 'work').push([paragraph])
    await peer.until(() => peer.allSaved)
    socket.close()
  }
  await write(first.url, 'kill-between', 'Stored before kill-between.')
  await first.running.stop()
  let server: SpawnedServer | null = null
  try {
    for (const [round, wait] of ROUNDS.entries()) {
      server = await spawnServer({ DATA_DIR: dataDir })
      const meeting = meetings[round] ?? ''
      await write(server.url, meeting, `Stored before ${meeting}.`)
      const sent = call(server.url, routes.closeMeeting, meeting, {}).catch(() => null)
      await Promise.race([sent, new Promise((resolve) => setTimeout(resolve, wait))])
      server.child.kill('SIGKILL')
      await Promise.all([server.ended, sent])
    }
    // And exactly between the two steps: closed, and its version not kept yet.
    await first.restart()
    await first.running.ledger.db
      .updateTable('meeting')
      .set({ state: 'closed', closed_at: Date.now(), closed_by: JSON.stringify(author) })
      .where('id', '=', 'kill-between')
      .execute()
    await first.restart()

    for (const meeting of [...meetings, 'kill-between']) {
      const page = (await call(first.url, routes.meeting, meeting)) as MeetingPage
      const said = `Stored before ${meeting}.`
      const room = `surrey-demo/minutes/${meeting}`
      const { peer, socket } = await socketPeer(first.url.replace('http', 'ws'), { token, room })
      await peer.until(() => peer.synced)
      expect(textOf(fragmentOf(peer.doc, 'work'))).toContain(said)
      socket.close()
      expect(page.meeting.closed === null).toBe(page.meeting.state === 'under way')
      // The browser sends it again: now it is closed, once.
      const closed = (await call(first.url, routes.closeMeeting, meeting, {})) as Meeting
      if (page.meeting.closed !== null) expect(closed.closed).toEqual(page.meeting.closed)
      const { db } = first.running.ledger
      const versions = await db
        .selectFrom('version')
        .select('id')
        .where('document', '=', closed.document)
        .where('why', '=', 'closed')
        .execute()
      expect(versions).toEqual([{ id: closed.closed?.version }])
      const text = await fetch(
        `${first.url}/api/w/surrey-demo/documents/${closed.document}/versions/${closed.closed?.version}`,
        { headers: { authorization: `Bearer ${token}` } },
      )
      expect(await text.text()).toContain(said)
    }
    expect(((await call(first.url, routes.meeting, 'kill-between')) as MeetingPage).meeting.state).toBe(
      'closed',
    )
    const { faults } = await checkStores({
      db: first.running.ledger.db,
      rooms: async () => [],
      read: async () => new Y.Doc(),
      dataDir,
    })
    expect(faults.filter((fault) => !fault.includes('section that never was'))).toEqual([])
  } finally {
    server?.child.kill('SIGKILL')
    await server?.ended
    await first.stop().catch(() => undefined)
    await rm(dataDir, { recursive: true, force: true })
  }
}, 120_000)
