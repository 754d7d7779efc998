import type { Records } from '../storage/tables.ts'
import { hashOfAmendment, hashOfEntry } from './meeting-entry-rows.ts'
import { subjectOf } from './meeting-rows.ts'
import { checkMeetingFacts } from './meeting-told.ts'
import { sealIn } from './seals.ts'

/**
 * What was said in meetings against what the trail tells of it, a line each: lines and amendments that were changed, put
 * in or taken out, and meetings that were opened again. Words that a purge withheld are not known here any more.
 */
export async function checkMeetings(db: Records): Promise<string[]> {
  const acts = await db
    .selectFrom('trail')
    .select(['workspace', 'subject', 'did', 'before', 'withheld'])
    .where('subject', 'like', 'document:minutes-%')
    .orderBy('n')
    .execute()
  const told = new Map<string, { before: string | null; withheld: boolean }>()
  const closed = new Map<string, string>()
  for (const { workspace, subject, did, before, withheld } of acts) {
    if (/^(?:entered|amended) /.test(did))
      told.set(`${workspace} ${subject} ${did.split(' ').slice(0, 3).join(' ')}`, {
        before,
        withheld: withheld !== null,
      })
    const seal = did.startsWith('closed ') ? sealIn({ subject, did }) : null
    if (seal !== null) closed.set(`${workspace} ${subject}`, seal.version)
  }
  const lines = [
    ...(await db.selectFrom('meeting_entry').selectAll().execute()).map((row) => ({
      ...row,
      what: 'line',
      did: `entered ${row.id} ${hashOfEntry(row)}`,
    })),
    ...(await db.selectFrom('meeting_amendment').selectAll().execute()).map((row) => ({
      ...row,
      what: 'amendment',
      did: `amended ${row.id} ${hashOfAmendment(row)}`,
    })),
  ]
  const faults: string[] = []
  for (const { workspace, meeting, id, what, did, words } of lines) {
    const key = `${workspace} ${subjectOf(meeting)} ${did}`
    const entry = told.get(key)
    told.delete(key)
    if (entry === undefined || (!entry.withheld && entry.before !== words))
      faults.push(`${what} ${id} of a meeting in ${workspace}: it was changed, or put in past the program.`)
  }
  for (const key of told.keys()) {
    const [workspace, , , id] = key.split(' ')
    if (!lines.some((line) => line.workspace === workspace && line.id === id))
      faults.push(`line ${id} of a meeting in ${workspace}: it was taken out.`)
  }
  for (const { workspace, id, state, minutes_version } of await db
    .selectFrom('meeting')
    .selectAll()
    .execute()) {
    const key = `${workspace} ${subjectOf(id)}`
    const sealed = closed.get(key) ?? null
    closed.delete(key)
    if (sealed !== minutes_version || (sealed !== null && state !== 'closed'))
      faults.push(`meeting ${id} in ${workspace}: the trail tells otherwise of whether it is closed.`)
  }
  for (const key of closed.keys()) {
    const [workspace, subject = ''] = key.split(' ')
    const id = subject.slice(subjectOf('').length)
    faults.push(`meeting ${id} in ${workspace}: it was closed, and is gone.`)
  }
  return [...faults, ...(await checkMeetingFacts(db))]
}
