import type { BoardLine, TemplateId } from '../../shared/board/boards.ts'
import { addItems, keysAbove } from '../../shared/board/edit.ts'
import { itemsOf, standingOn } from '../../shared/board/items.ts'
import { COLUMN, columnId, phrasesOf, stagesOf, TEMPLATES } from '../../shared/board/templates.ts'
import type { DocumentId } from '../../shared/domain/documents.ts'
import type { PartnerKind } from '../../shared/domain/partners.ts'
import type { ThemeId } from '../../shared/domain/themes.ts'
import { no, ok } from '../../shared/lib/result.ts'
import type { Author } from '../../shared/people/person.ts'
import { may } from '../../shared/permissions.ts'
import { asTheyStand, authorFrom, authorOf, personOf, toJson } from '../accounts/people.ts'
import type { Records } from '../storage/tables.ts'
import type { Visitor } from '../sync/doorkeeper.ts'
import {
  type BoardGround,
  type BoardRow,
  documentOfBoard,
  findBoard,
  noteOfBoard,
  NOT_OPEN,
  type Outcome,
  readsBoards,
  type Refused,
  roomOfBoard,
  TAKEN,
  tellOfBoard,
} from './board-rows.ts'
import { THE_BOARD } from './projections.ts'
import type { Documents } from './rooms-port.ts'
import { TEMPLATE_AUTHOR } from './workspaces.ts'

type Ground = Omit<BoardGround, 'decideAnew'>

const READS = no('not allowed', 'You can read the boards. Those who take part in the workshops make them.')
const NO_THEME = no('bad request', 'A theme wall has the phrases of one theme’s weakness. Choose the theme.')
const NO_WORDING = no(
  'bad request',
  'The weakness of this theme has no wording yet. Enter it first, or write the columns yourself.',
)
/** Boards of a workspace, archived ones too: each is a document of its own. */
const MOST = 200
const FULL = no(
  'bad request',
  `This workspace has ${MOST} boards with those in the archive, as many as are kept. Use one of those.`,
)

interface NewBoard {
  id: string
  title: string
  theme: ThemeId | null
  template: TemplateId
  columns: string[] | null
}

/** Makes a board with its template's columns and steps; sent twice, it is there once. Whoever makes it facilitates. */
export async function makeBoard(ground: Ground, visitor: Visitor, given: NewBoard): Outcome<BoardLine> {
  const { ledger } = ground
  const { workspace } = visitor
  const made = await ledger.db.transaction().execute(async (db): Promise<BoardRow | Refused> => {
    const now = await asTheyStand(db, visitor)
    if (!now.ok) return now
    const me = now.value
    if (!readsBoards(me)) return NOT_OPEN
    if (!may(me, { do: 'edit board' })) return READS
    const there = await findBoard(db, workspace, given.id)
    if (there !== undefined) return authorFrom(there.by).id === me.id ? there : TAKEN
    const { boards } = await db
      .selectFrom('board')
      .select((e) => e.fn.countAll<number>().as('boards'))
      .where('workspace', '=', workspace)
      .executeTakeFirstOrThrow()
    if (boards >= MOST) return FULL
    const columns = await columnsOf(db, workspace, given)
    if ('ok' in columns) return columns
    const at = ledger.now()
    const row = newBoard(me, given, columns, at)
    await db.insertInto('board').values(row).execute()
    await noteOfBoard(db, at, me, { id: given.id, did: 'made', before: null })
    return row
  })
  if ('ok' in made) return made
  await layColumns(ground, made)
  tellOfBoard(ledger, workspace, made.id, true)
  return ok(await boardLine(ground, made))
}

export const newBoard = (
  me: Visitor,
  { id, title, theme, template }: Omit<NewBoard, 'columns'>,
  columns: readonly string[],
  at: number,
): BoardRow => ({
  workspace: me.workspace,
  id,
  title,
  theme,
  template,
  state: 'open',
  locked: 0,
  facilitator: me.id,
  columns: JSON.stringify(columns),
  stages: JSON.stringify(stagesOf(template)),
  stage: null,
  timer: null,
  called: null,
  by: toJson(me),
  at,
  version: 1,
})

async function columnsOf(db: Records, workspace: string, given: NewBoard): Promise<string[] | Refused> {
  const { columns } = TEMPLATES[given.template]
  if (given.columns !== null) return given.template === 'blank' ? [] : given.columns
  if (columns !== null) return [...columns]
  if (given.theme === null) return NO_THEME
  const theme = await db
    .selectFrom('theme')
    .select('wording_text')
    .where('workspace', '=', workspace)
    .where('id', '=', given.theme)
    .executeTakeFirst()
  const wording = theme?.wording_text ?? null
  return wording === null ? NO_WORDING : phrasesOf(wording).map((phrase) => phrase.trim())
}

