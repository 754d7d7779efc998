import type { ActionStatus } from '../domain/actions.ts'
import { daysBetween, sayDay } from '../domain/days.ts'

/** F4: evidence for "on target" may be this old, days. */
const FRESH_DAYS = 92

/** What the rule looks at of a piece of evidence; withdrawn evidence is none. */
export interface Shown {
  date: string
  whatChanged: string | null
  verified: boolean
}

/** What is said with a status. */
export interface Said {
  status: ActionStatus
  statusNote: string | null
  startDate: string | null
  recoveryNote: string | null
  revisedDue: string | null
}

export type Verdict =
  | { may: 'stand' }
  /** All is there but a second person's look. */
  | { may: 'wait' }
  /** Each says what is missing and the way to give it. */
  | { may: 'not'; missing: string[] }

const STANDS = { may: 'stand' } as const

/**
 * F4: Completed rests on verified evidence that says what changed; on target on evidence of the last 92 days; behind on
 * a recovery note and a new date; not started on a reason and a start date. `today` is the day in the United Kingdom.
 */
export function judge(said: Said, evidence: readonly Shown[], due: string | null, today: string): Verdict {
  switch (said.status) {
    case 'Completed':
      return completed(evidence)
    case 'Action Underway (on target)':
      return asked(onTarget(evidence, today))
    case 'Action Underway (but behind target)':
      return asked(behind(said, due, today))
    case 'Action not started':
      return asked([
        ...(said.statusNote === null ? ['A reason: say why it has not started.'] : []),
        ...(said.startDate === null ? ['A start date: say when it is to start.'] : []),
      ])
  }
}

const asked = (missing: string[]): Verdict => (missing.length === 0 ? STANDS : { may: 'not', missing })

function completed(evidence: readonly Shown[]): Verdict {
  const telling = evidence.filter(({ whatChanged }) => whatChanged !== null)
  if (telling.some(({ verified }) => verified)) return STANDS
  if (telling.length > 0) return { may: 'wait' }
  return asked([
    ...(evidence.length === 0 ? ['Evidence: add a link or a file name, its date and who holds it.'] : []),
    'What changed: say in the evidence what is different since, for children and families.',
    ...(evidence.some(({ verified }) => verified)
      ? []
      : ['A second person: whoever did not add the evidence verifies it.']),
  ])
}

function onTarget(evidence: readonly Shown[], today: string): string[] {
  const ages = evidence.map(({ date }) => daysBetween(date, today))
  if (ages.some((age) => age >= 0 && age <= FRESH_DAYS)) return []
  const past = evidence.filter(({ date }) => daysBetween(date, today) > FRESH_DAYS)
  const newest = past.map(({ date }) => date).toSorted()[past.length - 1]
  return [
    newest === undefined
      ? `Evidence of the last ${FRESH_DAYS} days: add a link or a file name, its date and who holds it.`
      : `Evidence of the last ${FRESH_DAYS} days: the newest is of ${sayDay(newest)}. Add newer evidence.`,
  ]
}

function behind({ recoveryNote, revisedDue }: Said, due: string | null, today: string): string[] {
  const missing =
    recoveryNote === null ? ['A recovery note: say what is being done to get back to the target.'] : []
  if (revisedDue === null) return [...missing, 'A new date: say by when it will be done now.']
  if (daysBetween(today, revisedDue) < 0)
    return [...missing, `A new date that is still to come: ${sayDay(revisedDue)} has passed.`]
  if (due !== null && daysBetween(due, revisedDue) <= 0)
    return [...missing, `A new date later than the first one, which was ${sayDay(due)}.`]
  return missing
}

/** What the status of an action rests on now; evidence can be withdrawn or grow old after it was set. */
export type Rest = 'imported' | 'evidence' | 'old evidence' | 'nothing'

export function restsOn(
  { status, imported }: { status: ActionStatus; imported: boolean },
  evidence: readonly Shown[],
  today: string,
): Rest {
  if (status === 'Completed') {
    const { may } = completed(evidence)
    if (may === 'stand') return 'evidence'
  } else if (status === 'Action Underway (on target)') {
    if (onTarget(evidence, today).length === 0) return 'evidence'
    if (evidence.some(({ date }) => daysBetween(date, today) > FRESH_DAYS)) return 'old evidence'
  } else if (!imported || evidence.length > 0) return 'evidence' // a reason or a note, and a date, are said with it
  return imported && evidence.length === 0 ? 'imported' : 'nothing'
}

/** The day an action is due now. */
export const dueNow = ({
  due,
  revisedDue,
}: {
  due: string | null
  revisedDue: string | null
}): string | null => revisedDue ?? due

export function isOverdue(
  action: { status: ActionStatus; due: string | null; revisedDue: string | null },
  today: string,
): boolean {
  const due = dueNow(action)
  return action.status !== 'Completed' && due !== null && daysBetween(due, today) > 0
}
