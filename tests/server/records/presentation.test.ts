import { nanoid } from 'nanoid'
import { expect } from 'vitest'
import { routes } from '../../../shared/api/routes.ts'
import type { DeckSection } from '../../../shared/presentation/deck.ts'
import { fragmentOf, sections, textOf } from '../../../shared/narrative/sections.ts'
import type { OrderSection, Presentation } from '../../../shared/presentation/order.ts'
import { SOURCE } from '../../../server/starter/source.ts'
import { openSqliteLog } from '../../../server/storage/sqlite-log.ts'
import { hydrate } from '../../../server/sync/hydrate.ts'
import { test } from '../../support/signed-in.ts'
import type { Guest } from '../../support/test-server.ts'

const read = async (by: Guest): Promise<Presentation> => (await by.call(routes.presentation)).body
const find = async (by: Guest, id: string): Promise<OrderSection> =>
  (await read(by)).sections.find((one) => one.id === id) as OrderSection
const change = (by: Guest, section: string, seen: object, set: object) =>
  by.call(routes.changePresentationSection, { params: { section }, body: { seen, set } })
const move = (by: Guest, section: string, after: string | null, seen: string) =>
  by.call(routes.movePresentationSection, { params: { section }, body: { after, seen } })
const ids = async (by: Guest) => (await read(by)).sections.map(({ id }) => id)
const docOf = async (dataDir: string, section: string) => {
  const log = openSqliteLog({ file: `${dataDir}/log.db` })
  const { doc } = await hydrate(log, `surrey-demo/presentation/${section}`)
  await log.close()
  return doc
}

test('the starter has the running order of the slides, and Priority 3 word for word (R68–R74)', async ({
  server,
  lead,
}) => {
  const whole = await read(lead)
  expect([whole.starts, whole.slotMinutes]).toEqual(['11:00', 125])
  expect(whole.sections.map(({ name, minutes }) => [name, minutes])).toEqual([
    ['Voice of a young person', null],
    ['What this presentation will outline', null],
    ['Context in Surrey', 10],
    ['“Journey” since 2016', 10],
    ['Theme 1', 20],
    ['Theme 2', 20],
    ['Priority 3', 20],
    ['Theme 4', 20],
    ['Theme 5: Persistent absences', 20],
    ['Opportunities, challenges and next steps', 5],
    ['Questions', null],
  ])
  expect(whole.sections[6]).toMatchObject({ wording: SOURCE[204], partner: 'providers', comments: 0 })
  const doc = await docOf(server.dataDir, 'theme-3')
  expect(sections(doc).map(({ title }) => title)).toEqual([
    'Key actions and progress',
    'Evidence of impact',
    'Case study',
    'Key next steps',
    'Progress summary',
    'Speaker notes',
  ])
  const words = (block: string) => textOf(fragmentOf(doc, block)).split('\n').filter(Boolean)
  expect(words('actions')).toEqual([SOURCE[208], SOURCE[209], SOURCE[210], SOURCE[211]])
  expect(words('impact')).toEqual([SOURCE[215], SOURCE[216], SOURCE[217]])
  expect(words('next')).toEqual([SOURCE[221], SOURCE[222]])
  expect(fragmentOf(doc, 'progress').toString()).toBe('<progress theme="3"></progress>')
})

test('the stored text of a section has its summary as the register counts it', async ({ lead }) => {
  await read(lead)
  const { body } = await lead.call(routes.storedText, { params: { document: 'presentation-theme-3' } })
  const { html } = body.sections.find(({ id }: { id: string }) => id === 'progress')
  expect([...html.matchAll(/<td>(\d+)<\/td>/g)].map(([, count]) => count)).toEqual(['0', '1', '2', '12'])
})

test('the summary of a theme without actions is on no slide until it has one', async ({ lead }) => {
  const { theme, slides } = await find(lead, 'theme-1')
  const deckOf = async (section: string) =>
    (await lead.call(routes.deckSection, { params: { section } })).body as DeckSection
  expect([theme, slides, (await deckOf('theme-1')).without.includes('1')]).toEqual(['1', 0, true])
  const action = { id: nanoid(), theme: '1', ref: '1.1', title: 'A first action', owner: null, partner: null }
  await lead.call(routes.addAction, { body: { ...action, due: null, revisedDue: null } })
  expect((await find(lead, 'theme-1')).slides).toBe(1)
  const deck = (await lead.call(routes.deck)).body.sections as DeckSection[]
  expect(deck.find(({ section }) => section === 'theme-1')).toEqual(await deckOf('theme-1'))
  expect((await deckOf('theme-1')).without).not.toContain('1')
  expect((await lead.call(routes.deckSection, { params: { section: 'no-such' } })).status).toBe(404)
})

test('a workspace without a presentation gets one when it is first looked at, once for two at a time', async ({
  server,
}) => {
  await server.workspace('elsewhere')
  const stranger = await server.signIn({ role: 'NL', workspace: 'elsewhere' })
  const both = await Promise.all([read(stranger), read(stranger)])
  for (const { sections } of both) expect(sections).toHaveLength(11)
  const page = await stranger.call(routes.documentPage, { params: { document: 'presentation-theme-2' } })
  expect(page.body).toMatchObject({
    title: 'Presentation: Theme 2',
    rights: { edit: true },
    theme: { id: '2' },
  })
})

