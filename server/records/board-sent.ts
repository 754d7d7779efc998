import type { SentAs } from '../../shared/board/boards.ts'
import { standingOn } from '../../shared/board/items.ts'
import { type DocumentId, kindOf, themeOf } from '../../shared/domain/documents.ts'
import { dayAfter, dayInLondon } from '../../shared/domain/days.ts'
import type { ThemeId } from '../../shared/domain/themes.ts'
import { no, ok } from '../../shared/lib/result.ts'
import { may } from '../../shared/permissions.ts'
import { roomOf } from '../../shared/rooms.ts'
import { authorFrom, toJson } from '../accounts/people.ts'
import type { Ledger } from '../storage/ledger.ts'
import type { Records } from '../storage/tables.ts'
import type { Visitor } from '../sync/doorkeeper.ts'
import { actionRows } from './action-rows.ts'
import { addAction } from './actions.ts'
import {
  type BoardGround,
  mayNotTakePart,
  noteOfBoard,
  onBoard,
  type Outcome,
  type Refused,
  roomOfBoard,
  TAKEN,
  tellOfBoard,
} from './board-rows.ts'
import { appendWords, lastWords } from './board-sent-words.ts'
import { readBoard } from './board.ts'
import { addChase, takeBackChase } from './chase.ts'
import { postComment } from './comments.ts'
import { insertIssue } from './issues.ts'
import { rightsOf } from './standing.ts'
import { note } from './trail.ts'
import { inTurn } from './turns.ts'

/** Something on its way from the wall. */
interface Sending {
  id: string
  item: string
  as: SentAs
  document: DocumentId | null
  section: string | null
  words: string
  theme: ThemeId | null
  ref: string | null
}

const GONE = no('bad request', 'That is not on the board any more. Choose something that stands there.')
const NOWHERE = no('bad request', 'Choose the narrative and the section it goes to.')
const NO_SECTION = no('bad request', 'That section is not in the text any more. Choose another.')
const NO_TEXT = no(
  'bad request',
  'Notes go into narratives, analyses and the presentation. Choose one of those.',
)
const READS_THERE = no(
  'not allowed',
  'You do not write in that text. Send it as a comment, or to the issues list.',
)
const NOT_HERE = no('not allowed', 'This document is not open to you. Choose another.')
const READS_ONLY = no('not allowed', 'You can read that text. Send it to the issues list instead.')
const NO_WORDS_THERE = no(
  'bad request',
  'There are no words in that section yet to comment on. Send it as a paragraph instead.',
)
const LONG_CLAIM = no('bad request', 'A claim on the chase list has 1,000 characters at most. Shorten it.')
const LONG_ACTION = no('bad request', 'An action has 500 characters at most. Shorten it.')
const NO_THEME = no('bad request', 'An action belongs to a theme. Choose it.')
const NO_CLAIMS = no(
  'not allowed',
  'Those who take part in the meetings keep the chase list. Send it as a paragraph.',
)
const NO_ACTIONS = no(
  'not allowed',
  'Actions are added by workstream leads and the nominated lead. Send it to the issues list instead.',
)
/** What went from one board: each reading of the board says what became of all of it. */
const MOST = 2_000
const FULL = no(
  'bad request',
  'As much has been sent on from this board as is kept. Send the rest from another board.',
)
/** The chase list asks for the evidence of a claim within so many days, at this hour. */
const CLAIM_DAYS = 7
const CLAIM_HOUR = '16:00'
/** The next free reference may be taken by somebody else between looking and writing. */
const TRIES = 5

/**
 * Sends a note or a cluster on, in its sender's name and by their rights where it goes; sent twice, it goes once. What
 * it becomes has the same id, so that a crash between the two records is mended by sending it again.
 */
export async function send(ground: BoardGround, visitor: Visitor, board: string, sending: Sending): Outcome {
  const { ledger, documents } = ground
  const { workspace } = visitor
  const stands = await documents.look(roomOfBoard(workspace, board), (doc) =>
    standingOn(doc).some(({ id }) => id === sending.item),
  )
  const found = await ledger.db.transaction().execute(async (db): Promise<Refused | Visitor | 'again'> => {
    const found = await onBoard(db, visitor, board)
    if (!found.ok) return found
    const there = await findSent(db, workspace, sending.id)
    if (there !== undefined)
      return there.board === board && authorFrom(there.by).id === visitor.id ? 'again' : TAKEN
    const refused = mayNotTakePart(found.value.me, found.value.row)
    if (refused !== null) return refused
    if ((await countSent(db, workspace, board)) >= MOST) return FULL
    return stands ? found.value.me : GONE
  })
  if (found === 'again') return readBoard(ground, visitor, board)
  if ('ok' in found) return found
  const sent = await goTo(ground, found, { ...sending, board })
  if (!sent.ok) return sent
  await keep(ground, found, board, { ...sending, record: sent.value })
  tellOfBoard(ledger, workspace, board, sending.as === 'issue')
  return readBoard(ground, visitor, board)
}

/** Lets it become what it is sent as; the id of the record it is then, null for words in a text. */
async function goTo(
  ground: BoardGround,
  me: Visitor,
  sending: Sending & { board: string },
): Outcome<string | null> {
  const { ledger } = ground
  const { id, words, theme, as } = sending
  if (as === 'issue') {
    const done = await ledger.db
      .transaction()
      .execute((db) => insertIssue(db, me, { ...sending, at: ledger.now() }))
    return done ?? ok(id)
  }
  if (as === 'action')
    return theme === null ? NO_THEME : toActions(ground, me, { id, words, theme, ref: sending.ref })
  const { document, section } = sending
  if (document === null || section === null) return NOWHERE
  const { kind } = kindOf(document)
  if (kind === 'board' || kind === 'minutes') return NO_TEXT
  return as === 'comment'
    ? toComments(ground, me, { id, words, document, section })
    : toText(ground, me, { id, words, document, section, as })
}

