import type { Page } from '@playwright/test'
import { routes } from '../../shared/api/routes.ts'
import { accessible, CAST, expect, fits, picture, saved, section, test, words } from '../support/browser.ts'
import type { TestServer } from '../support/test-server.ts'
import { addEvidence, goBack, openAction } from './register-support.ts'

const W = { workspace: 'surrey-demo' }
const FIRST = 'Last week’s actions'
const LINES = {
  NL: 'Four of last week’s five actions are done.',
  WLC: 'Theme 4: schools want one graduated response.',
  WLH: 'CAMHS: 1875 waiting down to 24.',
  DO: 'Initial Health Assessments: 90% in February 2019.',
  PP: 'Parents ask what the other 71% waited for.',
}

/** A weekly call under way, begun over the API. */
async function aCall(server: TestServer, title = 'Weekly call'): Promise<string> {
  const { call } = await server.signIn({ role: 'NL' })
  const id = `call-${title.replaceAll(' ', '-')}`
  const plan = { id, kind: 'weekly teleconference', title, startsAt: Date.now(), minutes: 60 } as const
  await call(routes.planMeeting, { params: W, body: { ...plan, dialIn: '01632 960 961', invitees: [] } })
  const started = await call(routes.startMeeting, { params: { ...W, meeting: id }, body: {} })
  expect(started.status).toBe(200)
  return id
}

const typeLine = async (page: Page, text: string): Promise<void> => {
  await page.getByRole('button', { name: 'Type a line', exact: true }).click()
  // The caret is in the line a frame after the press: letters before that go nowhere.
  await expect(page.locator('[contenteditable=true]:focus')).toBeVisible()
  await page.keyboard.type(text)
}

/** Goes to another page of the workspace, by the way this person's pages come. */
const elsewhere = (page: Page, to: string) => page.goto(`${new URL(page.url()).origin}/w/surrey-demo/${to}`)

const entry = (page: Page, text: string) => page.locator('.mt-rec').filter({ hasText: text })

