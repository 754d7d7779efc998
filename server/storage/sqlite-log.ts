import { closeSync, openSync } from 'node:fs'
import Database from 'better-sqlite3'
import type { Entry, Rewriting, Span, UpdateLog } from './update-log.ts'
import { createCheckpointer } from './checkpoint.ts'
import { createFlusher } from './flusher.ts'
import { scrubFile } from './scrub.ts'
import { damageOf, migrateLog } from './log-schema.ts'
import { createWalKeeper } from './wal-keeper.ts'

export interface SqliteLogOptions {
  /** `log.db` in the data directory; made when it is not there. */
  file: string
  /** The disk can no longer be trusted: say so and end the process. Called once at most. */
  onBroken?: (error: Error) => void
  /** Pages the WAL may hold before it is moved into the database. */
  checkpointPages?: number
  /** Ends the file's growth there, as a full disk would; for tests. */
  maxPages?: number
}

/**
 * Opens the embedded store of what people wrote. Throws one clear line when the file is damaged or newer.
 * Commits are synchronous and do not wait for the disk (survive kill -9); `flushed` waits for `fdatasync`.
 */
export function openSqliteLog({
  file,
  onBroken = () => undefined,
  checkpointPages = 1_000,
  maxPages,
}: SqliteLogOptions): UpdateLog {
  const db = open(file)
  if (maxPages !== undefined) db.pragma(`max_page_count = ${maxPages}`)

  let broken = false
  let walFd: number | null = null
  const flusher = createFlusher(
    () => walFd,
    (error) => {
      if (!broken) onBroken(error)
      broken = true
    },
  )
  const wal = createWalKeeper(() => createCheckpointer(file), checkpointPages)

  const addRoom = db.prepare<[string]>('insert into rooms (name) values (?) on conflict do nothing')
  const place = db.prepare<[string], { id: number; last: number }>(
    `select id, max(up_to, coalesce((select max(seq) from entries where room = rooms.id), 0)) as last
       from rooms where name = ?`,
  )
  const addEntry = db.prepare<[number, number, string, number, Uint8Array]>(
    'insert into entries (room, seq, author, at, data) values (?, ?, ?, ?, ?)',
  )
  const appendAll = db.transaction((entries: readonly Entry[]): number[] => {
    const places = new Map<string, { id: number; last: number }>()
    return entries.map(({ room, author, at, update }) => {
      let at_ = places.get(room)
      if (at_ === undefined) {
        addRoom.run(room)
        at_ = place.get(room) as { id: number; last: number }
        places.set(room, at_)
      }
      at_.last += 1
      addEntry.run(at_.id, at_.last, author, at, update)
      return at_.last
    })
  })

  const roomRow = db.prepare<[string], { id: number; snapshot: Buffer | null; up_to: number; epoch: number }>(
    'select id, snapshot, up_to, epoch from rooms where name = ?',
  )
  const retiredIn = db.prepare<[number], number>('select client from retired where room = ?').pluck()
  const entriesOf = db.prepare<[number], { seq: number; author: string; at: number; data: Buffer }>(
    'select seq, author, at, data from entries where room = ? order by seq',
  )
  const updatesOf = db.prepare<[number], { seq: number; data: Buffer }>(
    'select seq, data from entries where room = ? order by seq',
  )
  const spansOf = db.prepare<[number], Span>(
    'select client, clock, length, author, at from spans where room = ? order by client, clock',
  )
  const loadRoom = db.transaction((room: string) => {
    const row = roomRow.get(room)
    if (row === undefined) return { snapshot: null, updates: [], upTo: 0, epoch: 0, retired: [] }
    const entries = updatesOf.all(row.id)
    return {
      snapshot: row.snapshot,
      updates: entries.map(({ data }) => data),
      upTo: entries.at(-1)?.seq ?? row.up_to,
      epoch: row.epoch,
      retired: row.epoch === 0 ? [] : retiredIn.all(row.id),
    }
  })
  const historyOf = db.transaction((room: string) => {
    const row = roomRow.get(room)
    if (row === undefined) return { spans: [], entries: [] }
    const entries = entriesOf.all(row.id)
    return {
      spans: spansOf.all(row.id),
      entries: entries.map(({ seq, author, at, data }) => ({ room, seq, author, at, update: data })),
    }
  })

  const setSnapshot = db.prepare<[Uint8Array, number, number]>(
    'update rooms set snapshot = ?, up_to = ? where id = ?',
  )
  const dropEntries = db.prepare<[number, number]>('delete from entries where room = ? and seq <= ?')
  const dropSpans = db.prepare<[number]>('delete from spans where room = ?')
  const addSpan = db.prepare<[number, number, number, number, string, number]>(
    'insert into spans (room, client, clock, length, author, at) values (?, ?, ?, ?, ?, ?)',
  )
  const compactRoom = db.transaction(
    (room: string, snapshot: Uint8Array, upTo: number, spans: readonly Span[]) => {
      addRoom.run(room)
      const row = roomRow.get(room) as { id: number; up_to: number }
      if (upTo <= row.up_to) return // an older compaction that came late would bring back less
      setSnapshot.run(snapshot, upTo, row.id)
      dropEntries.run(row.id, upTo)
      dropSpans.run(row.id)
      for (const { client, clock, length, author, at } of spans)
        addSpan.run(row.id, client, clock, length, author, at)
    },
  )
  const setEpoch = db.prepare<[number, number]>('update rooms set epoch = ? where id = ?')
  const retire = db.prepare<[number, number]>(
    'insert into retired (room, client) values (?, ?) on conflict do nothing',
  )
  const rewriteRoom = db.transaction((room: string, clean: Rewriting) => {
    addRoom.run(room)
    const row = roomRow.get(room) as { id: number; epoch: number }
    if (row.epoch >= clean.epoch) return
    const { last } = place.get(room) as { last: number }
    setSnapshot.run(clean.snapshot, last, row.id)
    dropEntries.run(row.id, last)
    dropSpans.run(row.id)
    for (const { client, clock, length, author, at } of clean.spans)
      addSpan.run(row.id, client, clock, length, author, at)
    for (const client of clean.retired) retire.run(row.id, client)
    setEpoch.run(clean.epoch, row.id)
  })
  const names = db.prepare<[], { name: string }>('select name from rooms order by name')

  /** Runs a transaction between checkpoints; turns "the disk is full" into its code. */
  const write = async <T>(bytes: number, commit: () => T): Promise<T> => {
    await wal.mayCommit()
    try {
      const result = commit()
      walFd ??= openSync(`${file}-wal`, 'r')
      wal.committed(bytes)
      return result
    } catch (error) {
      throw error instanceof Database.SqliteError ? asLogError(error) : error
    }
  }

  return {
    async append(entries) {
      if (broken) throw new Error('The disk failed to flush; nothing more is written.')
      if (entries.length === 0) return { seqs: [], flushed: flusher.flush() }
      const bytes = entries.reduce((sum, { update }) => sum + update.byteLength, 0)
      const seqs = await write(bytes, () => appendAll.immediate(entries))
      return { seqs, flushed: flusher.flush() }
    },
    load: async (room) => loadRoom(room),
    history: async (room) => historyOf(room),
    async compact(room, { snapshot, upTo, spans }) {
      await write(snapshot.byteLength + spans.length * 40, () =>
        compactRoom.immediate(room, snapshot, upTo, spans),
      )
    },
    async rewrite(room, clean) {
      await write(clean.snapshot.byteLength + clean.spans.length * 40, () =>
        rewriteRoom.immediate(room, clean),
      )
      await flusher.flush()
    },
    scrub: () => wal.alone(() => scrubFile(db)),
    rooms: async () => names.all().map(({ name }) => name),
    async close() {
      if (!db.open) return
      await flusher.flush().catch(() => undefined)
      await wal.close()
      await flusher.settled().catch(() => undefined)
      db.close()
      if (walFd !== null) closeSync(walFd)
    },
  }
}

/** What is wrong with a log file, a line each; empty when it is sound. For `admin check`. */
export function checkSqliteLog(file: string): string[] {
  const db = new Database(file, { readonly: true, fileMustExist: true })
  try {
    return damageOf(db)
  } finally {
    db.close()
  }
}

function open(file: string): Database.Database {
  const db = new Database(file)
  const damage = damageOf(db)
  if (damage.length > 0) {
    db.close()
    throw new Error(
      `${file} is damaged (${damage[0]}). Put the last backup in its place, or ask for help; nothing was changed.`,
    )
  }
  db.pragma('journal_mode = WAL')
  db.pragma('synchronous = NORMAL')
  db.pragma('wal_autocheckpoint = 0') // the checkpoint thread does it: here it would hold the event loop
  db.pragma('foreign_keys = ON')
  db.pragma('busy_timeout = 2000')
  migrateLog(db)
  return db
}

const asLogError = (error: Error & { code: string }): Error & { code: string } =>
  Object.assign(new Error(error.message, { cause: error }), {
    code: error.code === 'SQLITE_FULL' ? 'full' : error.code,
  })
