import { anchorOn } from '../../shared/annotations/anchors.ts'
import { routes } from '../../shared/api/routes.ts'
import { fragmentOf } from '../../shared/narrative/sections.ts'
import { accessible, expect, saved, test } from '../support/browser.ts'
import { stockClient } from '../support/stock-client.ts'
import { STARTER } from '../support/test-server.ts'
import { at, note, overview, pick } from './comments-support.ts'

test('by keyboard alone: select, comment, go through comments, reply, answer, back to the words', async ({
  open,
}) => {
  const page = await open({ role: 'NL' }, { at })
  await pick(page, 'Overall', 'before')
  for (let letter = 0; letter < 'Overall the'.length; letter += 1)
    await page.keyboard.press('Shift+ArrowRight')
  // The editor reads the selection in its own time.
  await expect.poll(() => page.evaluate(() => getSelection()?.toString())).toBe('Overall the')
  await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))))
  await page.keyboard.press('Control+Alt+m')
  await expect(page.getByLabel('Your words')).toBeFocused()
  await page.keyboard.press('Shift+Tab')
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('ArrowDown')
  await expect(page.getByRole('radio', { name: 'Challenge' })).toBeChecked()
  await page.keyboard.press('Tab')
  await page.keyboard.type('Is it overall?')
  await page.keyboard.press('Control+Enter')
  const mine = note(page, 'Is it overall?')
  await expect(mine).toBeFocused()
  await expect(mine).toHaveAttribute('aria-label', /^Challenge from you, Council, open, .*on “Overall the”$/)

  await page.keyboard.press('F8')
  const next = page.locator('.note.on')
  await expect(next).toContainText('Figure 1 gives percentages.')
  await expect(next).toBeFocused()
  await page.keyboard.press('Enter')
  await expect(next.getByRole('button', { name: 'Reply', exact: true })).toBeFocused()
  await page.keyboard.press('Enter')
  await page.keyboard.type('We will ask for numbers.')
  await page.keyboard.press('Control+Enter')
  await expect(next).toContainText('We will ask for numbers.')
  await expect(next.getByRole('button', { name: 'Reply', exact: true })).toBeFocused()
  await page.keyboard.press('Tab')
  await page.keyboard.press('Enter')
  await expect(next).toContainText('Answered')

  await page.keyboard.press('Escape')
  await expect(overview(page)).toBeFocused()
  await page.keyboard.type('Here: ')
  await saved(page)
  await expect(overview(page)).toContainText('Here: numbers of pupils')
  // The caret in marked words opens their note; out of them it closes again.
  await page.keyboard.press('ArrowRight')
  await page.keyboard.press('ArrowRight')
  await expect(page.locator('.note.on')).toContainText('Figure 1 gives percentages.')
  await page.keyboard.press('Home')
  await expect(page.locator('.note.on')).toHaveCount(0)
})

test('words begun are not lost: Escape puts them aside, and they can be taken up again', async ({ open }) => {
  const page = await open({ role: 'PP', partner: 'parents' }, { at })
  await pick(page, 'numbers of pupils')
  await page.keyboard.press('Control+Alt+m')
  await page.keyboard.type('Half a thou')
  await page.keyboard.press('Escape')
  await expect(overview(page)).toBeFocused()
  await expect(page.getByText('Half a thou')).toBeVisible()
  await page.reload()
  await expect(page.getByText('Half a thou')).toBeVisible()
  await page.getByRole('button', { name: 'Go on writing' }).click()
  await page.keyboard.press('End')
  await page.keyboard.type('ght')
  await page.keyboard.press('Control+Enter')
  await expect(note(page, 'Half a thought')).toBeVisible()
})

test('somebody who may not edit comments all the same; without words selected it says what to do', async ({
  open,
}) => {
  const page = await open({ role: 'SP' }, { at })
  await saved(page)
  await page.keyboard.press('Control+Alt+m')
  await expect(page.locator('.margin')).toContainText('Select the words your comment is about first.')
  const tool = page.getByRole('toolbar', { name: 'Writing tools' }).getByRole('button', { name: 'Comment' })
  await expect(tool).toHaveAttribute('aria-disabled', 'true')
  await pick(page, 'numbers of pupils')
  await expect(tool).toHaveAttribute('aria-disabled', 'false')
  await page.keyboard.press('Control+Alt+m')
  await page.getByLabel('Your words').fill('From the sponsor')
  await page.keyboard.press('Control+Enter')
  await expect(note(page, 'From the sponsor')).toBeVisible()
})

test('forty comments: never overlapping, the chosen one level with its words', async ({ open, server }) => {
  const writer = await server.signIn({ role: 'WL', partner: 'council' })
  const token = await server.token({ role: 'WL', partner: 'council' })
  const reader = stockClient(server.url.replace('http', 'ws'), `${STARTER}/narrative/4`, token)
  await reader.synced()
  const { doc } = reader
  const words = [
    ...new Set(
      fragmentOf(doc, 'overview')
        .toString()
        .match(/[a-z]{7,}/g),
    ),
  ]
  const text = words.filter((word) => anchorOn(doc, 'overview', word) !== null).slice(0, 40)
  for (const [index, on] of text.entries()) {
    const posted = await writer.call(routes.comment, {
      params: { document: '4' },
      body: {
        id: `many-comments-${String(index).padStart(2, '0')}`,
        kind: 'question',
        text: `Number ${index}: ${'what does this mean for families? '.repeat(1 + (index % 3))}`,
        anchor: anchorOn(doc, 'overview', on),
        writtenAt: Date.now(),
      },
    })
    expect(posted.status).toBe(200)
  }
  reader.stop()
  const page = await open({ role: 'NL' }, { at })
  await expect(page.getByRole('heading', { name: /^4\d comments/ })).toBeVisible()
  await page.keyboard.press('F8')
  for (let step = 0; step < 12; step += 1) await page.keyboard.press('ArrowDown')
  await expect(page.locator('.note.on')).toBeVisible()
  await expect
    .poll(async () => {
      const boxes = await page
        .locator('.stand:not(.is-above) > .note')
        .evaluateAll((notes) =>
          notes.map((one) => one.getBoundingClientRect()).map(({ top, bottom }) => ({ top, bottom })),
        )
      boxes.sort((a, b) => a.top - b.top)
      return boxes.every((box, index) => box.bottom <= (boxes[index + 1]?.top ?? Infinity))
    })
    .toBe(true)
  const level = await page.evaluate(() => {
    const mark = document.querySelector('mark[data-comment].on')?.getClientRects()[0]
    const chosen = document.querySelector('.note.on')?.getBoundingClientRect()
    return mark === undefined || chosen === undefined ? 999 : Math.abs(chosen.top + 19 - mark.bottom)
  })
  expect(level).toBeLessThan(3)
  await pick(page, 'Overall', 'behind')
  await page.keyboard.type(' and altogether, as before,')
  await saved(page)
  await accessible(page, '.margin')
})
