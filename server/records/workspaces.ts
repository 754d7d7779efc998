import type * as Y from 'yjs'
import { DEFAULT_PARTNERS } from '../../shared/domain/partners.ts'
import { THEME_IDS, type ThemeId } from '../../shared/domain/themes.ts'
import { addSection, sections, TEMPLATE } from '../../shared/narrative/sections.ts'
import type { Author } from '../../shared/people/person.ts'
import { roomName } from '../../shared/rooms.ts'
import type { Ledger } from '../storage/ledger.ts'
import type { Records } from '../storage/tables.ts'
import type { Documents } from './rooms-port.ts'
import type { ThemeRow } from './wording.ts'

/** Who the server is when it writes the template: an author of no partner's words. */
export const TEMPLATE_AUTHOR: Author = { id: 'template', name: 'Template', partner: 'council', role: 'DO' }

export interface NewWorkspace {
  slug: string
  name: string
  banner: string | null
  purpose: string | null
}

const blankTheme = (workspace: string, id: ThemeId): ThemeRow => ({
  workspace,
  id,
  label: `Theme ${id}`,
  name: null,
  note: null,
  judgement: 'awaited',
  wording_status: 'missing',
  wording_text: null,
  wording_source: null,
  entered_by: null,
  locked_by: null,
  proposal: null,
  frozen: null,
})

/** Makes a workspace with its partners and five themes, inside the caller's transaction; its words come when it is first used. */
export async function insertWorkspace(
  db: Records,
  { slug, name, banner, purpose }: NewWorkspace,
  at: number,
): Promise<void> {
  await db
    .insertInto('workspace')
    .values({ slug, name, banner, purpose, created_at: at, prepared: 0 })
    .execute()
  for (const [position, partner] of DEFAULT_PARTNERS.entries())
    await db
      .insertInto('partner')
      .values({ workspace: slug, position, ...partner })
      .execute()
  for (const id of THEME_IDS) await db.insertInto('theme').values(blankTheme(slug, id)).execute()
}

/** Gives a document without any section those of the template (domain page 2.1). */
export function writeTemplate(doc: Y.Doc): void {
  if (sections(doc).length > 0) return
  let after: string | null = null
  for (const { id, title } of TEMPLATE) {
    addSection(doc, { id, title, after })
    after = id
  }
}

/**
 * Gives the narratives of new workspaces the template's sections. An admin command only writes the record,
 * since the documents belong to the running server: whoever opens a workspace first calls this.
 */
export function createPreparation(
  { db }: Pick<Ledger, 'db'>,
  documents: Documents,
  project: (room: string) => Promise<void>,
) {
  const preparing = new Map<string, Promise<void>>()
  const done = new Set<string>()

  async function prepare(slug: string): Promise<void> {
    const row = await db
      .selectFrom('workspace')
      .select('prepared')
      .where('slug', '=', slug)
      .executeTakeFirst()
    if (row === undefined) return
    if (row.prepared === 1) return void done.add(slug)
    for (const theme of THEME_IDS) {
      const room = roomName({ workspace: slug, kind: 'narrative', theme })
      await documents.edit(room, TEMPLATE_AUTHOR, writeTemplate)
      await project(room)
    }
    await db.updateTable('workspace').set({ prepared: 1 }).where('slug', '=', slug).execute()
  }

  return (slug: string): Promise<void> => {
    if (done.has(slug)) return Promise.resolve()
    const running = preparing.get(slug)
    if (running !== undefined) return running
    const work = prepare(slug).finally(() => preparing.delete(slug))
    preparing.set(slug, work)
    return work
  }
}
