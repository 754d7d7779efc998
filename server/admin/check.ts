import { access } from 'node:fs/promises'
import { join } from 'node:path'
import type * as Y from 'yjs'
import { z } from 'zod'
import { Anchor } from '../../shared/annotations/comments.ts'
import { Outcome, Proposal } from '../../shared/annotations/suggestions.ts'
import { removedSections, sections } from '../../shared/narrative/sections.ts'
import { parseRoom, roomOf } from '../../shared/rooms.ts'
import { checkVersions } from '../history/check.ts'
import { checkActions } from '../records/action-told.ts'
import { checkChain, type Head } from '../records/chain.ts'
import { checkMeetings } from '../records/meeting-seals.ts'
import type { Records } from '../storage/tables.ts'

/** What is kept of suggested wording, by column. */
const KEPT = [
  ['suggestion', Proposal],
  ['outcome', Outcome],
  ['accepting', z.object({ nonce: z.string() })],
  ['back', z.object({ how: z.string() })],
] as const

/** What a check reads. */
export interface Checked {
  db: Records
  rooms(): Promise<string[]>
  read(room: string): Promise<Y.Doc>
  dataDir: string
}

/** What was found: faults, a line each, and where each trail ends. */
export interface Found {
  faults: string[]
  heads: Head[]
}

/** Reads everything through and says what is wrong; no fault when all is well. */
export async function checkStores({ db, rooms, read, dataDir }: Checked): Promise<Found> {
  const { faults, heads } = await checkChain(db)
  faults.push(...(await checkVersions(db)))
  faults.push(...(await checkMeetings(db)))
  faults.push(...(await checkActions(db)))
  const slugs = new Set((await db.selectFrom('workspace').select('slug').execute()).map(({ slug }) => slug))

  /** Sections that each document has, removed ones included. */
  const standing = new Map<string, Set<string>>()
  for (const name of await rooms()) {
    const room = parseRoom(name)
    if (room === null || !slugs.has(room.workspace)) faults.push(`${name}: a text of no workspace.`)
    try {
      const doc = await read(name)
      standing.set(name, new Set([...sections(doc), ...removedSections(doc)].map(({ id }) => id)))
    } catch (error) {
      faults.push(`${name}: cannot be read (${(error as Error).message}).`)
    }
  }

  const members = new Set((await db.selectFrom('member').select('id').execute()).map(({ id }) => id))
  for (const row of await db.selectFrom('comment').selectAll().execute()) {
    const { workspace, document, id, author_id, anchor } = row
    const read = Anchor.safeParse(tryJson(anchor))
    const where = `comment ${id} in ${workspace}, document ${document}`
    if (!read.success) faults.push(`${where}: its anchor cannot be read.`)
    else if (standing.get(roomOf(workspace, document))?.has(read.data.section) !== true)
      faults.push(`${where}: it points to a section that never was.`)
    if (!members.has(author_id)) faults.push(`${where}: its author is unknown.`)
    for (const [name, kind] of KEPT) {
      const kept = row[name]
      if (kept !== null && !kind.safeParse(tryJson(kept)).success)
        faults.push(`${where}: its ${name} cannot be read.`)
    }
    if (row.outcome !== null && row.suggestion === null)
      faults.push(`${where}: it was decided, and suggests nothing.`)
  }
  const comments = new Set(
    (await db.selectFrom('comment').select(['workspace', 'id']).execute()).map(
      ({ workspace, id }) => `${workspace} ${id}`,
    ),
  )
  for (const { workspace, id, comment } of await db.selectFrom('reply').selectAll().execute())
    if (!comments.has(`${workspace} ${comment}`))
      faults.push(`reply ${id} in ${workspace}: its comment is missing.`)
  for (const { workspace, name } of await db.selectFrom('image').selectAll().execute())
    await access(join(dataDir, 'files', name)).catch(() =>
      faults.push(`image ${name} of ${workspace}: its file is missing.`),
    )
  return { faults, heads }
}

function tryJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
