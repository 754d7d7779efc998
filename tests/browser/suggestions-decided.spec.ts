import { routes } from '../../shared/api/routes.ts'
import { accessible, CAST, expect, fits, saved, test, words } from '../support/browser.ts'
import { at, overview, pick } from './comments-support.ts'
import { more, noteOf, suggested, typed } from './suggest-support.ts'

const seed = (id: string, on: string, words: string) => ({ id, on, words })
const OVERVIEW = 'Overview position statement'
const STRUCK = 'Source: published slides, lines 164, 174 and 176.'

test('from a 320 px phone: a paragraph more and a paragraph less, worded anew; accepted, one of them with changes', async ({
  open,
}) => {
  const council = await open(CAST['WL council'], { at })
  const parent = await open(CAST.PP1, { at, width: 320, height: 568, touch: true })
  await saved(parent)
  const dock = parent.getByRole('navigation', { name: 'Narrative' })

  await pick(parent, 'Whilst we have made progress')
  await dock.getByRole('button', { name: 'Suggest' }).tap()
  await parent.getByRole('button', { name: 'A new paragraph after this one' }).tap()
  const box = parent.getByLabel('The new paragraph, after this one')
  await expect(box).toBeFocused()
  await box.fill('Families wait.')
  await fits(parent)
  // Neither the box nor its label lies under anything.
  for (const part of [box, parent.getByText('The new paragraph, after this one')])
    expect(
      await part.evaluate((element) => {
        const { left, top, width, height } = element.getBoundingClientRect()
        const seen = document.elementFromPoint(left + width / 2, top + height / 2)
        return element === seen || element.contains(seen)
      }),
    ).toBe(true)
  await accessible(parent, '.comment-sheet')
  await parent.getByRole('button', { name: 'Suggest wording', exact: true }).tap()
  const sheet = parent.locator('.comment-sheet')
  await more(parent, sheet, 'Word it anew…')
  await parent.getByLabel('Your suggestion').fill('Families still wait.')
  await sheet.getByRole('button', { name: 'Keep the change' }).tap()
  await expect(sheet.locator('ins.sg')).toContainText('Families still wait.')

  await parent.getByRole('button', { name: 'Close comments' }).tap()
  await pick(parent, 'lines 164')
  await dock.getByRole('button', { name: 'Suggest' }).tap()
  await parent.getByRole('button', { name: 'Strike this paragraph' }).tap()
  await parent.getByRole('button', { name: 'Suggest striking this paragraph' }).tap()
  await fits(parent)

  // The lead has one row of what can be done, and all of it there.
  const added = council.getByRole('article', { name: /a new paragraph, “Families still wait/ })
  await added.click()
  await expect(added.locator('.acts')).toHaveCount(1)
  await expect(added.getByRole('button')).toHaveCount(3)
  await more(council, added, 'Reply')
  await council.getByLabel('Your reply').fill('We will put in since when.')
  await added.getByRole('button', { name: 'Send reply' }).click()
  await expect(parent.locator('.endnotes')).toContainText('We will put in since when.')
  await more(council, added, 'Accept with changes…')
  await expect(council.getByLabel('The words to put in')).toHaveValue('Families still wait.')
  await council.getByLabel('The words to put in').fill('In 2018 families still wait.')
  await added.getByRole('button', { name: 'Accept with these words' }).click()
  await expect(added).toContainText(/Accepted with changes by .*“In 2018 families still wait\.”/)

  const struck = council.getByRole('article', {
    name: /the paragraph of “Source: published slides, lines 164/,
  })
  await expect(overview(council).locator('del.sg').filter({ hasText: STRUCK })).toBeVisible()
  await struck.getByRole('button', { name: 'Accept' }).click()
  for (const page of [council, parent]) {
    await expect.poll(async () => words(page, OVERVIEW)).not.toContain(STRUCK)
    const now = await words(page, OVERVIEW)
    const progress = now.findIndex((line) => line.includes('Whilst we have made progress'))
    expect(now[progress + 1], 'a paragraph of its own, after the one it is about').toBe(
      'In 2018 families still wait.',
    )
  }
  await expect(sheet).toContainText('Accepted by')
  await expect(parent.locator('.endnotes')).toContainText('accepted with changes')

  // Whose words they are, and whose edit it was, stand in the history of each.
  await more(council, added, 'History')
  await expect(council.getByRole('dialog')).toContainText('worded it anew')
  await expect(council.getByRole('dialog')).toContainText('accepted the wording')
  // What should not stand there is asked to be removed from where it is read.
  await council.getByRole('button', { name: 'Ask for removal of words in it…' }).click()
  await expect(council.getByLabel('The exact words')).toHaveValue('Families still wait.')
})