async function toText(
  { ledger, documents }: BoardGround,
  me: Visitor,
  to: {
    id: string
    words: string
    document: DocumentId
    section: string
    as: 'paragraph' | 'bullet' | 'claim'
  },
): Outcome<string | null> {
  const { id, words, document, section, as } = to
  if (as === 'claim' && words.length > 1_000) return LONG_CLAIM
  if (as === 'claim' && !may(me, { do: 'keep chase list' })) return NO_CLAIMS
  const room = roomOf(me.workspace, document)
  return inTurn(room, async (): Outcome<string | null> => {
    if (!(await rightsOf(ledger.db, me, document)).edit) return READS_THERE
    // The claim first: what the chase list refuses leaves no words behind in the text.
    const claimed = as === 'claim' ? await toChase(ledger, me, to) : null
    if (claimed?.ok === false) return claimed
    let put = false
    await documents.edit(room, me, (doc) => {
      const form = as === 'bullet' ? 'bullets' : 'paragraphs'
      put = appendWords(doc, { id, section, as: form }, words)
    })
    if (put) return ok(claimed === null ? null : id)
    if (claimed !== null) await takeBackChase(ledger, me, id)
    return NO_SECTION
  })
}

const toChase = (
  ledger: Ledger,
  me: Visitor,
  { id, words, document, section }: { id: string; words: string; document: DocumentId; section: string },
) =>
  addChase(ledger, me, {
    id,
    claim: words,
    missing: 'Evidence for it: to be named',
    theme: themeOf(document),
    section,
    who: { member: me.id, name: me.name },
    byWhen: `${dayAfter(dayInLondon(ledger.now()), CLAIM_DAYS)}T${CLAIM_HOUR}`,
    evidence: null,
    comment: null,
  })

async function toComments(
  { ledger, documents }: BoardGround,
  me: Visitor,
  { id, words, document, section }: { id: string; words: string; document: DocumentId; section: string },
): Outcome<string | null> {
  // Before a word of the text is looked at: whether a section has any is its readers' alone.
  const { read, comment } = await rightsOf(ledger.db, me, document)
  if (!comment) return read ? READS_ONLY : NOT_HERE
  const anchor = await documents.look(roomOf(me.workspace, document), (doc) => lastWords(doc, section))
  if (anchor === null) return NO_WORDS_THERE
  const posted = await postComment(ledger, me, document, {
    id,
    kind: 'question',
    text: words,
    anchor,
    mentions: [],
    writtenAt: ledger.now(),
    suggestion: null,
  })
  return posted.ok ? ok(id) : posted
}

async function toActions(
  { ledger }: BoardGround,
  me: Visitor,
  { id, words, theme, ref }: { id: string; words: string; theme: ThemeId; ref: string | null },
): Outcome<string | null> {
  const title = words.replaceAll(/\s*\n\s*/g, ' ')
  if (title.length > 500) return LONG_ACTION
  if (!may(me, { do: 'set action', partner: me.partner, owner: null })) return NO_ACTIONS
  const said = { id, title, theme, owner: null, partner: me.partner, due: null }
  for (let tries = 1; ; tries++) {
    const added = await addAction(ledger, me, {
      ...said,
      ref: ref ?? (await nextRef(ledger.db, me.workspace, theme)),
    })
    if (added.ok) return ok(id)
    if (ref !== null || tries === TRIES || added.reason !== 'bad request') return added
  }
}

/** The reference behind the highest of the theme's: "4.7" is followed by "4.8". */
async function nextRef(db: Records, workspace: string, theme: ThemeId): Promise<string> {
  const numbers = (await actionRows(db, workspace)).flatMap(({ ref }) => {
    const [of, n] = ref.split('.')
    return of === theme && /^\d{1,6}$/.test(n ?? '') ? [Number(n)] : []
  })
  return `${theme}.${Math.max(0, ...numbers) + 1}`
}

const findSent = (db: Records, workspace: string, id: string) =>
  db
    .selectFrom('board_sent')
    .select(['board', 'by'])
    .where('workspace', '=', workspace)
    .where('id', '=', id)
    .executeTakeFirst()

async function countSent(db: Records, workspace: string, board: string): Promise<number> {
  const { sent } = await db
    .selectFrom('board_sent')
    .select((e) => e.fn.countAll<number>().as('sent'))
    .where('workspace', '=', workspace)
    .where('board', '=', board)
    .executeTakeFirstOrThrow()
  return sent
}

async function keep(
  { ledger }: BoardGround,
  me: Visitor,
  board: string,
  { id, item, as, document, section, words, record }: Sending & { record: string | null },
): Promise<void> {
  const { workspace } = me
  const at = ledger.now()
  const toDocument = as !== 'issue' && as !== 'action'
  await ledger.db.transaction().execute(async (db) => {
    const made = await db
      .insertInto('board_sent')
      .values({
        workspace,
        id,
        board,
        item,
        as,
        document: toDocument ? document : null,
        section: toDocument ? section : null,
        record,
        words,
        by: toJson(me),
        at,
      })
      .onConflict((c) => c.doNothing())
      .executeTakeFirst()
    if (made.numInsertedOrUpdatedRows !== 1n) return
    await noteOfBoard(db, at, me, { id: board, did: `sent as ${as}`, before: null })
    if (toDocument && document !== null && as !== 'comment')
      await note(db, {
        workspace,
        subject: `document:${document}`,
        at,
        by: me,
        did: 'brought from a board',
        before: null,
      })
  })
}
