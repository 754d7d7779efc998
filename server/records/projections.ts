import type * as Y from 'yjs'
import { standingOn } from '../../shared/board/items.ts'
import type { Author } from '../../shared/people/person.ts'
import { countWords, fragmentOf, sections } from '../../shared/narrative/sections.ts'
import { documentOf, parseRoom, type Room } from '../../shared/rooms.ts'
import { toJson } from '../accounts/people.ts'
import type { Ledger } from '../storage/ledger.ts'
import type { Records } from '../storage/tables.ts'
import { TEMPLATE_AUTHOR } from './workspaces.ts'

/** How long edits gather before their trace is written, ms: one row a person and section, not one a keystroke. */
const GATHER_MS = 500
/** Coming back within this time is the same sitting, ms: a reload does not wipe "since you were last here". */
export const SITTING_MS = 10 * 60_000

/** A board has one line, whatever thousands of things stand on it; instead of words it counts these. */
export const THE_BOARD = 'board'

/** Who edited which section when, how long the sections are, and who was last where: told by the rooms, kept as records. */
export interface Projections {
  stored(event: { room: string; author: Author; sections: string[]; at: number }): void
  quiet(event: { room: string; doc: Y.Doc }): void
  arrived(event: { room: string; member: string; at: number }): void
  left(event: { room: string; member: string; at: number }): void
  /** When this member's present sitting in a room began; null when they are not there. */
  hereSince(room: string, member: string): number | null
  /** Writes what has gathered; after it, nothing is pending. */
  flush(): Promise<void>
  close(): Promise<void>
}

type Write = (db: Records) => Promise<void>

export function createProjections(ledger: Ledger, broken: (error: unknown) => void): Projections {
  /** Keyed, so that a later trace of the same thing takes the place of the earlier one. */
  const pending = new Map<string, Write>()
  const homes = new Set<string>()
  const arrivals = new Map<string, number>()
  let timer: ReturnType<typeof setTimeout> | null = null
  let writing: Promise<void> = Promise.resolve()

  function gather(key: string, workspace: string, write: Write) {
    pending.set(key, write)
    homes.add(workspace)
    timer ??= setTimeout(() => void flush(), GATHER_MS)
  }

  function flush(): Promise<void> {
    if (timer !== null) clearTimeout(timer)
    timer = null
    const writes = [...pending.values()]
    const changed = [...homes]
    pending.clear()
    homes.clear()
    if (writes.length === 0) return writing
    writing = writing
      .then(() =>
        ledger.db.transaction().execute(async (db) => {
          for (const write of writes) await write(db)
        }),
      )
      .then(() => changed.forEach((workspace) => ledger.tell(workspace, { type: 'changed', what: 'home' })))
      // Traces of edits, not the edits: the words are safe in the log, and the next edit writes its trace again.
      .catch(broken)
    return writing
  }

  return {
    stored({ room, author, sections, at }) {
      const place = parseRoom(room)
      if (place === null || author.id === TEMPLATE_AUTHOR.id) return
      for (const section of place.kind === 'board' ? [THE_BOARD] : sections)
        gather(`edit ${room} ${section} ${author.id}`, place.workspace, (db) =>
          noteEdit(db, place, section, author, at),
        )
    },
    quiet({ room, doc }) {
      const place = parseRoom(room)
      if (place === null) return
      const now =
        place.kind === 'board'
          ? [{ section: THE_BOARD, title: 'The board', position: 0, words: standingOn(doc).length }]
          : sections(doc).map(({ id, title }, position) => ({
              section: id,
              title,
              position,
              words: countWords(fragmentOf(doc, id)),
            }))
      gather(`state ${room}`, place.workspace, (db) => noteState(db, place, now))
    },
    arrived({ room, member, at }) {
      const key = `${room} ${member}`
      if (!arrivals.has(key)) arrivals.set(key, at)
    },
    left({ room, member, at }) {
      const place = parseRoom(room)
      const key = `${room} ${member}`
      const since = arrivals.get(key) ?? at
      arrivals.delete(key)
      if (place !== null)
        gather(`visit ${key} ${since}`, place.workspace, (db) => noteVisit(db, place, member, since, at))
    },
    hereSince: (room, member) => arrivals.get(`${room} ${member}`) ?? null,
    flush,
    close: flush,
  }
}

async function noteEdit(db: Records, room: Room, section: string, by: Author, at: number) {
  const { workspace } = room
  await db
    .insertInto('section_edit')
    .values({ workspace, document: documentOf(room), section, member: by.id, by: toJson(by), at })
    .onConflict((c) =>
      c.columns(['workspace', 'document', 'section', 'member']).doUpdateSet({ by: toJson(by), at }),
    )
    .execute()
}

async function noteState(
  db: Records,
  room: Room,
  now: { section: string; title: string; position: number; words: number }[],
) {
  const { workspace } = room
  const document = documentOf(room)
  await db
    .deleteFrom('section_state')
    .where('workspace', '=', workspace)
    .where('document', '=', document)
    .execute()
  for (const row of now)
    await db
      .insertInto('section_state')
      .values({ workspace, document, ...row })
      .execute()
}

async function noteVisit(db: Records, room: Room, member: string, arrived: number, left_at: number) {
  const { workspace } = room
  const document = documentOf(room)
  const last = await db
    .selectFrom('visit')
    .selectAll()
    .where('workspace', '=', workspace)
    .where('document', '=', document)
    .where('member', '=', member)
    .executeTakeFirst()
  const before_at =
    last === undefined ? null : arrived - last.left_at < SITTING_MS ? last.before_at : last.left_at
  await db
    .insertInto('visit')
    .values({ workspace, document, member, left_at, before_at })
    .onConflict((c) => c.columns(['workspace', 'document', 'member']).doUpdateSet({ left_at, before_at }))
    .execute()
}