/** Gives a board without anything on it its columns: also one whose making a crash cut short. */
export async function layColumns(
  { documents }: Pick<Ground, 'documents'>,
  row: Pick<BoardRow, 'workspace' | 'id' | 'columns'>,
): Promise<void> {
  const columns = JSON.parse(row.columns) as string[]
  const room = roomOfBoard(row.workspace, row.id)
  if (columns.length === 0 || (await documents.look(room, (doc) => itemsOf(doc).size > 0))) return
  await documents.edit(room, TEMPLATE_AUTHOR, (doc) => {
    if (itemsOf(doc).size > 0) return
    const keys = keysAbove([], columns.length)
    addItems(
      doc,
      columns.map((words, index) => ({
        id: columnId(index),
        kind: 'frame',
        look: 'column',
        x: COLUMN.step * index,
        y: 0,
        w: COLUMN.w,
        h: COLUMN.h,
        z: keys[index] ?? '',
        words,
      })),
    )
  })
}

/** Every board of the workspace, open ones first and the latest first among them. */
export async function readBoards(ground: Ground, visitor: Visitor): Outcome<BoardLine[]> {
  if (!readsBoards(visitor)) return NOT_OPEN
  const { db } = ground.ledger
  const rows = await db
    .selectFrom('board')
    .selectAll()
    .where('workspace', '=', visitor.workspace)
    .orderBy('at', 'desc')
    .execute()
  const known = await knownOf(db, visitor.workspace)
  const lines: BoardLine[] = []
  for (const row of rows) lines.push(await lineOf(ground, row, known))
  return ok([
    ...lines.filter(({ state }) => state === 'open'),
    ...lines.filter(({ state }) => state === 'archived'),
  ])
}

/** What the list says of one board, its things counted as they stand at this moment. */
export async function boardLine(ground: Ground, row: BoardRow): Promise<BoardLine> {
  const known = await knownOf(ground.ledger.db, row.workspace, documentOfBoard(row.id))
  return lineOf(ground, row, { ...known, things: null })
}

/** What the records know of the boards of a workspace. */
interface Known {
  /** Members who are still there, by id: a board that one who left facilitated has nobody. */
  people: ReadonlyMap<string, Author>
  changedAt: ReadonlyMap<string, number>
  /** How much stood on each when it last came to rest; null: it is counted now. */
  things: ReadonlyMap<string, number> | null
}

async function knownOf(db: Records, workspace: string, only: DocumentId | null = null): Promise<Known> {
  const members = await db
    .selectFrom('member')
    .selectAll()
    .where('workspace', '=', workspace)
    .where('removed_at', 'is', null)
    .execute()
  const edits = await db
    .selectFrom('section_edit')
    .select((e) => ['document', e.fn.max('at').as('at')])
    .where('workspace', '=', workspace)
    .where('section', '=', THE_BOARD)
    .$if(only !== null, (query) => query.where('document', '=', only))
    .groupBy('document')
    .execute()
  const counts = await db
    .selectFrom('section_state')
    .select(['document', 'words'])
    .where('workspace', '=', workspace)
    .where('section', '=', THE_BOARD)
    .execute()
  return {
    people: new Map(members.map((row) => [row.id, authorOf(personOf(row))])),
    changedAt: new Map(edits.map(({ document, at }) => [document, at])),
    things: new Map(counts.map(({ document, words }) => [document, words])),
  }
}

/** A board that is being read stays open for the next who asks; one that is only listed is not opened. */
const countIn = async (documents: Documents, room: string, open: boolean): Promise<number> =>
  open
    ? (await documents.known(room, standingOn)).length
    : documents.look(room, (doc) => standingOn(doc).length)

/** A board with nobody on it is not opened to be counted: a list of two hundred would load them all. */
async function lineOf({ documents }: Ground, row: BoardRow, known: Known): Promise<BoardLine> {
  const { workspace, id, title, theme, template, state, at, version } = row
  const room = roomOfBoard(workspace, id)
  const document = documentOfBoard(id)
  const here = documents.here(room)
  const counted = here.length === 0 ? known.things?.get(document) : undefined
  return {
    id,
    document,
    title,
    theme,
    template,
    state,
    facilitator: (row.facilitator === null ? undefined : known.people.get(row.facilitator)) ?? null,
    at,
    items: counted ?? (await countIn(documents, room, known.things === null || here.length > 0)),
    changedAt: known.changedAt.get(document) ?? null,
    here: [...new Set(here.map(({ partner }): PartnerKind => partner))],
    version,
  }
}
