import { getSchema } from '@tiptap/core'
import { initProseMirrorDoc } from '@tiptap/y-tiptap'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type * as Y from 'yjs'
import type { Comment } from '../../../shared/annotations/comments.ts'
import { standingOf } from '../../../shared/annotations/standing.ts'
import { flatsOf, placeOf } from '../../../shared/annotations/anchors.ts'
import { routes } from '../../../shared/api/routes.ts'
import { figures } from '../../../shared/narrative/figures.ts'
import { narrativeSchema } from '../../../shared/narrative/schema.ts'
import { fragmentOf, sections, textOf } from '../../../shared/narrative/sections.ts'
import { FIGURE_1, SOURCE } from '../../../server/starter/source.ts'
import { isEmpty } from '../../../server/starter/plant.ts'
import { openSqliteLog } from '../../../server/storage/sqlite-log.ts'
import { hydrate } from '../../../server/sync/hydrate.ts'
import { type Guest, startTestServer, type TestServer } from '../../support/test-server.ts'

let server: TestServer
let lead: Guest
const docs = new Map<string, Y.Doc>()
beforeAll(async () => {
  server = await startTestServer()
  lead = await server.signIn({ role: 'NL' })
  const log = openSqliteLog({ file: `${server.dataDir}/log.db` })
  for (const theme of ['1', '2', '3', '4', '5'])
    docs.set(theme, (await hydrate(log, `surrey-demo/narrative/${theme}`)).doc)
  await log.close()
})
afterAll(() => server.stop())

const doc = (theme: string): Y.Doc => docs.get(theme) as Y.Doc
const words = (theme: string, section: string): string => textOf(fragmentOf(doc(theme), section))

describe('the facts, exact to the character (domain page 5)', () => {
  test('the wording of themes 3 and 4 is locked, with its source line; the others wait for the letter', async () => {
    const home = await lead.call(routes.home)
    const wording = home.body.themes.map((theme: { wording: { text: string | null } }) => theme.wording)
    expect(wording[3]).toMatchObject({
      status: 'locked',
      text: 'The relatively low identification of need at school support level, indicating inefficiencies in the early identification of special educational needs and/or disabilities',
      source: 'Published slides, line 153',
    })
    expect(wording[3].text).toHaveLength(169)
    expect(wording[2]).toMatchObject({
      status: 'locked',
      text: 'The inefficient management and coordination of area information, in administrative processes, to inform evaluation of services and outcomes, and to hold leaders and staff at all levels to account for rapid improvement.',
      source: 'Published slides, line 204',
    })
    for (const at of [0, 1, 4]) expect(wording[at]).toMatchObject({ status: 'missing', text: null })
    expect(home.body.workspace.banner).toBe('Demonstration data from published slides; not a live record.')
    const judgements = home.body.themes.map((theme: { judgement: string }) => theme.judgement)
    expect(judgements).toEqual(['sufficient', 'sufficient', 'sufficient', 'sufficient', 'not sufficient'])
    expect(home.body.themes[4]).toMatchObject({ name: 'Persistent absences' })
    expect(home.body.themes[4].note).toMatch(/^Position to be confirmed/)
  })

  test('narrative 1.0 of theme 4 is lines 164, 174 and 176 with Figure 1 between them', () => {
    const blocks = fragmentOf(doc('4'), 'overview')
      .toArray()
      .map((node) => [(node as Y.XmlElement).nodeName, textOf(node as Y.XmlElement)])
    expect(
      blocks.filter(([kind]) => kind === 'paragraph' || kind === 'figure').map(([kind]) => kind),
    ).toEqual(['paragraph', 'figure', 'paragraph', 'paragraph', 'paragraph', 'paragraph'])
    expect([blocks[0]?.[1], blocks[3]?.[1], blocks[4]?.[1]]).toEqual([SOURCE[164], SOURCE[174], SOURCE[176]])
    expect(
      SOURCE[164].startsWith('Overall the numbers of pupils identified with SEN support has increased'),
    ).toBe(true)
    expect(SOURCE[164].endsWith('as shown in the table below:')).toBe(true)
  })

  test('Figure 1 has sixteen values with two decimals, and its last column computes', () => {
    expect(figures(doc('4'))).toEqual([
      {
        id: 'figure-1',
        number: 1,
        section: 'overview',
        kind: 'table',
        caption:
          '% of Pupils with Special Educational Needs (SEN) Support - Local Authority, Region and England',
      },
    ])
    for (const [, area, y16, y17, y18, change] of FIGURE_1.rows) {
      for (const value of [y16, y17, y18, change]) expect(value).toMatch(/^\d+\.\d\d$/)
      expect((Number(y18) - Number(y17)).toFixed(2), area).toBe(change)
    }
    const table = words('4', 'overview')
    for (const value of FIGURE_1.rows.flat().filter((text) => text !== ''))
      expect(table).toContain(`${value}\n`)
  })

  test('Priority 3: bullets of the slides and the four counts, word for word', () => {
    for (const line of [215, 216, 217] as const) expect(words('3', 'indicators')).toContain(SOURCE[line])
    for (const line of [208, 209, 210, 211] as const) expect(words('3', 'actions')).toContain(SOURCE[line])
    for (const line of [221, 222] as const) expect(words('3', 'next')).toContain(SOURCE[line])
    for (const count of [
      'Action not started: 0',
      'Action Underway (but behind target): 1',
      'Action Underway (on target): 2',
      'Completed: 12',
    ])
      expect(words('3', 'actions')).toContain(`${count}\n`)
    expect(SOURCE[217]).toContain('from 3% in March 2018, to 90% in February 2019')
    expect(SOURCE[217]).toContain('from 1875 to 24, with understood reasons for each child')
  })

  test('the four key indicators of theme 4, and the gap said plainly', () => {
    const text = words('4', 'indicators')
    for (const line of [157, 158, 159, 160] as const) expect(text).toContain(`${SOURCE[line]}\n`)
    expect(text).toContain('no figure in source')
  })
})

