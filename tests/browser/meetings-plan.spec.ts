import type { Locator, Page } from '@playwright/test'
import { routes } from '../../shared/api/routes.ts'
import { accessible, CAST, expect, fits, test } from '../support/browser.ts'

/** Opens a list of choices by keyboard and takes one. */
async function choose(within: Locator, label: string, option: string): Promise<void> {
  await within.getByRole('button', { name: new RegExp(`${label}$`) }).press('Enter')
  await within.page().getByRole('option', { name: option, exact: true }).click()
}

/** Presses a button as who uses the keyboard alone does. */
const press = (within: Locator, name: string): Promise<void> =>
  within.getByRole('button', { name, exact: true }).press('Enter')

const titles = (dialog: Locator): Promise<string[]> =>
  dialog
    .getByRole('group', { name: 'Agenda' })
    .getByRole('textbox')
    .evaluateAll((fields) =>
      fields.flatMap((field) =>
        field instanceof HTMLInputElement && field.type === 'text' ? [field.value] : [],
      ),
    )

const line = (page: Page): Locator =>
  page.locator('.mt-rec').filter({ hasText: 'Two of our pupils still wait' })

test('a workshop: planned by keyboard, attended by phone, said by phone, and led by two in turn', async ({
  open,
  server,
}) => {
  const lead = await open(CAST.NL, { at: 'meetings' })
  const { person: officer, call } = await server.signIn(CAST.DO)

  // Planned from its template, its agenda put in order by keyboard.
  await lead.getByRole('button', { name: 'Plan a meeting' }).press('Enter')
  const plan = lead.getByRole('dialog', { name: 'Plan a meeting' })
  await choose(plan, 'Kind', 'Workshop')
  await plan.getByLabel('Day', { exact: true }).fill('2027-07-01')
  await plan.getByLabel('Starts at').fill('13:30')
  await press(plan, 'Move item 3 up')
  await press(plan, 'Take item 1 out')
  await press(plan, 'Add an item')
  await plan.getByLabel('Item 5', { exact: true }).fill('Who tells families')
  await plan.getByRole('spinbutton', { name: 'Minutes of item 5' }).fill('15')
  expect(await titles(plan)).toEqual([
    'Work on the themes',
    'Where each theme stands',
    'Where we do not agree yet',
    'Next steps',
    'Who tells families',
  ])
  await expect(plan.getByRole('status')).toHaveText('The agenda takes 185 minutes; the meeting has 180.')
  await plan.getByRole('spinbutton', { name: 'Minutes', exact: true }).fill('185')
  await plan.getByLabel('Number, link or code to join by').fill('01632 960 961, code 4417')
  await plan.getByText('Who is invited: everyone').press('Enter')
  await plan.getByRole('checkbox', { name: /^Data officer/ }).press('Space')
  await expect(plan.getByText('Who is invited: 1 chosen')).toBeVisible()
  // Ticking somebody far down does not push the dialog out of the window.
  await expect(plan.getByRole('heading', { name: 'Plan a meeting' })).toBeInViewport()
  await press(plan, 'Plan this meeting')

  const head = lead.getByRole('main')
  await expect(head.getByRole('heading', { level: 1, name: 'Workshop, 1 July' })).toBeVisible()
  await expect(head).toContainText('Thursday 1 July 2027, 13:30, 185 minutes.')
  await expect(head).toContainText('To join by telephone or link: 01632 960 961, code 4417')
  await expect(head).toContainText('Invited: Data officer (Council).')
  const agenda = lead.getByRole('navigation', { name: 'Items of the agenda' })
  await expect(agenda.getByRole('listitem')).toHaveCount(5)

  // Changed while somebody else changed it: both are seen, and one is kept.
  const id = new URL(lead.url()).pathname.split('/').at(-1) ?? ''
  await lead.getByRole('button', { name: 'More' }).press('Enter')
  await lead.getByRole('menuitem', { name: 'Change the plan or the agenda' }).press('Enter')
  const change = lead.getByRole('dialog', { name: 'Change the plan' })
  await change.getByLabel('Title').fill('Workshop with schools')
  const { meeting } = (await call(routes.meeting, { params: { meeting: id } })).body
  const theirs = { ...meeting, title: 'Workshop on Theme 4', invitees: [officer.id] }
  const { version, title, startsAt, minutes, dialIn, agenda: items, invitees } = theirs
  const put = { version, title, startsAt, minutes, dialIn, agenda: items, invitees }
  expect((await call(routes.changeMeeting, { params: { meeting: id }, body: put })).status).toBe(200)
  await press(change, 'Keep this plan')
  // Where it was pressed, however far the agenda is scrolled.
  await expect(change.getByRole('alert')).toBeInViewport({ ratio: 1 })
  await expect(change.getByRole('alert')).toContainText(
    'It now is “Workshop on Theme 4”, Thursday 1 July 2027, 13:30',
  )
  await press(change, 'Keep this plan')
  await expect(change).toHaveCount(0)
  await expect(head.getByRole('heading', { level: 1, name: 'Workshop with schools' })).toBeVisible()

  // Started; somebody by phone is entered, and who sent apologies.
  await lead.getByRole('button', { name: 'Start the workshop' }).press('Enter')
  await expect(lead.getByText('You facilitate.')).toBeVisible()
  const minuting = await open(CAST.DO, { at: `meetings/${id}` })
  await minuting.getByRole('button', { name: 'Correct who is here, or add by phone' }).press('Enter')
  const who = minuting.getByRole('dialog', { name: 'Who takes part' })
  await who.getByLabel('Name or role').fill('A head teacher')
  await choose(who, 'Partner', 'Schools')
  await press(who, 'Enter them')
  const listed = who.getByRole('list', { name: 'On the list' }).getByRole('listitem')
  await expect(listed.filter({ hasText: 'A head teacher, Schools: by phone' })).toBeVisible()
  await choose(who, 'Enter', 'Workstream lead, CCGs')
  await choose(who, 'How they take part', 'Apologies')
  await press(who, 'Enter them')
  await expect(listed.filter({ hasText: 'Workstream lead, CCGs: apologies' })).toBeVisible()
  await press(who, 'Take Nominated lead out')
  await expect(listed.filter({ hasText: 'Nominated lead' })).toHaveCount(0)
  await choose(who, 'Enter', 'Nominated lead, Council')
  await choose(who, 'How they take part', 'Here')
  await press(who, 'Enter them')
  await expect(listed.filter({ hasText: 'Nominated lead, Council: here' })).toBeVisible()
  await press(who, 'Close')
  const table = lead.getByRole('table', { name: 'Attendance by partner' })
  await expect(table.getByRole('row', { name: /^Schools/ })).toContainText('by phone')
  await expect(lead.getByText('Apologies: Workstream lead, CCGs.')).toBeVisible()

  // A hand for who is by phone, in its turn; the facilitator gives the word.
  await lead.keyboard.press('Alt+h')
  const hands = lead.getByRole('region', { name: /^Hands up/ }).locator('ol > li')
  await expect(hands).toHaveCount(1)
  await minuting.getByRole('button', { name: 'Raise the hand of A head teacher, by phone' }).press('Enter')
  await expect(hands).toHaveText([/Nominated lead, Council/, /A head teacher, Schools *by phone/])
  await lead.getByRole('button', { name: 'Give A head teacher the word' }).press('Enter')
  await expect(minuting.getByText('A head teacher, Schools, by phone, has the word')).toBeVisible()
  await expect(hands).toHaveCount(1)

  // What they say is entered for them, read back and confirmed.
  await minuting
    .getByRole('group', { name: 'Record' })
    .getByRole('button', { name: 'Said by phone' })
    .press('Enter')
  const said = minuting.getByRole('dialog', { name: 'Enter what was said by phone' })
  await said.getByLabel('What was said').fill('Two of our pupils still wait for a plan.')
  await expect(said.getByRole('button', { name: /Who said it$/ })).toContainText('A head teacher, Schools')
  await press(said, 'Record it')
  await expect(line(lead)).toContainText('Said by phone: A head teacher, Schools; not read back yet.')
  await line(minuting).getByRole('button', { name: 'They agreed to these words' }).press('Enter')
  await expect(line(lead)).toContainText('A head teacher, Schools; read back.')

  // Another takes over; the lead follows into a text from 320 px, wherever they have scrolled to.
  await minuting.getByRole('button', { name: 'Take over' }).press('Enter')
  await expect(lead.getByText('Data officer, Council, facilitates.')).toBeVisible()
  await minuting.getByRole('button', { name: 'Words only' }).press('Enter')
  await expect(minuting.getByRole('complementary', { name: 'Margin' })).toBeHidden()
  await expect(line(minuting)).toBeVisible()
  await minuting.getByRole('button', { name: 'Words only' }).press('Enter')
  await minuting.getByRole('button', { name: 'Next item' }).press('Enter')
  await minuting.getByRole('button', { name: 'Go together to theme 4' }).press('Enter')

  await lead.setViewportSize({ width: 320, height: 640 })
  const gone = lead.getByRole('link', { name: 'Go there together' })
  await expect(lead.getByText('Data officer has taken the call to Theme 4')).toBeVisible()
  await fits(lead)
  await accessible(lead)
  await lead.evaluate(() => {
    window.scrollTo(0, document.body.scrollHeight)
    document.getElementById('main')?.scrollTo(0, 100_000)
  })
  await expect(lead.getByRole('heading', { level: 1 })).not.toBeInViewport()
  await expect(gone).toBeInViewport({ ratio: 1 })
  const sheets = lead.getByRole('navigation', { name: 'Meetings' })
  await sheets.getByRole('button', { name: 'People' }).click()
  await fits(lead)
  await gone.press('Enter')
  await expect(lead.getByRole('region', { name: 'The call you are in' })).toBeVisible()
})
