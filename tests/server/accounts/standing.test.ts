import { afterAll, beforeAll, expect, test } from 'vitest'
import { changeMember, freshLink, inviteMember, removeMember } from '../../../server/accounts/members.ts'
import { deleteComment, postComment } from '../../../server/records/comments.ts'
import { postReply } from '../../../server/records/replies.ts'
import { confirmWording, enterWording } from '../../../server/records/wording.ts'
import type { Visitor } from '../../../server/sync/doorkeeper.ts'
import { STARTER, startTestServer, type TestServer } from '../../support/test-server.ts'

// The door has let them in; what they ask for is done a moment later, when they are somebody else.

let server: TestServer
let removed: Visitor
let demoted: Visitor
beforeAll(async () => {
  server = await startTestServer()
  const [gone, reader] = [
    await server.member({ role: 'NL', name: 'Gone meanwhile', themes: ['4'] }),
    await server.member({ role: 'NL', name: 'Reader meanwhile', themes: ['4'] }),
  ]
  removed = { ...gone, workspace: STARTER }
  demoted = { ...reader, workspace: STARTER }
  const { db } = server.running.ledger
  await db.updateTable('member').set({ removed_at: 1 }).where('id', '=', removed.id).execute()
  await db.updateTable('member').set({ role: 'GR' }).where('id', '=', demoted.id).execute()
})
afterAll(() => server.stop())

const position = { item: { client: 7, clock: 3 }, assoc: 0 }
const anchor = { section: 'overview', start: position, end: position, quote: 'x', before: '', after: '' }
const words = { mentions: [], text: 'Too late.', writtenAt: 1 }
const wanted = { name: 'Planted', partner: 'council', role: 'WL', themes: [] } as const
const place = { document: '4', comment: 'standing-none' } as const

test.each([
  ['signed out', 'a member removed since the door', () => removed],
  ['not allowed', 'a member demoted since the door', () => demoted],
] as const)('%s: %s writes nothing more', async (reason, _, who) => {
  const { ledger } = server.running
  const other = (await server.member({ role: 'WL', partner: 'schools', name: 'Bystander' })).id
  const counted = async () => {
    const tables = ['comment', 'reply', 'trail', 'audit', 'member', 'credential'] as const
    return Promise.all(tables.map((table) => ledger.db.selectFrom(table).selectAll().execute()))
  }
  const before = await counted()
  const text = 'Wording entered by nobody.'
  const outcomes = await Promise.all([
    postComment(ledger, who(), '4', {
      id: 'standing-0001',
      kind: 'question',
      anchor,
      suggestion: null,
      ...words,
    }),
    postReply(ledger, who(), place, { id: 'standing-0002', ...words }),
    deleteComment(ledger, who(), place),
    enterWording(ledger, who(), '1', { text, source: null, seen: null }),
    confirmWording(ledger, who(), '1', text),
    inviteMember(ledger, who(), { ...wanted, themes: [] }),
    freshLink(ledger, who(), other),
    changeMember(ledger, who(), other, { name: 'Renamed' }),
    removeMember(ledger, who(), other),
  ])
  expect(outcomes.map((one) => (one.ok ? 'done' : one.reason))).toEqual(outcomes.map(() => reason))
  expect(await counted()).toEqual(before)
})
