import { nanoid } from 'nanoid'
import { expect, vi } from 'vitest'
import { routes } from '../../../shared/api/routes.ts'
import type { Changes, ThemeChanges } from '../../../shared/meetings/changes.ts'
import { test } from '../../support/signed-in.ts'
import type { Guest } from '../../support/test-server.ts'
import { close, open, planned, type, underWay } from './meeting.ts'

vi.setConfig({ testTimeout: 60_000 })

const changes = async (by: Guest, meeting: string): Promise<Changes> =>
  (await by.call(routes.meetingChanges, { params: { meeting } })).body
const ofTheme = ({ themes }: Changes, theme: string): ThemeChanges | undefined =>
  themes.find((one) => one.theme === theme)

test('what moved since the last meeting of the kind is told by theme, and its comparison holds after closing', async ({
  server,
  lead,
  parent,
  reader,
}) => {
  const write = async (words: string): Promise<void> => {
    const page = await open(server, { role: 'WL', partner: 'ccgs' }, 'narrative/4')
    type(page, 'families', words)
    await page.peer.until(() => page.peer.allSaved)
    page.socket.close()
  }
  await write('Before the first call.')
  const first = await underWay(lead)
  const begun = await changes(lead, first.id)
  expect(begun.since).toBeNull()
  expect(ofTheme(begun, '4')).toMatchObject({ label: 'Theme 4', wording: 'entered', compare: null })
  expect(ofTheme(begun, '4')?.edited).toContainEqual(
    expect.objectContaining({ section: 'families', number: '5.0', partners: ['ccgs'] }),
  )
  expect(ofTheme(begun, '1')?.wording).toBe('to be entered')
  await close(lead, first.id)

  const second = await planned(lead)
  expect(ofTheme(await changes(lead, second.id), '4')).toMatchObject({ edited: [], positions: [] })
  await write('Since the first call.')
  await parent.call(routes.setPosition, {
    params: { theme: '4' },
    body: {
      id: nanoid(),
      partner: 'parents',
      on: 'evidence',
      stance: 'agree',
      reason: null,
      publish: true,
      seen: null,
      writtenAt: Date.now(),
    },
  })
  await lead.call(routes.startMeeting, { params: { meeting: second.id }, body: {} })
  const now = await changes(lead, second.id)
  expect(now.since).toMatchObject({ meeting: first.id, title: first.title })
  const moved = ofTheme(now, '4')
  expect(moved).toMatchObject({
    edited: [{ section: 'families', title: 'What families tell us', partners: ['ccgs'] }],
    positions: [{ partner: 'parents', on: 'evidence', stance: 'agree' }],
    compare: { from: expect.any(String), to: 'now' },
  })
  expect(ofTheme(now, '3')).toMatchObject({ edited: [], positions: [] })

  await close(lead, second.id)
  await write('After the second call.')
  const kept = await changes(lead, second.id)
  const after = ofTheme(kept, '4')
  expect(after).toEqual({ ...moved, compare: { from: moved?.compare?.from, to: expect.any(String) } })
  expect(after?.compare?.to).not.toBe('now')
  const text = async (version = ''): Promise<string> =>
    JSON.stringify((await lead.call(routes.versionText, { params: { document: '4', version } })).body)
  expect(await text(after?.compare?.from)).not.toContain('Since the first call.')
  expect(await text(after?.compare?.to)).toContain('Since the first call.')
  expect(await text(after?.compare?.to)).not.toContain('After the second call.')
  expect(
    (await lead.call(routes.versionText, { params: { document: '4', version: after?.compare?.to ?? '' } }))
      .body.version,
  ).toMatchObject({ why: 'meeting', name: second.title })
  expect((await reader.call(routes.meetingChanges, { params: { meeting: second.id } })).status).toBe(403)
  // A theme in which nobody wrote keeps no version more.
  expect(ofTheme(kept, '3')?.compare?.to).toBe(ofTheme(kept, '3')?.compare?.from)
})
