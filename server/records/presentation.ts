import { generateNKeysBetween } from 'fractional-indexing'
import type { Selectable } from 'kysely'
import type * as Y from 'yjs'
import { documentId } from '../../shared/domain/documents.ts'
import { PARTNER_KINDS } from '../../shared/domain/partners.ts'
import { THEME_IDS, type ThemeId } from '../../shared/domain/themes.ts'
import { no, ok, type Result } from '../../shared/lib/result.ts'
import { countWords, fragmentOf, sections } from '../../shared/narrative/sections.ts'
import { may } from '../../shared/permissions.ts'
import { NOTES } from '../../shared/presentation/deck.ts'
import type { InSections, OrderSection, Presentation } from '../../shared/presentation/order.ts'
import { slidesOf } from '../../shared/presentation/slides.ts'
import { RUNNING_ORDER, sectionName, SLOT_MINUTES, STARTS } from '../../shared/presentation/template.ts'
import { roomName } from '../../shared/rooms.ts'
import { authorOf, personOf } from '../accounts/people.ts'
import { fragmentToJson } from '../exports/json.ts'
import type { Records, Tables } from '../storage/tables.ts'
import type { Visitor } from '../sync/doorkeeper.ts'
import type { Reading } from './home.ts'
import { writeBlocks } from './presentation-blocks.ts'
import type { Documents } from './rooms-port.ts'
import { TEMPLATE_AUTHOR } from './workspaces.ts'

export type SectionRow = Selectable<Tables['presentation_section']>

export const GUEST = no('not allowed', 'The presentation is not open to guest readers.')

export const roomOfSection = (workspace: string, section: string): string =>
  roomName({ workspace, kind: 'presentation', section })

/** Gives a workspace the template's running order; two at once give it one. Its blocks are written by `readPresentation`. */
export async function makePresentation(db: Records, workspace: string): Promise<void> {
  const made = await db
    .selectFrom('presentation')
    .select('version')
    .where('workspace', '=', workspace)
    .executeTakeFirst()
  if (made !== undefined) return
  const orders = generateNKeysBetween(null, null, RUNNING_ORDER.length)
  await db.transaction().execute(async (db) => {
    const first = await db
      .insertInto('presentation')
      .values({ workspace, starts: STARTS, slot_minutes: SLOT_MINUTES, version: 1 })
      .onConflict((c) => c.doNothing())
      .executeTakeFirst()
    if (first.numInsertedOrUpdatedRows !== 1n) return
    for (const [index, section] of RUNNING_ORDER.entries())
      await db
        .insertInto('presentation_section')
        .values({
          workspace,
          ...section,
          title: null,
          presenter: null,
          partner: null,
          order: orders[index] ?? '',
          removed: 0,
          version: 1,
        })
        .execute()
  })
}

/** Every section of a workspace, removed ones too, in their order. */
export const sectionRows = (db: Records, workspace: string): Promise<SectionRow[]> =>
  db
    .selectFrom('presentation_section')
    .selectAll()
    .where('workspace', '=', workspace)
    .orderBy('order')
    .orderBy('id')
    .execute()

