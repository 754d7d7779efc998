import * as Y from 'yjs'
import { expect, it, vi } from 'vitest'
import { checkStores } from '../../../server/admin/check.ts'
import { routes } from '../../../shared/api/routes.ts'
import { startTestServer } from '../../support/test-server.ts'
import { action, close, decision, enter, open, read, type, underWay } from '../records/meeting.ts'

vi.setConfig({ testTimeout: 60_000 })

const NAME = 'Zebedee Quill'

it('a purge of closed minutes takes the words out of lines, amendments and names, and nothing looks tampered with', async () => {
  const server = await startTestServer()
  try {
    const lead = await server.signIn({ role: 'NL' })
    const officer = await server.signIn({ role: 'DO' })
    const meeting = await underWay(lead)
    const page = await open(server, { role: 'DO' }, `minutes/${meeting.id}`)
    type(page, 'themes', `A case: ${NAME} waits.`)
    await page.peer.until(() => page.peer.allSaved)
    page.socket.close()
    const phone = { partner: 'parents', name: NAME, readBack: true }
    const said = { kind: 'phone', words: `${NAME} was told.`, phone }
    await enter(lead, meeting.id, decision(said))
    const owner = { member: null, name: NAME, partner: 'parents' }
    await enter(lead, meeting.id, action({ words: `Ring ${NAME}.`, action: { owner, due: null } }))
    await lead.call(routes.setAttendance, {
      params: { meeting: meeting.id, who: 'phone-1' },
      body: { how: 'phone', partner: 'parents', name: NAME },
    })
    const { body: closed } = await close(lead, meeting.id)
    await lead.call(routes.amendMinutes, {
      params: { meeting: meeting.id },
      body: { id: 'purge-amendment-1', words: `${NAME} agrees.`, writtenAt: 1 },
    })
    const outline = await read(lead, meeting.id)
    expect(JSON.stringify(outline)).toContain(NAME)

    const id = 'purge-meeting-1'
    await lead.call(routes.askPurge, { body: { id, document: meeting.document, words: NAME } })
    for (const key of [lead, officer]) await key.call(routes.turnKey, { params: { purge: id }, body: {} })
    const { db } = server.running.ledger
    await expect
      .poll(async () => (await db.selectFrom('purge').select('state').executeTakeFirst())?.state, {
        timeout: 20_000,
      })
      .toBe('done')

    const after = await read(lead, meeting.id)
    expect(
      after.entries.map(({ words, phone, action }) => [words, phone?.name, action?.owner?.name]),
    ).toEqual([
      ['[removed] was told.', '[removed]', undefined],
      ['Ring [removed].', undefined, '[removed]'],
    ])
    expect(after.attendance.map(({ name }) => name)).toContain('[removed]')
    expect(after.amendments[0]?.words).toBe('[removed] agrees.')
    const version = await lead.call(routes.versionText, {
      params: { document: meeting.document, version: closed.closed.version },
    })
    expect(version.status).toBe(200)
    expect(JSON.stringify(version.body)).toContain('[removed]')
    const trail = await lead.call(routes.meetingTrail, { params: { meeting: meeting.id } })
    for (const told of [after, version.body, trail.body])
      expect(JSON.stringify(told)).not.toContain('Zebedee')
    // The version is another one now; its checksum is told with it, and the check goes by that.
    expect(after.meeting.closed?.version).toBe(closed.closed.version)
    expect(after.meeting.closed?.checksum).not.toBe(closed.closed.checksum)
    const { faults } = await checkStores({
      db,
      rooms: async () => [],
      read: async () => new Y.Doc(),
      dataDir: server.dataDir,
    })
    expect(faults.filter((fault) => !fault.includes('section that never was'))).toEqual([])
  } finally {
    await server.stop()
  }
})
