import type * as Y from 'yjs'
import type { AgendaItem } from '../../shared/domain/meetings.ts'
import {
  addSection,
  bringBackSection,
  countWords,
  fragmentOf,
  moveSection,
  removedSections,
  removeSection,
  renameSection,
  sections,
} from '../../shared/narrative/sections.ts'
import { LIMITS } from '../../shared/protocol/limits.ts'
import { roomOf } from '../../shared/rooms.ts'
import type { Ledger } from '../storage/ledger.ts'
import { agendaOf, findMeeting, minutesOf, type MeetingRow } from './meeting-rows.ts'
import type { Documents } from './rooms-port.ts'
import { inTurn } from './turns.ts'
import { TEMPLATE_AUTHOR } from './workspaces.ts'

/** What laying out an agenda needs. */
export interface Laying {
  ledger: Ledger
  documents: Documents
}

/** The minutes have a section for each item of the agenda, in its order; done again it changes nothing. */
export async function layAgenda(
  { ledger, documents }: Laying,
  workspace: string,
  meeting: string,
): Promise<void> {
  const room = roomOf(workspace, minutesOf(meeting))
  await inTurn(room, async () => {
    // Read in the turn: of two changes of the agenda the later one is laid last.
    const row = await findMeeting(ledger.db, workspace, meeting)
    if (row === undefined || row.state === 'closed') return
    const agenda = agendaOf(row)
    if (await documents.look(room, (doc) => isLaid(doc, agenda))) return
    await documents.edit(room, TEMPLATE_AUTHOR, (doc) => lay(doc, agenda))
  })
}

/** Whether the minutes can still take these items: an item that was taken out goes on taking its place. */
export const hasRoom = (
  { documents }: Laying,
  workspace: string,
  meeting: string,
  agenda: readonly AgendaItem[],
): Promise<boolean> =>
  documents.look(roomOf(workspace, minutesOf(meeting)), (doc) => {
    const taken = new Set([...sections(doc), ...removedSections(doc)].map(({ id }) => id))
    const fresh = agenda.filter(({ id }) => !taken.has(id)).length
    return fresh === 0 || taken.size + fresh <= LIMITS.sections
  })

/** Lays out what a crash came between: agendas that were recorded and not written yet. */
export async function layAgendas(laying: Laying): Promise<void> {
  const rows = await laying.ledger.db
    .selectFrom('meeting')
    .select(['workspace', 'id'])
    .where('state', 'in', ['planned', 'under way'] satisfies MeetingRow['state'][])
    .execute()
  for (const { workspace, id } of rows) await layAgenda(laying, workspace, id)
}

function isLaid(doc: Y.Doc, agenda: readonly AgendaItem[]): boolean {
  const stands = sections(doc)
  const wanted = agenda.map(({ id, title }) => `${id} ${title}`)
  const laid = stands.slice(0, agenda.length).map(({ id, title }) => `${id} ${title}`)
  return (
    JSON.stringify(wanted) === JSON.stringify(laid) &&
    stands.slice(agenda.length).every(({ id }) => isWritten(doc, id)) &&
    removedSections(doc).every(({ id }) => !isWritten(doc, id))
  )
}

function isWritten(doc: Y.Doc, id: string): boolean {
  const fragment = fragmentOf(doc, id)
  return countWords(fragment) > 0 || fragment.querySelector('entry') !== null
}

function lay(doc: Y.Doc, agenda: readonly AgendaItem[]): void {
  const items = new Set(agenda.map(({ id }) => id))
  // What was written under an item that was taken out stays readable, after the others; also what came late.
  for (const { id } of removedSections(doc)) if (isWritten(doc, id)) bringBackSection(doc, id)
  for (const { id } of sections(doc)) if (!items.has(id) && !isWritten(doc, id)) removeSection(doc, id)
  let after: string | null = null
  for (const [index, { id, title }] of agenda.entries()) {
    if (removedSections(doc).some((section) => section.id === id)) bringBackSection(doc, id)
    const stands = sections(doc)
    const at = stands.findIndex((section) => section.id === id)
    if (at === -1) addSection(doc, { id, title, after })
    else {
      if (stands[at]?.title !== title) renameSection(doc, id, title)
      if (at !== index) moveSection(doc, id, after)
    }
    after = id
  }
}