/** The running order as a member sees it; made when it is first looked at (R63, R68). */
export async function readPresentation(
  reading: Pick<Reading, 'ledger' | 'documents'>,
  visitor: Visitor,
): Promise<Result<Presentation, 'not allowed'>> {
  if (!may(visitor, { do: 'see members' })) return GUEST
  const { ledger, documents } = reading
  const { db } = ledger
  const { workspace } = visitor
  await makePresentation(db, workspace)
  const whole = await db
    .selectFrom('presentation')
    .selectAll()
    .where('workspace', '=', workspace)
    .executeTakeFirstOrThrow()
  const themes = await db
    .selectFrom('theme')
    .select(['id', 'label', 'name', 'wording_text'])
    .where('workspace', '=', workspace)
    .execute()
  const members = await db
    .selectFrom('member')
    .selectAll()
    .where('workspace', '=', workspace)
    .where('removed_at', 'is', null)
    .orderBy('created_at')
    .execute()
  const without = await themesWithoutActions(db, workspace)
  const waiting = await openComments(db, workspace)
  const all: OrderSection[] = []
  for (const row of await sectionRows(db, workspace)) {
    const theme = themes.find(({ id }) => id === row.theme)
    const presenter = members.find(({ id }) => id === row.presenter)
    all.push({
      id: row.id,
      kind: row.kind,
      name: sectionName(row, theme),
      title: row.title,
      theme: row.theme,
      wording: theme?.wording_text ?? null,
      minutes: row.minutes,
      presenter: presenter === undefined ? null : authorOf(presenter),
      partner: presenter?.partner ?? row.partner,
      order: row.order,
      removed: row.removed === 1,
      version: row.version,
      ...(await sizeOf(documents, row, without)),
      comments: waiting.get(documentId({ kind: 'presentation', section: row.id })) ?? 0,
      edits: may(visitor, { do: 'edit presentation', theme: row.theme }),
    })
  }
  return ok({
    starts: whole.starts,
    slotMinutes: whole.slot_minutes,
    version: whole.version,
    sections: all.filter(({ removed }) => !removed),
    removed: all.filter(({ removed }) => removed),
    presenters: members
      .map(personOf)
      .filter((person) => may(person, { do: 'see members' }))
      .map(authorOf),
    edits: may(visitor, { do: 'edit presentation', theme: null }),
  })
}

/** Themes that no action is about: nothing is counted for them. */
export async function themesWithoutActions(db: Records, workspace: string): Promise<ThemeId[]> {
  const rows = await db
    .selectFrom('action')
    .select('theme')
    .distinct()
    .where('workspace', '=', workspace)
    .execute()
  return THEME_IDS.filter((theme) => !rows.some((row) => row.theme === theme))
}

/** Words and slides of a section as they are now; one without any block gets its first ones. */
async function sizeOf(
  documents: Documents,
  { workspace, id, kind, theme }: SectionRow,
  without: readonly string[],
): Promise<{ words: number; slides: number }> {
  const room = roomOfSection(workspace, id)
  const see = (doc: Y.Doc) => measure(doc, without)
  const size = await documents.look(room, see)
  if (size !== null) return size
  await documents.edit(room, TEMPLATE_AUTHOR, (doc) => writeBlocks(doc, kind, theme))
  return (await documents.look(room, see)) ?? { words: 0, slides: 0 }
}

function measure(doc: Y.Doc, without: readonly string[]): { words: number; slides: number } | null {
  if (doc.getMap('sections').size === 0) return null
  const shown = sections(doc).filter(({ id }) => id !== NOTES)
  const words = shown.reduce((sum, { id }) => sum + countWords(fragmentOf(doc, id)), 0)
  const slides = slidesOf(
    shown.map(({ id, title }) => ({
      id,
      name: title,
      content: fragmentToJson(fragmentOf(doc, id)).content ?? [],
    })),
    without,
  )
  return { words, slides: slides.length }
}

/** Comments that wait for an answer, by document. */
async function openComments(db: Records, workspace: string): Promise<ReadonlyMap<string, number>> {
  const rows = await db
    .selectFrom('comment')
    .select((e) => ['document', e.fn.countAll<number>().as('count')])
    .where('workspace', '=', workspace)
    .where('document', 'like', 'presentation-%')
    .where('state', '=', 'open')
    .where('deleted_at', 'is', null)
    .groupBy('document')
    .execute()
  return new Map(rows.map(({ document, count }) => [document, count]))
}

/** Partners whose people are in a section now, by section: asked at every coming and going, it reads no words. */
export async function readInSections(
  { ledger, documents }: Pick<Reading, 'ledger' | 'documents'>,
  visitor: Visitor,
): Promise<Result<InSections, 'not allowed'>> {
  if (!may(visitor, { do: 'see members' })) return GUEST
  const rows = await ledger.db
    .selectFrom('presentation_section')
    .select('id')
    .where('workspace', '=', visitor.workspace)
    .execute()
  return ok(
    Object.fromEntries(
      rows.flatMap(({ id }) => {
        const here = documents.here(roomOfSection(visitor.workspace, id))
        const kinds = PARTNER_KINDS.filter((kind) => here.some(({ partner }) => partner === kind))
        return kinds.length === 0 ? [] : [[id, kinds]]
      }),
    ),
  )
}