test('every section’s blocks are what the editor’s schema allows: nothing is deleted when a page opens it', () => {
  const schema = getSchema(narrativeSchema)
  for (const [theme, doc] of docs)
    for (const { id } of sections(doc)) {
      const before = textOf(fragmentOf(doc, id))
      const node = initProseMirrorDoc(fragmentOf(doc, id), schema).doc
      if (before !== '') node.check() // an empty section is an editor's to begin
      expect(textOf(fragmentOf(doc, id)), `theme ${theme}, ${id}`).toBe(before)
      expect(node.textContent.replace(/\s/g, '')).toBe(before.replace(/\s/g, ''))
    }
})

test('comments of different partners stand on the very words they are about', async () => {
  const partners = new Set<string>()
  let count = 0
  for (const theme of ['3', '4']) {
    const { body } = await lead.call(routes.comments, { params: { document: theme } })
    for (const comment of body) {
      count += 1
      partners.add(comment.author.partner)
      expect(placeOf(doc(theme), flatsOf(doc(theme)), comment.anchor)).toMatchObject({
        by: 'exact',
        section: comment.anchor.section,
      })
    }
  }
  expect(count).toBe(8)
  expect([...partners].toSorted()).toEqual(['ccgs', 'council', 'parents', 'providers', 'schools'])
})

test('two of them suggest wording, on words that stand as quoted', async () => {
  const { body } = await lead.call(routes.comments, { params: { document: '4' } })
  const suggested = body.filter(({ suggestion }: Comment) => suggestion !== null)
  expect(
    suggested.map(({ author, anchor, suggestion }: Comment) => [
      author.partner,
      anchor.quote,
      suggestion?.words,
    ]),
  ).toEqual([
    [
      'council',
      'Local Authority, Region and England',
      'Local Authority, Region, Statistical Neighbours and England',
    ],
    ['schools', 'the table below', 'Figure 1'],
  ])
  for (const { anchor, suggestion } of suggested)
    expect(standingOf(doc('4'), anchor, suggestion.form).asQuoted).toBe(true)
})

test('the home page says which sections have words, and who wrote them', async () => {
  const { body } = await lead.call(routes.home)
  const drafts = body.themes.map((theme: { sections: { number: string; state: string }[] }) =>
    theme.sections.filter(({ state }) => state === 'draft').map(({ number }) => number),
  )
  expect(drafts).toEqual([[], [], ['1.0', '2.0', '3.0', '7.0'], ['1.0', '2.0', '6.0'], ['7.0']])
  expect(body.themes.map((theme: { status: string }) => theme.status)).toEqual([
    'not started',
    'not started',
    'draft',
    'draft',
    'draft',
  ])
  expect(body.themes[3].lastEdit.by.name).toBe('Nominated lead')
  expect(body.themes[0].lastEdit).toBeNull()
})

test('people are roles, and four of them get a link at the first start', async () => {
  const members = (await lead.call(routes.members)).body
  expect(members.map((one: { role: string }) => one.role)).toEqual([
    'NL',
    'WL',
    'WL',
    'WL',
    'WL',
    'DO',
    'PP',
    'PP',
    'VL',
    'SP',
    'GR',
  ])
  expect(server.running.firstLinks.map(({ name, partner }) => [name, partner])).toEqual([
    ['Nominated lead', 'Council'],
    ['Workstream lead', 'CCGs'],
    ['Data officer', 'Council'],
    ['Parent partner', 'Parents'],
  ])
})

test('a later start plants nothing; a first start that was cut short is finished by the next', async () => {
  await server.restart()
  expect(server.running.firstLinks).toEqual([])
  const { ledger } = server.running
  await ledger.db.updateTable('workspace').set({ prepared: 0 }).execute()
  expect(await isEmpty(ledger)).toBe(true)
  await server.restart()
  expect(server.running.firstLinks).toHaveLength(4)
  const { db } = server.running.ledger
  expect(await db.selectFrom('member').selectAll().execute()).toHaveLength(11)
  const again = await server.signIn({ role: 'NL' })
  expect((await again.call(routes.comments, { params: { document: '4' } })).body).toHaveLength(6)
  const text = (await again.call(routes.storedText, { params: { document: '4' } })).body
  expect(text.sections).toHaveLength(7)
  expect(text.sections[0].html.split('<figure>')).toHaveLength(2)
})
