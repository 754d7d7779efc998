import type { Locator, Page } from '@playwright/test'
import { addItems, type NewItem } from '../../shared/board/edit.ts'
import { type Item, placeOnBoard, readItems } from '../../shared/board/items.ts'
import { aBoard, inRoom } from '../server/records/board.ts'
import { CAST } from '../support/browser.ts'
import type { TestServer } from '../support/test-server.ts'

export interface Point {
  x: number
  y: number
}

/** A blank board with these on it: where its page is, and what is stored of it. */
export async function blankWall(server: TestServer, things: readonly (NewItem & { words?: string })[]) {
  const id = await aBoard(await server.signIn(CAST.NL), { template: 'blank' })
  const { doc, stop } = await inRoom(server, id)
  addItems(doc, things)
  const items = (): Item[] => readItems(doc)
  return {
    at: `boards/${id}`,
    stop,
    id,
    doc,
    items,
    item: (id: string): Item | undefined => items().find((one) => one.id === id),
    made: (kind: Item['kind']): Item[] =>
      items().filter((one) => one.kind === kind && things.every(({ id }) => id !== one.id)),
    /** Where a thing is on the board itself. */
    place(id: string): Point | null {
      const all = new Map(items().map((one) => [one.id, one]))
      const item = all.get(id)
      return item === undefined ? null : placeOnBoard(item, all)
    },
  }
}

export const wall = (page: Page): Locator => page.getByRole('application', { name: /^Canvas/ })
export const thing = (page: Page, id: string): Locator => wall(page).locator(`[data-thing="${id}"]`)

export async function middleOf(of: Locator): Promise<Point> {
  const box = await of.boundingBox()
  if (box === null) throw new Error('not drawn')
  return { x: box.x + box.width / 2, y: box.y + box.height / 2 }
}

/** A hand that presses, moves in steps and lets go. */
export async function drag(page: Page, from: Point, ...way: readonly Point[]): Promise<void> {
  await page.mouse.move(from.x, from.y)
  await page.mouse.down()
  for (const { x, y } of way) await page.mouse.move(x, y, { steps: 5 })
  await page.mouse.up()
}

/** Takes hold of a thing; where the hand is then. It follows the hand from a few px on, as a hand also only presses. */
export async function take(page: Page, from: Point): Promise<Point> {
  await page.mouse.move(from.x, from.y)
  await page.mouse.down()
  await page.mouse.move(from.x + 4, from.y)
  return { x: from.x + 4, y: from.y }
}

/** So far from a place. */
export const off = ({ x, y }: Point, dx: number, dy: number): Point => ({ x: x + dx, y: y + dy })

/** Chooses from "More tools". */
export async function moreTools(page: Page, name: string | RegExp): Promise<void> {
  await page.getByRole('button', { name: /^More tools/ }).click()
  await page.getByRole('menuitem', { name }).click()
}

/** Chooses from what can be done with what is selected. */
export async function withChosen(page: Page, name: string): Promise<void> {
  await page.getByRole('button', { name: 'More to do with what is selected' }).click()
  await page.getByRole('menuitem', { name, exact: true }).click()
}