test('script A: five people hold the weekly call', async ({ open, server, cable }) => {
  test.slow()
  // A1: the lead starts it; the agenda is filled, and who is there is known by partner.
  const nl = await open(CAST.NL, { at: 'meetings' })
  await nl.getByRole('button', { name: 'Start the weekly call' }).click()
  await expect(nl.getByRole('heading', { level: 1, name: FIRST })).toBeVisible()
  const at = new URL(nl.url()).pathname.replace('/w/surrey-demo/', '')
  const [wlc, wlh, dato, pp] = [
    await open(CAST['WL council'], { at }),
    await open(CAST['WL health'], { at }),
    await open(CAST.DO, { at }),
    await open(CAST.PP1, { at, cable }),
  ]
  await expect(nl.getByRole('navigation', { name: 'Items of the agenda' }).getByRole('listitem')).toHaveText([
    /^Last week’s actions/,
    /^Five themes, changes only/,
    /^Chase list/,
    /^Positions/,
    /^Next steps/,
  ])
  const call = nl.getByRole('table', { name: 'Attendance by partner' })
  await expect(call.getByRole('img', { name: 'Parent partner, Parents' })).toBeVisible()
  await expect(nl.getByText('3 of 5 partners')).toBeVisible()

  // A2: all type one line at once.
  const pages = { NL: nl, WLC: wlc, WLH: wlh, DO: dato, PP: pp }
  await Promise.all(
    Object.entries(pages).map(([who, page]) => typeLine(page, LINES[who as keyof typeof LINES])),
  )
  for (const page of Object.values(pages))
    await expect
      .poll(async () => (await words(page, FIRST)).toSorted())
      .toEqual(Object.values(LINES).toSorted())
  const order = await words(nl, FIRST)
  for (const page of Object.values(pages)) expect(await words(page, FIRST)).toEqual(order)

  // A3: a status waits for evidence and a second person; register, narrative and slide follow by themselves.
  const follows = async (...[none, behind, onTarget, done]: number[]): Promise<void> => {
    const said = `${none}${behind}${onTarget}${done}`
    await expect(wlc.locator('.actions-line .counts-line').first()).toHaveText(said)
    await expect(pp.locator('.slide-counts').first().locator('dd')).toHaveText([
      String(none),
      String(behind),
      String(onTarget),
      String(done),
    ])
  }
  await Promise.all([
    elsewhere(wlh, 'actions'),
    elsewhere(dato, 'actions'),
    elsewhere(wlc, 'themes/3'),
    elsewhere(pp, 'presentation/slides#theme-3'),
  ])
  await follows(0, 1, 2, 12)
  const sheet = await openAction(wlh, '3.1')
  await sheet.locator('.choice-row', { hasText: 'Completed' }).click()
  await sheet.getByRole('button', { name: 'Set the status' }).click()
  await expect(sheet.getByRole('alert')).toContainText('“Completed” cannot be set yet.')
  await addEvidence(sheet, { title: 'Waiting list', place: 'waiting.xlsx', changed: 'Eleven weeks less.' })
  await sheet.getByRole('button', { name: 'Set the status' }).click()
  await expect(sheet.getByText('waits for a second person, who verifies')).toBeVisible()
  await (await openAction(dato, '3.1')).getByRole('button', { name: 'Verify the evidence' }).click()
  await follows(0, 0, 2, 13)
  await elsewhere(nl, 'actions')
  await goBack(await openAction(nl, '3.1'), 'Two schools still wait.')
  await follows(0, 1, 2, 12)
  await expect(nl.getByRole('dialog')).toContainText('Two schools still wait.')
  await Promise.all(Object.values(pages).map((page) => elsewhere(page, at)))
  for (const page of Object.values(pages)) await expect.poll(() => words(page, FIRST)).toEqual(order) // the lines are where they were

  // A4: lines become records, linked to the line; everyone sees their facts.
  await nl.getByRole('button', { name: 'Type a line', exact: true }).click()
  await nl.keyboard.type('/decision Use 90% (February 2019), not ‘about 90%’')
  await nl.keyboard.press('Enter')
  await nl.keyboard.type('/action DO check IHA source by Friday')
  await nl.keyboard.press('Enter')
  for (const page of [nl, pp]) {
    await expect(entry(page, 'Decision. Use 90%')).toContainText('by Nominated lead, Council')
    await expect(entry(page, 'Action. DO check IHA source')).toContainText(
      'Owner: Data officer, Council. Due Friday',
    )
  }
  // A position is noted, never set for another partner.
  await nl.keyboard.type('/position Parents on the conclusions of theme 3')
  await nl.keyboard.press('Enter')
  const asks = nl.getByRole('dialog', { name: 'Note a position to be taken' })
  await expect(asks).toContainText('Only the partner’s signatory sets it')
  await asks.getByRole('button', { name: 'Record it' }).click()
  await expect(entry(pp, 'Position to take.')).toContainText('not set yet')

  // A5: a parent loses the network, writes two lines, and comes back.
  cable.cut()
  await expect(pp.locator('[data-saved]')).toContainText('Offline')
  await typeLine(pp, 'Forty families answered.')
  await pp.keyboard.press('Enter')
  await pp.keyboard.type('Most of them waited over a year.')
  cable.mend()
  await saved(pp)
  for (const page of [nl, wlh]) {
    await expect(section(page, FIRST)).toContainText(
      /\d\d:\d\d, without a connection: Forty families answered\./,
    )
    await expect(section(page, FIRST)).toContainText(/\d\d:\d\d, without a connection: Most of them waited/)
  }

  // Hands in order; the item goes on for everybody, and one may look elsewhere.
  await pp.getByRole('button', { name: 'Raise hand' }).click()
  await wlh.keyboard.press('Alt+h')
  await expect(nl.locator('.mt-hands li')).toHaveText([/Parent partner/, /Workstream lead, CCGs/])
  await nl.getByRole('button', { name: 'Next item' }).click()
  await expect(dato.getByRole('heading', { level: 1, name: 'Five themes, changes only' })).toBeVisible()
  await expect(dato.getByRole('table', { name: 'Changes by theme' })).toContainText(
    '2 on target, 12 completed',
  )
  await dato.getByRole('button', { name: /^Last week’s actions/ }).click()
  await expect(dato.getByText('You are looking at item 1; the call is at item 2.')).toBeVisible()
  await dato.keyboard.press('Alt+r')
  await expect(dato.getByText('You are looking at item 1')).toHaveCount(0)
  await nl.getByRole('button', { name: 'Go together to theme 4' }).click()
  await expect(nl.getByRole('region', { name: 'The call you are in' })).toContainText('Item 2')
  await wlc.getByRole('link', { name: 'Go there together' }).click()
  await expect(wlc.getByRole('region', { name: 'The call you are in' })).toBeVisible()
  await wlc.keyboard.press('Alt+r')
  await nl.getByRole('link', { name: 'Back to the minutes' }).click()
  await expect(section(wlc, 'Five themes')).toBeVisible()
  await accessible(nl)
  await picture(nl, 'meeting-1280')

  // A6: closed for good; later typing is refused, an amendment is offered.
  await nl.getByRole('button', { name: 'Close the meeting' }).click()
  const sure = nl.getByRole('alertdialog')
  await expect(sure).toContainText('DO check IHA source by Friday')
  await sure.getByRole('button', { name: 'Close the meeting for good' }).click()
  for (const page of [nl, wlc, pp]) await expect(page.getByText('These minutes are closed')).toBeVisible()
  await expect(wlc.getByRole('button', { name: /Type a line|Add a line/ })).toHaveCount(0)
  await section(wlc, FIRST).click()
  await wlc.keyboard.type('Too late.')
  await expect(section(wlc, FIRST)).not.toContainText('Too late.')
  await wlc.getByLabel('Add an amendment').fill('The figure is of March 2019.')
  await wlc.getByRole('button', { name: 'Add this amendment' }).click()
  await expect(nl.getByRole('region', { name: 'Amendments' })).toContainText('The figure is of March 2019.')

  // One page to print, and what is unfinished returns.
  await nl.goto(`${server.url}/w/surrey-demo/${at}/summary`)
  await expect(nl.getByRole('main')).toContainText('DO check IHA source by Friday')
  await expect(nl.getByRole('main')).toContainText('Checksum of the minutes')
  await accessible(nl)
  const pdf = await nl.pdf({ preferCSSPageSize: true })
  expect(pdf.toString('latin1').match(/\/Type\s*\/Page\b/g)).toHaveLength(1)
  await nl.emulateMedia({ media: 'print' })
  await picture(nl, 'meeting-printed')
  await nl.goto(`${server.url}/w/surrey-demo/meetings`)
  await expect(nl.getByRole('region', { name: /Actions from meetings/ })).toContainText(
    'DO check IHA source by Friday',
  )
})

