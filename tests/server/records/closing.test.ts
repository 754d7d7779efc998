import { sql } from 'kysely'
import { nanoid } from 'nanoid'
import * as Y from 'yjs'
import { expect, vi } from 'vitest'
import { checkStores } from '../../../server/admin/check.ts'
import { routes } from '../../../shared/api/routes.ts'
import type { Meeting } from '../../../shared/meetings/meetings.ts'
import { fragmentOf, textOf } from '../../../shared/narrative/sections.ts'
import { test } from '../../support/signed-in.ts'
import type { Guest, TestServer } from '../../support/test-server.ts'
import { action, close, decision, enter, open, planned, read, type, underWay } from './meeting.ts'

vi.setConfig({ testTimeout: 90_000 })

const FIVE = [
  { role: 'NL' },
  { role: 'DO' },
  { role: 'WL', partner: 'ccgs' },
  { role: 'PP', partner: 'parents' },
  { role: 'WL', partner: 'schools' },
] as const

/** What `admin check` finds wrong with the records. */
const faults = async ({ running, dataDir }: TestServer) =>
  (
    await checkStores({
      db: running.ledger.db,
      rooms: async () => [],
      read: async () => new Y.Doc(),
      dataDir,
    })
  ).faults.filter((fault) => !fault.includes('section that never was'))

const versionText = async (by: Guest, document: string, version: string): Promise<string> =>
  JSON.stringify((await by.call(routes.versionText, { params: { document, version } })).body.text)

test('closing while five type: every word stored before is in the version, none comes after, and no half of it', async ({
  server,
  lead,
  parent,
}) => {
  const meeting = await underWay(lead)
  const room = `minutes/${meeting.id}`
  const pages = await Promise.all(FIVE.map((who) => open(server, who, room)))
  const written = pages.map(() => 0)
  const writing = pages.map(async (page, index) => {
    while (page.peer.closed === null) {
      const n = (written[index] ?? 0) + 1
      written[index] = n
      type(page, 'themes', `line-${index}-${n}.`)
      // Its answer, or the end of the socket: the next line follows at once.
      await page.peer.until(() => page.peer.allSaved || page.peer.closed !== null)
      if (page.peer.closed === null) continue
      written[index] = page.peer.allSaved ? n : n - 1 // the last one is known to be stored only if it said so
      break
    }
  })
  await pages[0]?.peer.until(() => (written[0] ?? 0) > 3)
  const outcome = await close(lead, meeting.id)
  await Promise.all(writing)
  expect(outcome.body).toMatchObject({ state: 'closed', closed: { by: { id: lead.person.id } } })
  const { version, checksum } = outcome.body.closed
  const kept = await versionText(lead, meeting.document, version)
  for (const [index, count] of written.entries())
    for (let n = 1; n <= count; n++) expect(kept).toContain(`line-${index}-${n}.`)

  // Whoever comes back reads, and what they type is not taken.
  const late = await open(server, { role: 'DO' }, room)
  const before = textOf(fragmentOf(late.peer.doc, 'themes'))
  type(late, 'themes', 'Too late for these minutes.')
  await late.peer.until(() => late.peer.denials.length > 0 || late.peer.notices.length > 0)
  const reader = await open(server, { role: 'SP' }, room)
  expect(textOf(fragmentOf(reader.peer.doc, 'themes'))).toBe(before)
  const lines = kept.match(/line-\d+-\d+\./g) ?? []
  expect(before.match(/line-\d+-\d+\./g)).toEqual(lines) // the text is the version, in its order
  for (const { socket } of [...pages, late, reader]) socket.close()

  // Closed again, nothing happens; and it is offered as an amendment instead.
  expect((await close(lead, meeting.id)).body).toEqual(outcome.body)
  expect((await enter(parent, meeting.id, decision())).body).toMatchObject({
    error: 'gone',
    say: 'The meeting was closed before this line arrived. It is kept here: add it as an amendment.',
  })
  const amendment = { id: nanoid(), words: 'Too late for these minutes.', writtenAt: Date.now() - 1_000 }
  const amend = (by: Guest) =>
    by.call(routes.amendMinutes, { params: { meeting: meeting.id }, body: amendment })
  expect((await amend(parent)).body).toMatchObject({ ...amendment, by: { id: parent.person.id } })
  expect((await amend(parent)).status).toBe(200)
  expect((await amend(lead)).body.error).toBe('bad request')
  const page = await read(lead, meeting.id)
  expect(page.amendments.map(({ words }) => words)).toEqual(['Too late for these minutes.'])
  expect(page.meeting.closed?.checksum).toBe(checksum)
  expect(await faults(server)).toEqual([])
})

