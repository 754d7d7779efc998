import { createHash } from 'node:crypto'
import { Owner } from '../../shared/meetings/entries.ts'
import type { Records } from '../storage/tables.ts'
import type { EntryRow } from './meeting-entry-rows.ts'
import { agendaOf, type MeetingRow, subjectOf } from './meeting-rows.ts'

const hashOf = (values: unknown[]): string =>
  createHash('sha256').update(JSON.stringify(values)).digest('hex')

/** sha256 of when a meeting is and how its agenda goes, hex; words are left out, since a removal changes them. */
export const hashOfPlan = (
  row: Pick<MeetingRow, 'workspace' | 'id' | 'starts_at' | 'minutes' | 'agenda' | 'invitees'>,
): string =>
  hashOf([
    row.workspace,
    row.id,
    row.starts_at,
    row.minutes,
    agendaOf(row).map(({ id, kind, minutes }) => [id, kind, minutes]),
    row.invitees,
  ])

type Facts = Pick<EntryRow, 'workspace' | 'id' | 'owner' | 'due_day' | 'due_time' | 'state'>

/** sha256 of whose an action of a meeting is, by when, and what became of it, hex; a name is left out as above. */
export function hashOfFacts({ workspace, id, owner, due_day, due_time, state }: Facts): string {
  const { member, partner } =
    owner === null ? { member: null, partner: null } : Owner.parse(JSON.parse(owner))
  return hashOf([workspace, id, owner === null, member, partner, due_day, due_time, state])
}

/** What the trail of a meeting told last. */
interface Told {
  plan: string | null
  state: MeetingRow['state']
  /** By entry: its state, and the hash of its facts where that was told. */
  facts: Map<string, { state: string; hash: string | null }>
  /** By who takes part: how, as it was entered by hand. */
  attendance: Map<string, string>
}

/**
 * What may be changed in a meeting, against what the trail told of it last, a line each: its plan and state, its actions,
 * who was entered by hand. What an earlier version of the program told without a hash is compared as far as it goes.
 */
export async function checkMeetingFacts(db: Records): Promise<string[]> {
  const told = await readTold(db)
  const faults: string[] = []
  const fault = (what: string, workspace: string, meeting: string): void =>
    void faults.push(`${what} of meeting ${meeting} in ${workspace}: changed past the program.`)
  const of = (workspace: string, meeting: string): Told | undefined =>
    told.get(`${workspace} ${subjectOf(meeting)}`)

  for (const row of await db.selectFrom('meeting').selectAll().execute()) {
    const { workspace, id, state } = row
    const plan = of(workspace, id)?.plan ?? null
    if (plan !== null && plan !== hashOfPlan(row)) fault('the plan', workspace, id)
    // Closing is compared with its sealed version.
    if (state !== 'closed' && state !== of(workspace, id)?.state) fault('the state', workspace, id)
  }
  for (const row of await db.selectFrom('meeting_entry').selectAll().where('kind', '=', 'action').execute()) {
    const last = of(row.workspace, row.meeting)?.facts.get(row.id)
    if (last === undefined) continue // an entry that nobody made is told of elsewhere
    if (row.state !== last.state || (last.hash !== null && last.hash !== hashOfFacts(row)))
      fault(`action ${row.id}`, row.workspace, row.meeting)
  }
  const seen = new Set<string>()
  for (const row of await db.selectFrom('meeting_attendance').selectAll().execute()) {
    const { workspace, meeting, id, how, out, member } = row
    seen.add(`${workspace} ${meeting} ${id}`)
    const entered = of(workspace, meeting)?.attendance.get(id)
    const stands = out === 1 ? 'out' : how
    // Whoever sent apologies and came after all is noted from being there.
    const came = entered === 'apologies' && stands === 'here' && member === 1
    if (entered === undefined ? row.entered_by !== null || member === 0 : entered !== stands && !came)
      fault(`attendance ${id}`, workspace, meeting)
  }
  for (const [key, { attendance }] of told) {
    const [workspace = '', subject = ''] = key.split(' ')
    const meeting = subject.slice(subjectOf('').length)
    for (const id of attendance.keys())
      if (!seen.has(`${workspace} ${meeting} ${id}`)) fault(`attendance ${id}`, workspace, meeting)
  }
  return faults
}

async function readTold(db: Records): Promise<Map<string, Told>> {
  const acts = await db
    .selectFrom('trail')
    .select(['workspace', 'subject', 'did'])
    .where('subject', 'like', 'document:minutes-%')
    .orderBy('n')
    .execute()
  const told = new Map<string, Told>()
  for (const { workspace, subject, did } of acts) {
    const key = `${workspace} ${subject}`
    const one = told.get(key) ?? { plan: null, state: 'planned', facts: new Map(), attendance: new Map() }
    told.set(key, one)
    const [act = '', id = '', third = '', fourth] = did.split(' ')
    if (act === 'planned') one.plan = id === '' ? null : id
    else if (did.startsWith('changed the plan')) one.plan = fourth ?? null
    else if (did === 'started') one.state = 'under way'
    else if (did === 'called off') one.state = 'called off'
    else if (act === 'entered') one.facts.set(id, { state: 'open', hash: fourth ?? null })
    else if (act === 'settled') one.facts.set(id, { state: third, hash: fourth ?? null })
    else if (act === 'attendance') one.attendance.set(id, third)
  }
  return told
}
