import { afterAll, beforeAll, expect, test } from 'vitest'
import { routes } from '../../../shared/api/routes.ts'
import { type Guest, startTestServer, type TestServer } from '../../support/test-server.ts'

let server: TestServer
let lead: Guest
let parent: Guest
beforeAll(async () => {
  server = await startTestServer()
  lead = await server.signIn({ role: 'NL' })
  parent = await server.signIn({ role: 'PP', partner: 'parents' })
})
afterAll(() => server.stop())

const enter = (guest: Guest, theme: string, text: string, seen: string | null = null) =>
  guest.call(routes.enterWording, { params: { theme }, body: { text, source: 'Letter, paragraph 2', seen } })
const confirm = (guest: Guest, theme: string, text: string) =>
  guest.call(routes.confirmWording, { params: { theme }, body: { text } })

const trailOf = (theme: string) =>
  server.running.ledger.db
    .selectFrom('trail')
    .selectAll()
    .where('subject', '=', `wording:${theme}`)
    .orderBy('id')
    .execute()

test('R51: a lead enters the wording, a second person locks it by giving back exactly what they read', async () => {
  const text = 'Absences that last, and what the area does about them.'
  expect((await enter(parent, '5', text)).status).toBe(403)
  const entered = await enter(lead, '5', `  ${text} `)
  expect(entered.body).toMatchObject({
    status: 'entered',
    text,
    source: 'Letter, paragraph 2',
    lockedBy: null,
  })
  expect(entered.body.enteredBy.id).toBe(lead.person.id)

  const alone = await confirm(lead, '5', text)
  expect([alone.status, alone.body.say]).toEqual([403, expect.stringMatching(/second person/)])
  const misread = await confirm(parent, '5', text.replace('.', ''))
  expect([misread.status, misread.body.error, misread.body.theirs.text]).toEqual([409, 'stale', text])
  expect((await confirm(await server.signIn({ role: 'SP' }), '5', text)).status).toBe(403)

  const locked = await confirm(parent, '5', text)
  expect(locked.body).toMatchObject({ status: 'locked', text })
  expect(locked.body.lockedBy.id).toBe(parent.person.id)
  expect((await confirm(parent, '5', text)).status).toBe(400)
})

test('locked wording changes only by a proposal and a second person', async () => {
  const home = async () => (await parent.call(routes.home)).body.themes[3].wording
  const { text: shipped } = await home()
  const text = 'The relatively low identification of need, corrected.'
  const proposed = await enter(lead, '4', text, shipped)
  expect(proposed.body).toMatchObject({ status: 'locked', text: shipped, proposal: { text } })
  expect((await confirm(lead, '4', text)).status).toBe(403)
  expect((await confirm(parent, '4', shipped)).status).toBe(409)
  expect((await home()).text).toBe(shipped)
  expect((await confirm(parent, '4', text)).body).toMatchObject({ status: 'locked', text, proposal: null })

  const trail = await trailOf('4')
  expect(trail.map(({ did }) => did)).toEqual(['entered', 'confirmed', 'proposed', 'confirmed'])
  expect(trail.at(-1)?.before).toBe(shipped)
})

test('nothing entered is nothing to confirm', async () => {
  expect((await confirm(parent, '1', 'Something that is not there.')).status).toBe(400)
})

test('R51: wording typed without having seen what another lead entered replaces nothing, and is shown both', async () => {
  const other = await server.signIn({ role: 'NL', name: 'Another lead' })
  const [first, second] = ['The first reading of the letter.', 'A second reading of the letter.']
  expect((await enter(lead, '2', first)).status).toBe(200)
  const late = await enter(other, '2', second)
  expect([late.status, late.body.error, late.body.theirs.text]).toEqual([409, 'stale', first])
  expect(late.body.say).not.toMatch(/confirm/)
  expect((await enter(other, '2', second, first)).body).toMatchObject({ status: 'entered', text: second })
  expect((await confirm(parent, '2', second)).status).toBe(200)

  // The same for a proposal: another lead's waits to be read, not to be replaced.
  const [proposed, late2] = ['The second reading, corrected.', 'The second reading, corrected again.']
  expect((await enter(lead, '2', proposed, second)).status).toBe(200)
  const again = await enter(other, '2', late2, second)
  expect([again.status, again.body.theirs.proposal.text]).toEqual([409, proposed])
  expect((await enter(other, '2', late2, proposed)).body.proposal.text).toBe(late2)
})

test('the same wording sent again by the outbox is one line in the trail', async () => {
  const [text, next] = ['Words whose answer was lost on the way.', 'Other words, whose answer was lost too.']
  for (const _ of [1, 2])
    expect((await enter(lead, '1', text)).body).toMatchObject({ status: 'entered', text })
  expect((await confirm(parent, '1', text)).status).toBe(200)
  expect((await enter(lead, '1', text)).body).toMatchObject({ status: 'locked', proposal: null })
  for (const _ of [1, 2]) expect((await enter(lead, '1', next, text)).body.proposal.text).toBe(next)
  expect((await trailOf('1')).map(({ did }) => did)).toEqual(['entered', 'confirmed', 'proposed'])
})
