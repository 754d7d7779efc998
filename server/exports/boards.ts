import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import type * as Y from 'yjs'
import type { Tally } from '../../shared/board/boards.ts'
import { readItems, wordsOf } from '../../shared/board/items.ts'
import { type Drawn, piecesOf } from '../../shared/board/svg.ts'
import { tallyOf } from '../../shared/board/tally.ts'
import { boardHtml, boardParts, boardText } from '../../shared/board/text.ts'
import type { Wall } from '../../shared/board/version.ts'
import { DEFAULT_PARTNERS, type PartnerKind } from '../../shared/domain/partners.ts'
import { latestRound } from '../records/board-writing.ts'
import type { NodeJson } from '../../shared/history/version.ts'
import type { Records } from '../storage/tables.ts'
import { fragmentToJson } from './json.ts'

/** A board as it leaves the product: what stands on it, and what is known of it beside. No private note is in it. */
export interface BoardOut {
  title: string
  wall: Wall
  partner: (kind: PartnerKind) => string
  tally: readonly Tally[]
}

/** Reads a board to be handed out; `doc` is read, not kept. Votes only where they are shown. */
export async function boardOut(
  db: Records,
  { workspace, board, title }: { workspace: string; board: string; title: string },
  doc: Y.Doc,
): Promise<BoardOut> {
  const rows = await db
    .selectFrom('partner')
    .select(['kind', 'short'])
    .where('workspace', '=', workspace)
    .execute()
  const names = new Map([...DEFAULT_PARTNERS, ...rows].map(({ kind, short }) => [kind, short]))
  return {
    title,
    wall: await wallIn(doc),
    partner: (kind) => names.get(kind) ?? kind,
    tally: await shownTally(db, workspace, board),
  }
}

/** So long nobody else's keystroke waits for a board that is being read or drawn, ms. */
const AT_ONCE_MS = 8

/** Goes through something long and lets others go on in between. */
async function inTurns<T>(all: Iterable<T>, each: (one: T) => void): Promise<void> {
  let since = performance.now()
  for (const one of all) {
    each(one)
    if (performance.now() - since < AT_ONCE_MS) continue
    await new Promise((resolve) => setImmediate(resolve))
    since = performance.now()
  }
}

async function wallIn(doc: Y.Doc): Promise<Wall> {
  const items = readItems(doc)
  const words = new Map<string, readonly NodeJson[]>()
  await inTurns(items, ({ id }) => void words.set(id, fragmentToJson(wordsOf(doc, id)).content ?? []))
  return { items, words: (id) => words.get(id) ?? [] }
}

async function draw(wall: Wall, drawn: Drawn): Promise<string> {
  const pieces: string[] = []
  await inTurns(piecesOf(wall, drawn), (piece) => void pieces.push(piece))
  return pieces.join('')
}

async function shownTally(db: Records, workspace: string, board: string): Promise<Tally[]> {
  const round = await latestRound(db, workspace, board, 'voting')
  if (round === undefined || round.state === 'open') return []
  const votes = await db
    .selectFrom('board_vote')
    .select(['item', 'member', 'partner', 'votes'])
    .where('workspace', '=', workspace)
    .where('round', '=', round.id)
    .execute()
  return tallyOf(votes)
}

/** All images of a picture together, bytes; what does not fit in is a box with its description. */
const MOST_IMAGES = 24 * 1024 * 1024

/** Finds the bytes of an image by its name; null when there are none. */
export type FindImage = (name: string) => Promise<{ bytes: Buffer; type: string } | null>

/** The picture with its letters and images in it: one file that looks the same anywhere. */
export async function pictureOf(
  out: BoardOut,
  find: FindImage,
  ground: 'paper' | 'none' = 'paper',
): Promise<string> {
  const images = new Map<string, string>()
  let left = MOST_IMAGES
  for (const { image } of out.wall.items) {
    if (image === null || images.has(image)) continue
    const found = await find(image).catch(() => null)
    if (found === null || found.bytes.length > left) continue
    left -= found.bytes.length
    images.set(image, `data:${found.type};base64,${found.bytes.toString('base64')}`)
  }
  return draw(out.wall, {
    ...drawn(out),
    ground,
    image: (name) => images.get(name) ?? null,
    fonts: await (letters ??= readLetters()),
  })
}

const drawn = ({ title, partner, tally }: BoardOut) => ({
  title,
  partner,
  votes: new Map(tally.map(({ item, total }) => [item, total])),
})

/** A small picture for a list: no words, no names, no images. */
export const sketchOf = ({ title, wall, partner }: BoardOut): Promise<string> =>
  draw(wall, { title, partner, sketch: true })

export const textOf = ({ wall, ...out }: BoardOut): string => boardText(wall, out)
export const pageOf = ({ wall, ...out }: BoardOut): string => boardHtml(wall, out)

/** Everything on the board as it stands, and as it is read out. */
export const jsonOf = ({ title, wall, partner, tally }: BoardOut) => ({
  title,
  items: wall.items.map((item) => ({ ...item, words: wall.words(item.id) })),
  tally,
  readOut: boardParts(wall, { title, partner, tally }),
})

let letters: Promise<string> | null = null

async function readLetters(): Promise<string> {
  const { resolve } = createRequire(import.meta.url)
  const face = async (family: string, file: string, style = 'normal'): Promise<string> => {
    const bytes = await readFile(resolve(`@fontsource-variable/${file}.woff2`))
    return `@font-face{font-family:"${family}";src:url(data:font/woff2;base64,${bytes.toString('base64')}) format("woff2");font-weight:200 800;font-style:${style}}`
  }
  const faces = await Promise.all([
    face('Atkinson', 'atkinson-hyperlegible-next/files/atkinson-hyperlegible-next-latin-wght-normal'),
    face(
      'Atkinson',
      'atkinson-hyperlegible-next/files/atkinson-hyperlegible-next-latin-wght-italic',
      'italic',
    ),
    face('Newsreader', 'newsreader/files/newsreader-latin-wght-normal'),
  ])
  return faces.join('')
}
