import type { Page } from '@playwright/test'
import { CAST, expect, test } from '../support/browser.ts'
import { blankWall, thing, wall } from './board-hand-support.ts'

const PNG =
  'iVBORw0KGgoAAAANSUhEUgAAAAoAAAAKCAYAAACNMs+9AAAAFUlEQVR42mNk+M9Qz0AEYBxVSF+FABJADveWkH6oAAAAAElFTkSuQmCC'

interface Brought {
  name: string
  type: string
  /** In base 64; without it the file is so many bytes of nothing. */
  data?: string
  size?: number
}

/** Files from elsewhere, let go on the wall or pasted there. */
const bring = (page: Page, how: 'drop' | 'paste', files: readonly Brought[]): Promise<void> =>
  wall(page).evaluate(
    (stage, { how, files }) => {
      const data = new DataTransfer()
      for (const { name, type, data: given, size } of files) {
        const bytes = Uint8Array.from(atob(given ?? ''), (char) => char.charCodeAt(0))
        data.items.add(new File([given === undefined ? new Uint8Array(size ?? 0) : bytes], name, { type }))
      }
      const { x, y } = stage.getBoundingClientRect()
      const at = { clientX: x + 400, clientY: y + 300, bubbles: true, cancelable: true }
      if (how === 'paste') {
        stage.focus()
        stage.dispatchEvent(new ClipboardEvent('paste', { clipboardData: data, ...at }))
      } else
        for (const name of ['dragover', 'drop'])
          stage.dispatchEvent(new DragEvent(name, { dataTransfer: data, ...at }))
    },
    { how, files },
  )

test('images that are dropped or pasted: looked at by size and content, and asked what they show', async ({
  server,
  open,
}) => {
  const board = await blankWall(server, [])
  const page = await open(CAST['WL council'], { at: board.at })
  await expect(wall(page)).toBeVisible()
  const dialog = page.getByRole('dialog', { name: /^Put (an image|2 images)$/ })
  const put = dialog.getByRole('button', { name: /^Put (on the board|without)/ })

  await test.step('one that is too large is refused before it is sent', async () => {
    await bring(page, 'drop', [{ name: 'huge.png', type: 'image/png', size: 8 * 1024 * 1024 + 1 }])
    await expect(dialog).toContainText('This image is larger than 8 MB.')
    await expect(put).toBeDisabled()
    await dialog.getByRole('button', { name: 'Cancel' }).click()
  })

  await test.step('one that only says it is an image is found out by its content', async () => {
    await bring(page, 'drop', [{ name: 'not.png', type: 'image/png', data: btoa('<script>1</script>') }])
    await put.click()
    await expect(dialog.getByRole('alert')).toContainText(/^not\.png: .*(PNG|image)/)
    await dialog.getByRole('button', { name: 'Cancel' }).click()
    expect(board.items()).toEqual([])
  })

  await test.step('what is no image at all is refused in words', async () => {
    await bring(page, 'drop', [{ name: 'notes.docx', type: 'application/msword', data: btoa('words') }])
    await expect(
      page.getByRole('status').filter({ hasText: 'Only images can be put on a board as files' }),
    ).toHaveCount(1)
  })

  await test.step('two are put side by side where they were let go; what they show may be said later', async () => {
    const two = ['a.png', 'b.png'].map((name) => ({ name, type: 'image/png', data: PNG }))
    await bring(page, 'drop', two)
    await dialog.getByLabel('What a.png shows').fill('The wall of May')
    await put.click()
    await expect.poll(() => board.items().map(({ alt }) => alt)).toEqual(['The wall of May', ''])
    const [first, second] = board.items()
    expect(second).toMatchObject({ y: first!.y, x: first!.x + first!.w + 24 })
    await expect(thing(page, second!.id)).toContainText('No description')
    await page.keyboard.press('Escape')
    await thing(page, second!.id).click({ position: { x: 4, y: 4 } })
    await page.keyboard.press('Enter')
    await page.getByRole('dialog').getByLabel('What it shows').fill('The wall of June')
    await page.getByRole('button', { name: 'Keep these words' }).click()
    await expect(wall(page).getByRole('img', { name: 'The wall of June' })).toBeVisible()
  })

  await test.step('one that is pasted is asked about in the same way', async () => {
    await bring(page, 'paste', [{ name: 'image.png', type: 'image/png', data: PNG }])
    await dialog.getByLabel('What it shows').fill('A picture of the screen')
    await put.click()
    await expect(wall(page).getByRole('img', { name: 'A picture of the screen' })).toBeVisible()
  })
})