test('two people change different things of one section and both stand; the same thing asks the second', async ({
  lead,
  health,
}) => {
  const before = await find(lead, 'theme-2')
  const [one, other] = await Promise.all([
    change(lead, 'theme-2', { minutes: 20 }, { minutes: 22.5 }),
    change(health, 'theme-2', { title: null }, { title: 'Priority 2' }),
  ])
  expect([one?.status, other?.status]).toEqual([200, 200])
  expect(await find(lead, 'theme-2')).toMatchObject({
    minutes: 22.5,
    title: 'Priority 2',
    version: before.version + 2,
  })
  const late = await change(health, 'theme-2', { minutes: 20 }, { minutes: 15 })
  expect([late.status, late.body.error, late.body.theirs]).toEqual([409, 'stale', { minutes: 22.5 }])
  expect((await change(health, 'theme-2', { minutes: 20 }, { minutes: 22.5 })).status).toBe(200)
  expect((await change(health, 'theme-2', { minutes: 22.5 }, { minutes: 20 })).status).toBe(200)
})

test('a presenter is a member and no guest reader, and brings their partner', async ({
  lead,
  parent,
  reader,
}) => {
  const seen = { presenter: (await find(lead, 'theme-1')).presenter?.id ?? null }
  const named = await change(lead, 'theme-1', seen, { presenter: parent.person.id })
  expect(named.body.sections[4]).toMatchObject({ presenter: { id: parent.person.id }, partner: 'parents' })
  const nobody = await change(lead, 'theme-1', { presenter: parent.person.id }, { presenter: 'nobody-here' })
  expect(nobody.body.say).toBe('That person is not a member any more. Choose another presenter.')
  const guest = await change(
    lead,
    'theme-1',
    { presenter: parent.person.id },
    { presenter: reader.person.id },
  )
  expect([guest.status, guest.body.say]).toEqual([
    400,
    'A guest reader cannot present: the presentation is not open to them. Choose a member, or ask the nominated lead to change their role.',
  ])
  expect((await find(lead, 'theme-1')).presenter?.id).toBe(parent.person.id)
})

test('sections move past each other while others move, and one moved meanwhile is not moved unread', async ({
  lead,
  health,
}) => {
  const [three, five] = await Promise.all([find(lead, 'theme-3'), find(lead, 'theme-5')])
  const [one, other] = await Promise.all([
    move(lead, 'theme-3', 'theme-4', three.order),
    move(health, 'theme-5', 'context', five.order),
  ])
  expect([one?.status, other?.status]).toEqual([200, 200])
  expect(await ids(lead)).toEqual([
    'voice',
    'outline',
    'context',
    'theme-5',
    'journey',
    'theme-1',
    'theme-2',
    'theme-4',
    'theme-3',
    'closing',
    'questions',
  ])
  const late = await move(health, 'theme-3', null, three.order)
  expect([late.status, late.body.theirs]).toEqual([409, { after: 'theme-4' }])
  await move(lead, 'theme-3', 'theme-2', (await find(lead, 'theme-3')).order)
  await move(lead, 'theme-5', 'theme-4', (await find(lead, 'theme-5')).order)
  expect((await ids(lead))[6]).toBe('theme-3')
})

test('a section is added with its blocks, taken out, and brought back with its words', async ({
  lead,
  server,
}) => {
  const body = { id: 'film', kind: 'other', title: 'A film', theme: null, after: 'voice' }
  expect((await lead.call(routes.addPresentationSection, { body })).status).toBe(200)
  expect((await lead.call(routes.addPresentationSection, { body })).status).toBe(200)
  expect((await ids(lead)).slice(0, 3)).toEqual(['voice', 'film', 'outline'])
  expect(sections(await docOf(server.dataDir, 'film')).map(({ id }) => id)).toEqual(['words', 'notes'])
  const out = await change(lead, 'film', { removed: false }, { removed: true })
  expect(out.body.removed.map(({ id }: OrderSection) => id)).toEqual(['film'])
  expect(await ids(lead)).not.toContain('film')
  await change(lead, 'film', { removed: true }, { removed: false })
  expect((await ids(lead)).slice(0, 3)).toEqual(['voice', 'film', 'outline'])
  await change(lead, 'film', { removed: false }, { removed: true })
})

test('who writes in one theme alone changes that section; a sponsor reads; a guest reader sees nothing of it', async ({
  server,
  sponsor,
  reader,
}) => {
  const four = await server.signIn({ role: 'WL', partner: 'schools', themes: ['4'] })
  expect((await change(four, 'theme-4', { minutes: 20 }, { minutes: 21 })).status).toBe(200)
  expect((await change(four, 'theme-4', { minutes: 21 }, { minutes: 20 })).status).toBe(200)
  const other = await change(four, 'theme-3', { minutes: 20 }, { minutes: 21 })
  expect([other.status, other.body.say]).toEqual([
    403,
    'Those who write this section change it. You can comment on it.',
  ])
  expect((await find(four, 'theme-3')).edits).toBe(false)
  expect((await read(sponsor)).edits).toBe(false)
  expect(
    (await sponsor.call(routes.setPresentation, { body: { starts: '10:00', slotMinutes: 100, version: 1 } }))
      .status,
  ).toBe(403)
  expect((await reader.call(routes.presentation)).status).toBe(403)
})

test('the start and the slot are set by whoever has seen what stands', async ({ lead, health }) => {
  const { version } = await read(lead)
  const set = (by: Guest, starts: string) =>
    by.call(routes.setPresentation, { body: { starts, slotMinutes: 125, version } })
  expect((await set(lead, '10:30')).body).toMatchObject({ starts: '10:30', version: version + 1 })
  const late = await set(health, '10:00')
  expect([late.status, late.body.theirs]).toEqual([
    409,
    { starts: '10:30', slotMinutes: 125, version: version + 1 },
  ])
})