test('the clock stands, hands are down, and nothing of a closed meeting changes', async ({
  lead,
  health,
}) => {
  const meeting = await underWay(lead)
  const params = { meeting: meeting.id }
  await health.call(routes.raiseHand, { params, body: { up: true } })
  const plan = { ...meeting, invitees: [], version: 1 }
  const { body } = await close(lead, meeting.id)
  const { course, closed } = body
  expect(course.took['last-actions']).toBe(closed.at - course.openedAt)
  expect((await read(lead, meeting.id)).hands).toEqual([])
  for (const [route, sent] of [
    [routes.changeMeeting, plan],
    [routes.startMeeting, {}],
    [routes.meetingItem, { from: 'last-actions', to: 'themes' }],
    [routes.facilitate, {}],
    [routes.raiseHand, { up: true }],
  ] as const)
    expect((await lead.call(route, { params, body: sent })).status).toBe(410)
  const { id } = await planned(lead)
  expect((await close(lead, id)).body.say).toBe('This meeting has not started yet.')
  const early = await health.call(routes.amendMinutes, {
    params: { meeting: id },
    body: { id: nanoid(), words: 'x', writtenAt: 1 },
  })
  expect(early.body.say).toBe('The minutes are still open: write in them.')
})

test('no statement changes what was said or opens a meeting again; what gets past the program shows in a check', async ({
  server,
  lead,
}) => {
  const meeting = await underWay(lead)
  const said = (await enter(lead, meeting.id, action())).body
  const taken = (await enter(lead, meeting.id, decision())).body
  await close(lead, meeting.id)
  const amendment = { id: nanoid(), words: 'One more thing.', writtenAt: 1 }
  await lead.call(routes.amendMinutes, { params: { meeting: meeting.id }, body: amendment })
  const { db } = server.running.ledger
  const run = (statement: string) => sql.raw(statement).execute(db)
  const statements = [
    `update meeting_entry set words = 'Nothing of the kind' where id = '${said.id}'`,
    `update meeting_amendment set words = 'Nothing more' where id = '${amendment.id}'`,
    `delete from meeting_entry where id = '${taken.id}'`,
    `update meeting set state = 'under way' where id = '${meeting.id}'`,
    `update version set checksum = 'x' where why = 'closed'`,
  ]
  for (const statement of statements) await expect(run(statement), statement).rejects.toThrow(/stays/)
  expect(await faults(server)).toEqual([])
  // Somebody with the file and no scruples.
  for (const trigger of [
    'meeting_entry_as_said',
    'meeting_amendment_as_said',
    'meeting_entry_stays',
    'meeting_stays_closed',
  ])
    await run(`drop trigger ${trigger}`)
  for (const statement of statements.slice(0, 4)) await run(statement)
  const name = 'a meeting in surrey-demo'
  expect(await faults(server)).toEqual([
    `line ${said.id} of ${name}: it was changed, or put in past the program.`,
    `amendment ${amendment.id} of ${name}: it was changed, or put in past the program.`,
    `line ${taken.id} of ${name}: it was taken out.`,
    `meeting ${meeting.id} in surrey-demo: the trail tells otherwise of whether it is closed.`,
  ])
})

test('closed minutes say what was recorded, whatever a program wrote into the nodes', async ({
  server,
  lead,
  parent,
}) => {
  const meeting = await underWay(lead)
  const { id } = (await enter(parent, meeting.id, decision())).body as { id: string }
  const page = await open(server, { role: 'DO' }, `minutes/${meeting.id}`)
  for (const node of [id, 'nobodys-record']) {
    const entry = new Y.XmlElement('entry')
    entry.setAttribute('id', node)
    entry.setAttribute('kind', 'decision')
    entry.setAttribute('words', 'Close the forum.')
    fragmentOf(page.peer.doc, 'themes').push([entry])
  }
  await page.peer.until(() => page.peer.allSaved)
  const { closed } = (await close(lead, meeting.id)).body as Meeting
  const kept = await versionText(lead, `minutes-${meeting.id}`, closed?.version ?? '')
  const attributes = kept.match(/"attrs":\{[^}]*\}/g) ?? []
  expect(attributes.find((one) => one.includes(id))).toContain('Use 90% (February 2019)')
  // The words of no record stay, as an entry of no kind.
  const forged = attributes.filter((one) => one.includes('Close the forum.'))
  expect(forged).toHaveLength(1)
  expect(forged[0]).not.toContain('decision')
  page.socket.close()
})
