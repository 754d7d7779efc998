import { caretAfter, CAST, expect, section, test } from '../support/browser.ts'

const OVERVIEW = 'Overview position statement'
const at = 'themes/4'

test.describe('sections', () => {
  test('one is moved while another person types in it: no word lost, focus kept, caret where it was', async ({
    open,
  }) => {
    const lead = await open(CAST.NL, { at })
    const health = await open(CAST['WL health'], { at })
    await caretAfter(health, OVERVIEW, 'since the inspection in October 2016.')
    const typing = health.keyboard.type(' This sentence goes on while its section travels.', { delay: 45 })
    const grip = lead.getByRole('button', { name: /^Move 1\.0 / })
    await grip.focus()
    await lead.keyboard.press('ArrowDown')
    await expect(lead.locator('.secs li').nth(1)).toContainText('Overview')
    await lead.keyboard.press('ArrowDown')
    await typing
    await expect(section(health, `3.0 ${OVERVIEW}`)).toBeFocused()
    await expect(section(lead, OVERVIEW)).toContainText(
      'in October 2016. This sentence goes on while its section travels.',
    )
    await health.keyboard.type(' And on.')
    await expect(section(lead, OVERVIEW)).toContainText('travels. And on.')
    await expect(health.locator('.secs li').nth(2)).toContainText('3.0 Overview')
    // The mover's undo brings it back and leaves the words alone.
    await lead.getByRole('button', { name: 'Undo my last edit' }).click()
    await lead.getByRole('button', { name: 'Undo my last edit' }).click()
    await expect(health.locator('.secs li').first()).toContainText('1.0 Overview')
    await expect(section(health, OVERVIEW)).toContainText('travels. And on.')
  })

  test('are renamed, led, folded, added, removed and brought back; others see it', async ({ open }) => {
    const lead = await open(CAST.NL, { at })
    const parent = await open(CAST.PP1, { at })
    const menu = (number: string) => lead.getByRole('button', { name: `More for section ${number}` })
    await menu('4.0').click()
    await lead.getByRole('menuitem', { name: 'Rename' }).click()
    await lead.getByLabel('Title of 4.0').fill('What two families lived through')
    await lead.keyboard.press('Enter')
    await expect(parent.locator('.secs')).toContainText('4.0 What two families lived through')
    await menu('4.0').click()
    await lead.getByRole('menuitem', { name: 'Parent partner, Parents' }).first().click()
    await expect(parent.locator('[data-section=cases] .meta')).toContainText('Lead: Parent partner, Parents')

    await section(parent, 'What two families').click()
    await parent.keyboard.type('Before it is removed')
    await expect(section(lead, 'What two families')).toContainText('Before it is removed')
    await menu('4.0').click()
    await lead.getByRole('menuitem', { name: 'Remove this section' }).click()
    await expect(parent.locator('.secs')).not.toContainText('What two families')
    await expect(parent.locator('.secs li').nth(3)).toContainText('4.0 What families tell us')
    await lead.getByText('1 removed section').click()
    await lead.getByRole('button', { name: /Bring back/ }).click()
    await expect(section(parent, 'What two families')).toContainText('Before it is removed')

    await lead.getByRole('button', { name: 'Add a section', exact: true }).click()
    await expect(parent.locator('.secs li').last()).toContainText('8.0 New section')
    await lead.evaluate(() => scrollTo(0, 0))
    await lead.getByRole('button', { name: /^1\.0 .*: fold$/ }).click()
    await expect(section(lead, OVERVIEW)).toHaveCount(0)
    await expect(section(parent, OVERVIEW)).toBeVisible()
    await lead.getByRole('button', { name: /^1\.0 .*: unfold$/ }).click()
    await expect(section(lead, OVERVIEW)).toContainText('Overall the numbers')
  })

  test('are put in another order by dragging', async ({ open }) => {
    const lead = await open(CAST.NL, { at })
    const rows = lead.locator('.secs li')
    await rows.nth(6).hover()
    const grip = (await lead.getByRole('button', { name: /^Move 7\.0/ }).boundingBox())!
    const target = (await rows.nth(1).boundingBox())!
    await lead.mouse.move(grip.x + 8, grip.y + 8)
    await lead.mouse.down()
    await lead.mouse.move(grip.x + 8, target.y + 4, { steps: 6 })
    await lead.mouse.up()
    await expect(rows.nth(1)).toContainText('2.0 Next steps')
    await expect(rows.nth(6)).toContainText('7.0 Where we do not agree')
  })
})
