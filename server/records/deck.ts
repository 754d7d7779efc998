import type * as Y from 'yjs'
import { ok, type Result } from '../../shared/lib/result.ts'
import { fragmentOf, sections } from '../../shared/narrative/sections.ts'
import { NOTES, type DeckSection } from '../../shared/presentation/deck.ts'
import { sectionName } from '../../shared/presentation/template.ts'
import { roomName } from '../../shared/rooms.ts'
import { authorOf } from '../accounts/people.ts'
import { fragmentToJson } from '../exports/json.ts'
import type { Visitor } from '../sync/doorkeeper.ts'
import type { Reading } from './home.ts'
import { NOT_OPEN, presents, reads } from './runs.ts'

/** Every section of the presentation in its order, with its words as they are committed: what slides are drawn from. */
export async function readDeck(
  { ledger, documents }: Pick<Reading, 'ledger' | 'documents'>,
  visitor: Visitor,
): Promise<Result<{ now: number; sections: DeckSection[] }, 'not allowed'>> {
  if (!reads(visitor)) return NOT_OPEN
  const { db, now } = ledger
  const { workspace } = visitor
  const rows = await db
    .selectFrom('presentation_section')
    .selectAll()
    .where('workspace', '=', workspace)
    .where('removed', '=', 0)
    .orderBy('order')
    .orderBy('id')
    .execute()
  const themes = await db
    .selectFrom('theme')
    .select(['id', 'label', 'name', 'wording_text'])
    .where('workspace', '=', workspace)
    .execute()
  const members = await db.selectFrom('member').selectAll().where('workspace', '=', workspace).execute()
  const withNotes = presents(visitor)
  const deck: DeckSection[] = []
  for (const row of rows) {
    const theme = themes.find(({ id }) => id === row.theme)
    const presenter = members.find(({ id }) => id === row.presenter)
    const room = roomName({ workspace, kind: 'presentation', section: row.id })
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
      notes: withNotes ? (blocks.find(({ id }) => id === NOTES)?.content ?? []) : null,
    })
  }
  return ok({ now: now(), sections: deck })
}

const blocksOf = (doc: Y.Doc): DeckSection['blocks'] =>
  sections(doc).map(({ id, title }) => ({
    id,
    name: title,
    content: fragmentToJson(fragmentOf(doc, id)).content ?? [],
  }))