test('a poor link at 320 px: a meeting opens, lines, a decision and a hand go both ways', async ({
  open,
  server,
  cable,
}) => {
  test.slow()
  const id = await aCall(server)
  const at = `meetings/${id}`
  const lead = await open(CAST.NL, { at })
  const parent = await open(CAST.PP1, { at: 'meetings', cable, width: 320, height: 640, touch: true })
  await expect(parent.getByRole('link', { name: 'Weekly call' })).toBeVisible()
  await parent.waitForLoadState('networkidle') // the list brings what the call is made of
  // 256 kbit/s, 800 ms there and back, one packet in twenty lost.
  cable.slow({ delay: 400, bytesPerSecond: 32_000, lostOneIn: 20 })
  await parent.getByRole('link', { name: 'Weekly call' }).click()
  await expect(parent.getByRole('heading', { level: 1, name: FIRST })).toBeVisible({ timeout: 60_000 })
  await typeLine(parent, 'From a school with bad Wi-Fi.')
  await typeLine(lead, 'Heard.')
  for (const page of [lead, parent])
    await expect
      .poll(async () => (await words(page, FIRST)).toSorted(), { timeout: 20_000 })
      .toEqual(['From a school with bad Wi-Fi.', 'Heard.'])
  await parent.keyboard.press('Enter')
  await parent.keyboard.type('/decision Send the figures by post')
  await parent.keyboard.press('Enter')
  await expect(entry(lead, 'Decision. Send the figures by post')).toContainText('Parents', {
    timeout: 20_000,
  })
  await parent.getByRole('button', { name: 'Raise hand' }).click()
  await expect(lead.locator('.mt-hands li')).toHaveText(/Parent partner/, { timeout: 20_000 })
  await expect(parent.getByRole('button', { name: 'Lower hand' })).toBeVisible({ timeout: 20_000 })
  cable.slow(null)
  await fits(parent)
  await accessible(parent)
  await picture(parent, 'meeting-320')
  for (const sheet of ['Agenda', 'People', 'Chase']) {
    await parent.getByRole('navigation', { name: 'Meetings' }).getByRole('button', { name: sheet }).click()
    await fits(parent)
  }
})
