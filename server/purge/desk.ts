import { removeWords, scrubFiles } from './carry-out.ts'
import type { Workplace } from './workplace.ts'

/** Files that another process reads are tried again after this time, ms. */
const AGAIN_MS = 10_000

/** Carries purges out, one at a time, until nothing of them is left to do. */
export interface PurgeDesk {
  /** Does what is to be done now; resolves when it is, or must wait. Also at the start, before anyone is let in. */
  carryOn(): Promise<void>
  close(): Promise<void>
}

export function createPurgeDesk(at: Workplace, onError: (error: unknown) => void): PurgeDesk {
  let running: Promise<void> = Promise.resolve()
  let timer: NodeJS.Timeout | null = null
  let closed = false

  async function work(): Promise<void> {
    const { db } = at.ledger
    const due = await db
      .selectFrom('purge')
      .selectAll()
      .where('state', '=', 'under way')
      .orderBy('asked_at')
      .execute()
    for (const row of due) await removeWords(at, row)
    const left = await db.selectFrom('purge').select('id').where('state', '=', 'removed').execute()
    if (left.length > 0 && !(await scrubFiles(at))) later()
  }
  /** What was kept from ending (another process reads the file, a full disk) is tried again. */
  function later(): void {
    if (closed || timer !== null) return
    timer = setTimeout(() => {
      timer = null
      void carryOn()
    }, AGAIN_MS).unref()
  }
  function carryOn(): Promise<void> {
    running = running.then(work).catch((error: unknown) => {
      onError(error)
      later()
    })
    return running
  }
  return {
    carryOn,
    async close() {
      closed = true
      if (timer !== null) clearTimeout(timer)
      await running
    },
  }
}
