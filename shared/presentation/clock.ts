/** A section of the running order and the time it has, ms; null: no time of its own is set, so it moves nothing. */
export interface Budget {
  section: string
  ms: number | null
}

/** What happened in a run, in the order it happened; times are milliseconds since 1970. */
export type RunEvent =
  | { did: 'started'; section: string; at: number }
  | { did: 'paused' | 'resumed' | 'ended'; at: number }

export interface SectionTime {
  section: string
  budget: number | null
  /** ms; pauses do not count. */
  spent: number
  state: 'given' | 'now' | 'to come' | 'left out'
  /** How far it moved the end, ms: positive over, negative under; 0 while it may still keep to its time. */
  moved: number
}

export interface Course {
  sections: SectionTime[]
  /** The section under way; null before the first and after the end. */
  now: SectionTime | null
  paused: boolean
  ended: boolean
  /** ms since the start, without pauses. */
  elapsed: number
  /** How far the end has moved against the plan, ms. */
  moved: number
}

/** From this share of its time on, a section is said to be near its end (F6). */
const AMBER = 0.8

/**
 * Where a run is at a moment (F6). A section gone back to goes on with its time; one stepped over is left out, and
 * gives its time back, until somebody returns to it.
 */
export function courseOf(order: readonly Budget[], events: readonly RunEvent[], at: number): Course {
  const { spent, current, paused, ended, elapsed } = readEvents(events, at)
  const last = order.findLastIndex(({ section }) => spent.has(section))
  const sections = order.map(({ section, ms }, index): SectionTime => {
    const took = spent.get(section) ?? 0
    const state =
      section === current && !ended
        ? 'now'
        : spent.has(section)
          ? 'given'
          : index < last || ended
            ? 'left out'
            : 'to come'
    return { section, budget: ms, spent: took, state, moved: movedBy(state, took, ms) }
  })
  return {
    sections,
    now: sections.find(({ state }) => state === 'now') ?? null,
    paused,
    ended,
    elapsed,
    moved: sections.reduce((sum, { moved }) => sum + moved, 0),
  }
}

function movedBy(state: SectionTime['state'], spent: number, budget: number | null): number {
  if (budget === null) return state === 'given' || state === 'now' ? spent : 0
  if (state === 'given') return spent - budget
  if (state === 'now') return Math.max(0, spent - budget)
  return state === 'left out' ? -budget : 0
}

function readEvents(events: readonly RunEvent[], at: number) {
  const spent = new Map<string, number>()
  let current: string | null = null
  let since: number | null = null // the clock runs since then
  let ended = false
  let elapsed = 0
  const runTo = (moment: number): void => {
    if (since === null) return
    // A device whose clock was set back must not take time off anybody.
    const ran = Math.max(0, moment - since)
    elapsed += ran
    if (current !== null) spent.set(current, (spent.get(current) ?? 0) + ran)
    since = Math.max(since, moment)
  }
  for (const event of events) {
    if (ended) break
    runTo(event.at)
    if (event.did === 'started') {
      current = event.section
      spent.set(current, spent.get(current) ?? 0)
      since ??= event.at
    } else if (event.did === 'resumed') since ??= event.at
    else since = null
    if (event.did === 'ended') ended = true
  }
  runTo(at)
  return { spent, current, paused: !ended && current !== null && since === null, ended, elapsed }
}

/** What is left of a section, ms: negative once it runs over; null when no time is set. */
export const leftOf = ({ budget, spent }: Pick<SectionTime, 'budget' | 'spent'>): number | null =>
  budget === null ? null : budget - spent

/** How a section stands in its time. */
export function paceOf({
  budget,
  spent,
}: Pick<SectionTime, 'budget' | 'spent'>): 'in time' | 'near its end' | 'over' {
  if (budget === null) return 'in time'
  if (spent > budget) return 'over'
  return spent >= budget * AMBER ? 'near its end' : 'in time'
}

/** "6:10", "0:05", "1:02:00": minutes and seconds, hours only when there are some. Part seconds are dropped. */
export function sayLength(ms: number): string {
  const seconds = Math.floor(Math.abs(ms) / 1_000)
  const [h, m, s] = [Math.floor(seconds / 3_600), Math.floor(seconds / 60) % 60, seconds % 60]
  return h > 0 ? `${h}:${two(m)}:${two(s)}` : `${m}:${two(s)}`
}

/** "+3:30", "−0:45", "on time": how far something is off its time, to the second. */
export const sayOff = (ms: number): string =>
  // Part seconds go as those of what was spent: 0:03 of 10 minutes is −9:57, so that both make the whole.
  Math.abs(ms) < 1_000 ? 'on time' : `${ms > 0 ? '+' : '−'}${sayLength(Math.floor(ms / 1_000) * 1_000)}`

/** Ms after midnight of "11:00"; null for what is no time of day. */
export function timeOfDay(text: string): number | null {
  const [, h = '', m = ''] = /^([01]?\d|2[0-3]):([0-5]\d)$/.exec(text.trim()) ?? []
  return h === '' ? null : (Number(h) * 60 + Number(m)) * 60_000
}

/** "13:05", or "13:08:30" when it is not on the minute; past midnight it begins anew. */
export function sayTimeOfDay(ms: number): string {
  const seconds = Math.floor((((ms % DAY) + DAY) % DAY) / 1_000)
  const [h, m, s] = [Math.floor(seconds / 3_600), Math.floor(seconds / 60) % 60, seconds % 60]
  return s === 0 ? `${two(h)}:${two(m)}` : `${two(h)}:${two(m)}:${two(s)}`
}

const DAY = 24 * 3_600_000
const two = (n: number): string => String(n).padStart(2, '0')

/** When each section begins by the plan, ms after midnight, and when all ends; sections without a time take none. */
export function planOf(
  order: readonly Budget[],
  starts: number,
): { begins: number[]; ends: number; total: number } {
  let at = starts
  const begins = order.map(({ ms }) => {
    const begin = at
    at += ms ?? 0
    return begin
  })
  return { begins, ends: at, total: at - starts }
}
