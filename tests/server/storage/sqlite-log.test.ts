import { mkdtempSync, openSync, rmSync, statSync, writeSync, closeSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { checkSqliteLog, openSqliteLog } from '../../../server/storage/sqlite-log.ts'
import { createFlusher } from '../../../server/storage/flusher.ts'
import { createWalKeeper } from '../../../server/storage/wal-keeper.ts'
import type { Entry, UpdateLog } from '../../../server/storage/update-log.ts'

let dir: string
let file: string
let log: UpdateLog | null = null
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'throughline-log-'))
  file = join(dir, 'log.db')
})
afterEach(async () => {
  await log?.close()
  log = null
  rmSync(dir, { recursive: true })
})
const entry = (room: string, bytes = 100): Entry => ({
  room,
  author: 'lead',
  at: 1,
  update: new Uint8Array(bytes),
})

describe('the SQLite log', () => {
  it('S11 the WAL is moved into the database by a thread of its own, and begins anew, while writing goes on', async () => {
    log = openSqliteLog({ file, checkpointPages: 50 })
    const wal = `${file}-wal`
    let largest = 0
    let commits = 0
    // Until the WAL has begun anew: its size stays where it was while commits go on.
    for (let steady = 0; steady < 400; commits++) {
      const { flushed } = await log.append([entry('a', 2_000)])
      if (commits % 10 === 0) await flushed
      const { size } = statSync(wal)
      steady = size > largest ? 0 : steady + 1
      largest = Math.max(largest, size)
      if (commits > 20_000) break
    }
    expect(commits).toBeLessThan(20_000)
    expect(statSync(file).size).toBeGreaterThan(100_000) // the pages are in the database
    expect((await log.load('a')).upTo).toBe(commits)
    await log.close()
    log = openSqliteLog({ file })
    expect((await log.load('a')).upTo).toBe(commits)
  })

  it('S14 a full file refuses the whole commit with "full", keeps what it had, and works again when there is room', async () => {
    log = openSqliteLog({ file, maxPages: 60 })
    let stored = 0
    const fill = async (): Promise<unknown> => {
      for (;;) {
        try {
          await log?.append([entry('filler', 10_000)])
          stored += 1
        } catch (error) {
          return error
        }
      }
    }
    expect(await fill()).toMatchObject({ code: 'full' })
    expect(stored).toBeGreaterThan(5)
    await expect(log.append([entry('a', 10), entry('b', 10_000)])).rejects.toMatchObject({ code: 'full' })
    expect(await log.load('a')).toMatchObject({ updates: [], upTo: 0 }) // all of a commit, or nothing
    expect((await log.load('filler')).updates).toHaveLength(stored)
    await log.compact('filler', { snapshot: Uint8Array.of(1), upTo: stored, spans: [] })
    expect((await log.append([entry('a', 10_000)])).seqs).toEqual([1])
  })

  it('S11 a damaged file stops the start with one clear line, and the check names the damage', async () => {
    log = openSqliteLog({ file })
    for (let i = 0; i < 200; i++) await log.append([entry(`room${i}`, 500)])
    await log.close()
    log = null
    expect(checkSqliteLog(file)).toEqual([])
    const fd = openSync(file, 'r+')
    const { size } = statSync(file)
    for (let page = 4; page * 4_096 < size; page += 3)
      writeSync(fd, Buffer.alloc(2_000, 0xff), 0, 2_000, page * 4_096)
    closeSync(fd)
    expect(checkSqliteLog(file).length).toBeGreaterThan(0)
    expect(() => openSqliteLog({ file })).toThrow(/log\.db is damaged .*backup/)
  })

  it('S11 a file that is no database stops the start with one clear line', () => {
    const fd = openSync(file, 'w')
    writeSync(fd, 'This is a spreadsheet, honestly. '.repeat(200))
    closeSync(fd)
    expect(() => openSqliteLog({ file })).toThrow(/damaged/)
  })

  it('S11 a file of a newer Throughline is left alone', async () => {
    await openSqliteLog({ file }).close()
    const db = new Database(file)
    db.pragma('user_version = 99')
    db.close()
    expect(() => openSqliteLog({ file })).toThrow(/newer Throughline/)
  })

  it('S11 a second process may read while this one writes', async () => {
    log = openSqliteLog({ file })
    await log.append([entry('a')])
    const other = openSqliteLog({ file })
    expect((await other.load('a')).updates).toHaveLength(1)
    await log.append([entry('a')])
    expect((await other.load('a')).updates).toHaveLength(2)
    await other.close()
    expect((await log.append([entry('a')])).seqs).toEqual([3])
  })
})

describe('flushing', () => {
  it('S11 one flush at a time; who asks meanwhile waits for the next', async () => {
    const fd = openSync(file, 'w')
    const flusher = createFlusher(
      () => fd,
      (error) => expect.fail(error.message),
    )
    const order: string[] = []
    const first = flusher.flush().then(() => order.push('first'))
    const second = flusher.flush()
    const third = flusher.flush()
    expect(third).toBe(second) // both began after the first: one flush answers both
    await Promise.all([first, second.then(() => order.push('second'))])
    expect(order).toEqual(['first', 'second'])
    await flusher.settled()
    closeSync(fd)
  })

  it('S11 a flush that fails is told once, and "saved" is never said', async () => {
    const errors: string[] = []
    const flusher = createFlusher(
      () => 999_999,
      (error) => errors.push((error as NodeJS.ErrnoException).code ?? ''),
    )
    await expect(flusher.flush()).rejects.toMatchObject({ code: 'EBADF' })
    expect(errors).toEqual(['EBADF'])
  })
})

describe('keeping the WAL short', () => {
  it('S11 holds commits through the second pass only', async () => {
    const passes: ((passed: { log: number; checkpointed: number }) => void)[] = []
    const asked: (() => void)[] = []
    const keeper = createWalKeeper(
      () => ({
        passive: () =>
          new Promise((resolve) => {
            passes.push(resolve)
            asked.shift()?.()
          }),
        close: async () => undefined,
      }),
      10,
    )
    const nextPass = (): Promise<void> => new Promise((resolve) => asked.push(resolve))
    const first = nextPass()
    keeper.committed(100_000)
    await first
    await keeper.mayCommit() // writing goes on through the long pass
    const second = nextPass()
    passes[0]?.({ log: 30, checkpointed: 30 })
    await second
    let free = false
    const held = keeper.mayCommit().then(() => (free = true))
    await new Promise((resolve) => setImmediate(resolve))
    expect(free).toBe(false)
    passes[1]?.({ log: 2, checkpointed: 2 })
    await held
    expect(free).toBe(true)
    await keeper.close()
  })

  it('S14 a checkpoint that fails holds nobody up, and is tried again', async () => {
    let tries = 0
    const keeper = createWalKeeper(
      () => ({
        passive: () => {
          tries += 1
          return Promise.reject(new Error('database or disk is full'))
        },
        close: async () => undefined,
      }),
      10,
    )
    keeper.committed(100_000)
    await expect.poll(() => tries).toBe(1)
    await keeper.mayCommit()
    await expect
      .poll(() => {
        keeper.committed(100_000)
        return tries
      })
      .toBeGreaterThan(1)
    await keeper.close()
  })
})
