import { mkdtempSync, rmSync, statfsSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** The memory that a machine offers as a directory. */
const MEMORY = '/dev/shm'
/** Browsers and data directories of a whole run take less than this, bytes. */
const ROOM = 2 * 2 ** 30

/**
 * Before the tests of a run: what they write goes where nothing waits for a disk, since each commit of each test would.
 * A process that is killed leaves the same bytes there as on a disk.
 */
export function setup(): () => void {
  const scratch = mkdtempSync(join(quickDir(), 'throughline-tests-'))
  process.env.TMPDIR = scratch
  // Nothing of the run is left.
  return () => rmSync(scratch, { recursive: true, force: true, maxRetries: 3 })
}

/** Where data directories are made: in memory where there is room, else where temporary files go. */
export const quickDir = (): string => (tmpdir().startsWith(MEMORY) || !hasRoom() ? tmpdir() : MEMORY)

function hasRoom(): boolean {
  try {
    const { bavail, bsize } = statfsSync(MEMORY)
    return bavail * bsize > ROOM
  } catch {
    return false
  }
}
