import { nanoid } from 'nanoid'
import * as Y from 'yjs'
import { addItems, type Change, changeItems, keysAbove, show } from '../../../shared/board/edit.ts'
import { type Item, itemsOf, readItem, SIZES, type Stamp, STAMPS } from '../../../shared/board/items.ts'
import { inRows } from '../../../shared/board/order.ts'
import { clusterAround, type Goal, rearranged } from '../../../shared/board/rearrange.ts'
import { sayKind, STAMPS_SAID } from '../../../shared/board/said.ts'
import { takeAway } from '../../../shared/board/take-away.ts'
import { answer } from '../../ui/announcer.tsx'
import { type BoardHere, wordsNow } from '../here.ts'
import type { BoardSession } from '../session.ts'

/** About how many letters of a note stand in a px, and how high a line of them is. */
const LETTER_PX = 8
const LINE_PX = 20

/** How high a thing is drawn, about: a note grows with its words. */
function heightIn(session: BoardSession, item: Item): number {
  if (item.kind !== 'note' && item.kind !== 'text') return item.h
  const across = Math.max(1, Math.floor((item.w - 22) / LETTER_PX))
  const lines = wordsNow(session, item.id)
    .split('\n')
    .reduce((all, line) => all + Math.max(1, Math.ceil(line.length / across)), 0)
  return Math.max(item.h, lines * LINE_PX + (item.kind === 'note' ? 52 : 8))
}

/** Adds a note at the end of a frame, as one's own partner's; returns its id. */
export function addNote({ session, board }: BoardHere, frame: string | null, words = ''): string {
  const id = nanoid()
  const items = session.items.get()
  const { pos, others } = rearranged(
    items,
    { id: null, ...SIZES.note },
    { frame, after: lastIn(session, frame) },
    (item) => heightIn(session, item),
  )
  const { partner, id: author } = board.me
  session.undo.newStep()
  // One after the other, each with its own origin: within one transaction undo would not know what was born.
  addItems(session.doc, [
    { id, kind: 'note', ...pos, z: topKey(session), parent: frame, partner, author, ...SIZES.note, words },
  ])
  changeItems(session.doc, others)
  session.undo.newStep()
  return id
}

const lastIn = (session: BoardSession, frame: string | null): string | null =>
  inRows(
    session.items
      .get()
      .filter((item) => item.parent === frame && item.kind !== 'connector')
      .map((item) => ({ ...item, h: heightIn(session, item) })),
  ).at(-1)?.id ?? null

const topKey = (session: BoardSession): string => keysAbove(session.items.get(), 1)[0] ?? 'a0'

/** Puts a thing at a place in the reading order, all in one step. */
export function moveTo({ session }: Pick<BoardHere, 'session'>, item: Item, goal: Goal): void {
  const { pos, others } = rearranged(
    session.items.get(),
    { id: item.id, w: item.w, h: heightIn(session, item) },
    goal,
    (one) => heightIn(session, one),
  )
  step(session, new Map([...others, [item.id, { pos, parent: goal.frame }]]))
}

/** Puts a thing at the end of a frame. */
export const moveInto = (here: Pick<BoardHere, 'session'>, item: Item, frame: string | null): void =>
  moveTo(here, item, { frame, after: item.parent === frame ? null : lastIn(here.session, frame) })

/** Makes a named cluster around a thing; returns its id. */
export function makeCluster({ session, board }: BoardHere, item: Item, name: string): string {
  const id = nanoid()
  const { frame, pos, others } = clusterAround(session.items.get(), item, (one) => heightIn(session, one))
  session.undo.newStep()
  addItems(session.doc, [
    {
      id,
      kind: 'frame',
      look: 'cluster',
      ...frame,
      z: topKey(session),
      parent: item.parent,
      author: board.me.id,
      words: name,
    },
  ])
  changeItems(session.doc, new Map([...others, [item.id, { parent: id, pos }]]))
  session.undo.newStep()
  return id
}

/** Draws a connector from one thing to another. */
export function connect({ session, board }: BoardHere, from: string, to: string): void {
  session.undo.newStep()
  addItems(session.doc, [
    {
      id: nanoid(),
      kind: 'connector',
      x: 0,
      y: 0,
      z: topKey(session),
      from: { item: from, side: null },
      to: { item: to, side: null },
      author: board.me.id,
    },
  ])
  session.undo.newStep()
}

/** Puts a stamp on the corner of a thing. */
export function stampOn({ session, board }: BoardHere, item: Item, stamp: Stamp): void {
  const n = session.items
    .get()
    .filter(({ kind, parent }) => kind === 'stamp' && parent === item.parent).length
  session.undo.newStep()
  addItems(session.doc, [
    {
      id: nanoid(),
      kind: 'stamp',
      stamp,
      x: item.x + item.w - 28 - (n % 3) * 14,
      y: item.y - 14,
      z: topKey(session),
      parent: item.parent,
      group: item.group,
      partner: board.me.partner,
      author: board.me.id,
    },
  ])
  session.undo.newStep()
  answer(`${STAMPS_SAID[stamp]} is on it.`)
}

export const STAMP_CHOICES = STAMPS.map((id) => ({ id, words: STAMPS_SAID[id] }))

/** Changes one thing, as a step of its own. */
export const changeOne = (session: BoardSession, id: string, change: Change): void =>
  step(session, new Map([[id, change]]))

function step(session: BoardSession, changes: ReadonlyMap<string, Change>): void {
  session.undo.newStep()
  changeItems(session.doc, changes)
  session.undo.newStep()
}

/** Takes a thing off the board, or brings it back with the words it has. */
export function standing(session: BoardSession, item: Item, stands: boolean): void {
  session.undo.newStep()
  if (stands) show(session.doc, [item.id], true)
  else takeAway(session.doc, [item.id])
  session.undo.newStep()
  answer(
    stands
      ? `${sayKind(item)} is back on the board.`
      : `${sayKind(item)} is off the board. Undo brings it back.`,
  )
}

/** Things taken off the board that can be brought back: those that say or show something. */
export function takenOff({ doc }: BoardSession): Item[] {
  const gone: Item[] = []
  for (const [id, raw] of itemsOf(doc)) {
    // Asked first: what stands, two thousand things perhaps, need not be read for this.
    if (!(raw instanceof Y.Map) || raw.get('removed') !== true) continue
    const item = readItem(id, raw)
    if (item !== null && item.kind !== 'unknown') gone.push(item)
  }
  return gone
}
