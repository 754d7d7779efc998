import type * as Y from 'yjs'
import type { ThemeId } from '../../shared/domain/themes.ts'
import { changedParagraphs } from '../../shared/history/paragraphs.ts'
import { parseRoom } from '../../shared/rooms.ts'
import type { Ledger } from '../storage/ledger.ts'
import type { Records, Tables } from '../storage/tables.ts'
import { positionRows, standing } from './position-marks.ts'
import type { Versions } from './rooms-port.ts'

/**
 * Counts how many paragraphs changed since each version that a standing position was taken on, and since `also`, given
 * the digests of the paragraphs now. true when any count is another than before.
 */
export async function recount(
  db: Records,
  versions: Versions,
  {
    workspace,
    theme,
    now,
    also = [],
  }: { workspace: string; theme: ThemeId; now: readonly string[]; also?: readonly string[] },
): Promise<boolean> {
  const rows = standing(await positionRows(db, workspace, theme))
  const known = await db
    .selectFrom('changed_since')
    .selectAll()
    .where('workspace', '=', workspace)
    .where('document', '=', theme)
    .execute()
  const before = new Map(known.map(({ version, changed }) => [version, changed]))
  let differs = false
  for (const version of new Set([...rows.map((row) => row.version), ...also])) {
    const changed = changedParagraphs(await versions.paragraphs(workspace, theme, version), now)
    if (before.get(version) === changed) continue
    differs = true
    await count(db, { workspace, document: theme, version, changed })
  }
  return differs
}

/** Puts a count on record. */
export async function count(db: Records, row: Tables['changed_since']): Promise<void> {
  await db
    .insertInto('changed_since')
    .values(row)
    .onConflict((c) => c.columns(['workspace', 'document', 'version']).doUpdateSet({ changed: row.changed }))
    .execute()
}

/** Keeps the counts up with the text: told by the rooms when a document has come to rest. */
export function createChangedSince(
  { db, tell }: Pick<Ledger, 'db' | 'tell'>,
  {
    paragraphsIn,
    broken,
  }: { paragraphsIn: (doc: Y.Doc) => Promise<string[]>; broken: (error: unknown) => void },
) {
  let work = Promise.resolve()
  const waiting = new Map<string, Y.Doc>()

  async function countIn(room: string, versions: Versions): Promise<void> {
    const doc = waiting.get(room)
    waiting.delete(room)
    const place = parseRoom(room)
    if (doc === undefined || place?.kind !== 'narrative') return
    const { workspace, theme } = place
    if ((await positionRows(db, workspace, theme)).length === 0) return
    if (await recount(db, versions, { workspace, theme, now: await paragraphsIn(doc) }))
      tell(workspace, { type: 'changed', what: 'positions' })
  }

  return {
    quiet({ room, doc }: { room: string; doc: Y.Doc }, versions: Versions): void {
      // Once per room that waits: what is counted is the text as it is when its turn comes.
      const queued = waiting.has(room)
      waiting.set(room, doc)
      if (!queued) work = work.then(() => countIn(room, versions)).catch(broken)
    },
    /** Resolves when all that was told has been counted. */
    settled: (): Promise<void> => work,
  }
}