test('several are declined by person and accepted by section; the list says which could not be, and why', async ({
  open,
  server,
}) => {
  await suggested(server, CAST.PP1, [
    seed('pp1-share-1', 'numbers of pupils', 'share of pupils'),
    seed('pp1-board-1', 'Partnership Board', 'board'),
  ])
  await suggested(server, CAST.PP2, [
    seed('pp2-early-1', 'early intervention', 'help early on'),
    seed('pp2-close-1', 'working together', 'working side by side'),
  ])
  // Somebody writes in the words that one of them is about.
  await typed(server, CAST['WL council'], 'and lasting ', 'intervention')
  const council = await open(CAST['WL council'], { at })
  const decideSeveral = async (which: RegExp): Promise<void> => {
    await council.getByRole('button', { name: /Which comments are shown/ }).click()
    await council.getByRole('menuitem', { name: 'Decide several suggestions…' }).click()
    await council.getByRole('alertdialog').getByRole('button', { name: /Which/ }).click()
    await council.getByRole('option', { name: which }).click()
  }
  const list = council.getByRole('dialog', { name: 'What was decided' })
  await expect(noteOf(council, 'pp1-share-1')).toBeVisible()

  await decideSeveral(/^From Parent partner, Parents \(2\)/)
  await council
    .getByRole('alertdialog')
    .getByRole('button', { name: /What becomes of them/ })
    .click()
  await council.getByRole('option', { name: 'Decline them' }).click()
  await expect(council.getByRole('button', { name: 'Decline 2 suggestions' })).toBeDisabled()
  await council.getByLabel('Why are they declined?').fill('The source keeps these words.')
  await accessible(council, '.dialog')
  await council.getByRole('button', { name: 'Decline 2 suggestions' }).click()
  await expect(list).toContainText('2 suggestions declined.')
  await council.getByRole('button', { name: 'Close this list' }).click()
  await expect(noteOf(council, 'pp1-share-1')).toContainText('The source keeps these words.')

  await decideSeveral(/^In 1\.0 /)
  await council
    .getByRole('alertdialog')
    .getByRole('button', { name: /^Accept \d/ })
    .click()
  await expect(list).toContainText('1 could not be:')
  await expect(list.getByRole('listitem')).toContainText('“early intervention”')
  await expect(list.getByRole('listitem')).toContainText('The words have changed since this was suggested.')
  await council.getByRole('button', { name: 'Close this list' }).click()
  await expect
    .poll(async () => words(council, OVERVIEW))
    .toContainEqual(expect.stringContaining('We are working side by side to improve'))
  await expect(noteOf(council, 'pp2-early-1')).toContainText('The words have changed since.')
})

