import type * as Y from 'yjs'
import { no, ok, type Result } from '../../shared/lib/result.ts'
import { fragmentOf, sections } from '../../shared/narrative/sections.ts'
import { NOTES, type DeckSection } from '../../shared/presentation/deck.ts'
import { sectionName } from '../../shared/presentation/template.ts'
import { authorOf } from '../accounts/people.ts'
import { fragmentToJson } from '../exports/json.ts'
import type { Visitor } from '../sync/doorkeeper.ts'
import type { Reading } from './home.ts'
import { roomOfSection, sectionRows, themesWithoutActions, type SectionRow } from './presentation.ts'
import { NOT_OPEN, presents, reads } from './rehearsing.ts'

type Ground = Pick<Reading, 'ledger' | 'documents'>

const NO_SECTION = no('not found', 'There is no such section in the presentation.')

/** Every section of the presentation in its order, with its words as they are committed: what slides are drawn from. */
export async function readDeck(
  { ledger, documents }: Ground,
  visitor: Visitor,
): Promise<Result<{ now: number; sections: DeckSection[] }, 'not allowed'>> {
  if (!reads(visitor)) return NOT_OPEN
  const rows = (await sectionRows(ledger.db, visitor.workspace)).filter(({ removed }) => removed === 0)
  return ok({ now: ledger.now(), sections: await drawn({ ledger, documents }, visitor, rows) })
}

/** One section as `readDeck` has it: what a page reads again while somebody types in it. */
export async function readDeckSection(
  ground: Ground,
  visitor: Visitor,
  section: string,
): Promise<Result<DeckSection, 'not allowed' | 'not found'>> {
  if (!reads(visitor)) return NOT_OPEN
  const rows = await sectionRows(ground.ledger.db, visitor.workspace)
  const [found] = await drawn(
    ground,
    visitor,
    rows.filter(({ id, removed }) => id === section && removed === 0),
  )
  return found === undefined ? NO_SECTION : ok(found)
}

async function drawn(
  { ledger: { db }, documents }: Ground,
  visitor: Visitor,
  rows: readonly SectionRow[],
): Promise<DeckSection[]> {
  const { workspace } = visitor
  const themes = await db
    .selectFrom('theme')
    .select(['id', 'label', 'name', 'wording_text'])
    .where('workspace', '=', workspace)
    .execute()
  const members = await db.selectFrom('member').selectAll().where('workspace', '=', workspace).execute()
  const without = await themesWithoutActions(db, workspace)
  const withNotes = presents(visitor)
  const deck: DeckSection[] = []
  for (const row of rows) {
    const theme = themes.find(({ id }) => id === row.theme)
    const presenter = members.find(({ id }) => id === row.presenter)
    const room = roomOfSection(workspace, row.id)
    const blocks = await documents.look(room, blocksOf)
    deck.push({
      section: row.id,
      kind: row.kind,
      label: theme === undefined ? null : (row.title ?? theme.label),
      // R70: the pinned wording of its theme, whatever the section is called; its label stands before it already.
      title: theme?.wording_text ?? row.title ?? theme?.name ?? sectionName(row, theme),
      theme: row.theme,
      partner: row.partner,
      presenter: presenter === undefined ? null : authorOf(presenter),
      ms: row.minutes === null ? null : Math.round(row.minutes * 60_000),
      blocks: blocks.filter(({ id }) => id !== NOTES),
      without,
      notes: withNotes ? (blocks.find(({ id }) => id === NOTES)?.content ?? []) : null,
    })
  }
  return deck
}

const blocksOf = (doc: Y.Doc): DeckSection['blocks'] =>
  sections(doc).map(({ id, title }) => ({
    id,
    name: title,
    content: fragmentToJson(fragmentOf(doc, id)).content ?? [],
  }))
