import { addItems, keysAbove, type NewItem } from '../../shared/board/edit.ts'
import { itemsOf, readItems } from '../../shared/board/items.ts'
import { columnId, phrasesOf } from '../../shared/board/templates.ts'
import { type MemberRow, visitorOf } from '../accounts/people.ts'
import { noteOfBoard, roomOfBoard } from '../records/board-rows.ts'
import { layColumns, newBoard } from '../records/boards.ts'
import type { Documents } from '../records/rooms-port.ts'
import { TEMPLATE_AUTHOR } from '../records/workspaces.ts'
import type { Ledger } from '../storage/ledger.ts'
import { SLUG, THEMES } from './content.ts'
import type { Somebody } from './people.ts'
import { line } from './source.ts'

const ID = 'starter-wall-4'
const CLUSTER = 'one-way-in'

interface Note {
  by: Somebody
  parent: string
  x: number
  y: number
  words: string
}

const [FIRST, SECOND, THIRD] = [0, 1, 2].map(columnId)

/** Invented by us, to show what a wall looks like when five partners have written; figures are those of the slides. */
const NOTES: readonly Note[] = [
  {
    by: 'council',
    parent: FIRST ?? '',
    x: 8,
    y: 98,
    words: 'SEN support rose from 11.00 to 11.70 in two years.',
  },
  {
    by: 'schools',
    parent: FIRST ?? '',
    x: 76,
    y: 226,
    words: 'A small school has no spare hour to look for need.',
  },
  {
    by: 'parent',
    parent: FIRST ?? '',
    x: 8,
    y: 354,
    words: 'We were told to wait and see. Then wait again.',
  },
  {
    by: 'ccgs',
    parent: FIRST ?? '',
    x: 76,
    y: 482,
    words: 'Health visitors see need first. Who do they tell?',
  },
  { by: 'parent', parent: CLUSTER, x: 14, y: 48, words: 'We told our story to five people in one year.' },
  {
    by: 'providers',
    parent: CLUSTER,
    x: 76,
    y: 176,
    words: 'Each part of the county has its own referral form.',
  },
  {
    by: 'schools',
    parent: CLUSTER,
    x: 14,
    y: 304,
    words: 'A graduated response: the same steps in every school.',
  },
  { by: 'ccgs', parent: THIRD ?? '', x: 8, y: 98, words: 'CAMHS assessments: 1875 waiting, then 24.' },
  {
    by: 'parent2',
    parent: THIRD ?? '',
    x: 76,
    y: 252,
    words: 'What happened for the 1851 who are no longer waiting?',
  },
  {
    by: 'council',
    parent: THIRD ?? '',
    x: 8,
    y: 380,
    words: 'More educational psychology at SEN Support stage.',
  },
  {
    by: 'providers',
    parent: THIRD ?? '',
    x: 76,
    y: 508,
    words: 'Therapists could train school staff to notice sooner.',
  },
]
/** What follows from what, by their place among the notes. */
const LINES: readonly (readonly [from: number, to: number])[] = [
  [2, 4],
  [7, 8],
]

const idOf = (index: number): string => `starter-note-${index + 1}`

/** A wall of theme 4 as a workshop leaves it: each note by its author's hand; a first start that was cut short goes on. */
export async function plantBoard(
  { db, now }: Ledger,
  documents: Documents,
  people: Record<Somebody, MemberRow>,
): Promise<void> {
  const { wording } = THEMES['4']
  if (wording === null) return
  const lead = visitorOf(people.lead)
  const at = now()
  const columns = phrasesOf(line(wording.line)).map((phrase) => phrase.trim())
  const row = newBoard(
    lead,
    { id: ID, title: 'Theme 4 wall', theme: '4', template: 'theme wall' },
    columns,
    at,
  )
  await db.transaction().execute(async (db) => {
    await db.insertInto('board').values(row).execute()
    await noteOfBoard(db, at, lead, { id: ID, did: 'made', before: null })
  })
  await layColumns({ documents }, row)
  const room = roomOfBoard(SLUG, ID)
  const add = async (by: MemberRow | null, items: (Omit<NewItem, 'z'> & { words?: string })[]) =>
    documents.edit(room, by === null ? TEMPLATE_AUTHOR : visitorOf(by), (doc) => {
      const fresh = items.filter(({ id }) => !itemsOf(doc).has(id))
      const keys = keysAbove(readItems(doc), fresh.length)
      addItems(
        doc,
        fresh.map((item, index) => ({ ...item, z: keys[index] ?? '' })),
      )
    })
  await add(people.lead, [
    {
      id: CLUSTER,
      kind: 'frame',
      look: 'cluster',
      parent: SECOND ?? '',
      x: 2,
      y: 98,
      w: 258,
      h: 434,
      words: 'One way in',
    },
  ])
  for (const [index, { by, parent, x, y, words }] of NOTES.entries()) {
    const { id: author, partner } = people[by]
    await add(people[by], [{ id: idOf(index), kind: 'note', parent, x, y, author, partner, words }])
  }
  await add(
    people.lead,
    LINES.map(([from, to]) => ({
      id: `starter-line-${from + 1}`,
      kind: 'connector',
      x: 0,
      y: 0,
      from: { item: idOf(from), side: null },
      to: { item: idOf(to), side: null },
    })),
  )
}