test('offline a suggestion and decisions wait and go out later; one that was overtaken comes back whole', async ({
  open,
  server,
}) => {
  await suggested(server, CAST.PP1, [
    { id: 'goes-in-01', on: 'numbers of pupils', words: 'share of pupils' },
    { id: 'decided-by-now', on: 'October 2016', form: 'insert', words: 'by Ofsted' },
    { id: 'changed-by-now', on: 'early intervention', words: 'help early on' },
  ])
  const council = await open(CAST['WL council'], { at })
  const lead = await server.signIn(CAST.NL)
  await saved(council)
  const mine = noteOf(council, 'decided-by-now')
  await expect(mine).toBeVisible()

  await council.context().setOffline(true)
  await noteOf(council, 'goes-in-01').getByRole('button', { name: 'Accept' }).click()
  await expect(noteOf(council, 'goes-in-01')).toContainText('Waiting to be sent')
  await noteOf(council, 'changed-by-now').getByRole('button', { name: 'Accept' }).click()
  await mine.getByRole('button', { name: 'Decline' }).click()
  await council.getByLabel(/Why is it declined/).fill('We say the date alone throughout.')
  await mine.getByRole('button', { name: 'Decline suggestion' }).click()
  await expect(mine).toContainText('Waiting to be sent')
  await pick(council, 'made progress')
  await council.keyboard.press('Control+Alt+s')
  await council.getByLabel('The words as you would have them').fill('come further')
  await council.getByRole('button', { name: 'Suggest wording', exact: true }).click()
  const own = council.getByRole('article', { name: /to become “come further”/ })
  await expect(own).toContainText('Waiting to be sent')

  const decided = await lead.call(routes.acceptSuggestion, {
    params: { document: '4', comment: 'decided-by-now' },
    body: { version: 1, words: null },
  })
  expect(decided.status).toBe(200)
  await typed(server, CAST['WL health'], 'and lasting ', 'intervention')
  await council.context().setOffline(false)

  await expect.poll(async () => (await words(council, OVERVIEW))[0]).toContain('Overall the share of pupils')
  await expect(own).not.toContainText('Waiting to be sent')
  const changed = council.locator('.strip').filter({ hasText: 'on “early intervention”' })
  await expect(changed).toContainText('Not accepted: Accepting suggested wording')
  await expect(changed).toContainText('The words have changed since this was suggested.')
  await expect(noteOf(council, 'changed-by-now'), 'as it was, still to decide').toHaveAccessibleName(
    /open, .* to become “help early on”/,
  )
  expect((await words(council, OVERVIEW)).join(' ')).toContain('early and lasting intervention')
  const back = council.locator('.strip').filter({ hasText: 'on “October 2016”' })
  await expect(back).toContainText('Not accepted: Declining suggested wording')
  await expect(back).toContainText(/Somebody changed this \w+ meanwhile\./)
  await expect(back, 'its words with it').toContainText('We say the date alone throughout.')
  await expect(back.getByRole('button', { name: 'Copy my words' })).toBeVisible()
  await accessible(council, '.margin')
  await back.getByRole('button', { name: 'Look at it now' }).click()
  await expect(mine).toBeFocused()
  await expect(mine).toContainText('Accepted by')
  await expect(overview(council)).toContainText('October 2016 by Ofsted')
  await back.getByRole('button', { name: 'Throw away' }).click()
  await expect(back).toHaveCount(0)
  const known = (await lead.call(routes.comments, { params: { document: '4' } })).body as {
    suggestion: { words: string } | null
  }[]
  expect(known.filter(({ suggestion }) => suggestion?.words === 'come further')).toHaveLength(1)
})

test('on paper among the endnotes, in the dark and in forced colours, what is struck and what is new is told apart', async ({
  open,
  server,
}) => {
  await suggested(server, CAST.PP1, [
    {
      id: 'share-of-01',
      on: 'numbers of pupils',
      words: 'share of pupils',
      text: 'Numbers follow the roll.',
    },
    { id: 'paragraph-1', on: 'Whilst we have made progress', form: 'new paragraph', words: 'Families wait.' },
    { id: 'strike-0001', on: 'early identification', form: 'strike' },
  ])
  const council = await open(CAST['WL council'], { at })
  const text = overview(council)
  const [ins, del] = [text.locator('ins.sg.p-parents').first(), text.locator('del.sg.p-parents').first()]
  await expect(ins).toBeVisible()
  await noteOf(council, 'share-of-01').click()

  await council.emulateMedia({ colorScheme: 'dark' })
  await accessible(council, '.margin')
  await accessible(council, '.text')
  await council.emulateMedia({ colorScheme: 'light', forcedColors: 'active' })
  expect(await del.evaluate((one) => getComputedStyle(one).textDecorationLine)).toBe('line-through')
  expect(await ins.evaluate((one) => getComputedStyle(one).textDecorationLine)).toBe('underline')

  await council.emulateMedia({ forcedColors: 'none', media: 'print' })
  const notes = council.locator('.endnotes > ol > li')
  const share = notes.filter({ hasText: 'Numbers follow the roll.' })
  await expect(share).toBeVisible()
  await expect(share).toContainText(
    'Suggested wording, Parent partner, Parents, open, on “numbers of pupils”',
  )
  await expect(share.locator('del')).toContainText('numbers')
  await expect(share.locator('ins')).toContainText('share')
  await expect(notes.filter({ hasText: 'New paragraph: ' }).locator('ins')).toContainText('Families wait.')
  // Each number stands once, behind the last of its words, however many pieces they are in.
  const number = await share.evaluate((one) => [...(one.parentElement?.children ?? [])].indexOf(one) + 1)
  const drawn = await text
    .locator('mark[data-comment="share-of-01"]')
    .evaluateAll((pieces) => pieces.map((piece) => getComputedStyle(piece, '::after').content))
  expect(drawn.length).toBeGreaterThan(1)
  expect(drawn.filter((content) => content !== 'none')).toEqual([`"[${number}]"`])
  expect(drawn.at(-1)).toBe(`"[${number}]"`)
})
