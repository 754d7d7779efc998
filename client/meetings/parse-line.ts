import type { EntryKind } from '../../shared/domain/meetings.ts'
import { dayAfter, dayInLondon, isDay, weekdayOf } from '../../shared/domain/days.ts'
import { GROUNDS, type Ground } from '../../shared/domain/positions.ts'
import { PARTNER_KINDS, type Partner, type PartnerKind } from '../../shared/domain/partners.ts'
import { ThemeId } from '../../shared/domain/themes.ts'
import type { Due, Owner } from '../../shared/meetings/entries.ts'
import { initials, type Author } from '../../shared/people/person.ts'

/** What a typed line says by itself; the rest is asked. */
export interface Draft {
  kind: EntryKind
  words: string
  owner: Owner | null
  due: Due | null
  /** "by Friday" on a Friday: it is read as the next one, and whoever wrote it is asked whether that is meant. */
  asksWhichDay: boolean
  theme: ThemeId | null
  on: Ground | null
  partner: PartnerKind | null
}

const CALL = /^\s*\/(decision|action|position|phone)(?:\s+(.*))?$/isu

/** A line that asks to become a record. */
export const isCall = (line: string): boolean => CALL.test(line.trim())

/** "/action DO check IHA source by Friday": the kind, and who and when where the words say so; null for other lines. */
export function parseLine(
  line: string,
  facts: { members: readonly Author[]; partners: readonly Partner[]; now: number },
): Draft | null {
  const found = CALL.exec(line.trim())
  if (found === null) return null
  const kind = found[1]!.toLowerCase() as EntryKind
  const words = (found[2] ?? '').trim()
  const theme = ThemeId.safeParse(/\b(?:theme|priority)\s+([1-5])\b/iu.exec(words)?.[1])
  return {
    kind,
    words,
    owner: kind === 'action' ? ownerIn(words, facts.members) : null,
    due: kind === 'action' ? dueIn(words, facts.now) : null,
    asksWhichDay: kind === 'action' && weekdayIn(words) === weekdayOf(dayInLondon(facts.now)),
    theme: theme.success ? theme.data : null,
    on: GROUNDS.find((ground) => words.toLowerCase().includes(ground)) ?? null,
    partner: kind === 'position' || kind === 'phone' ? partnerIn(words, facts.partners) : null,
  }
}

/** Who is named first: by initials or role ("DO"), or by name; nobody when two could be meant. */
export function ownerIn(words: string, members: readonly Author[]): Owner | null {
  const first = /^[A-Z]{2}\b/u.exec(words)?.[0]
  const meant = members.filter(
    ({ name, role }) =>
      (first !== undefined && (initials(name) === first || role === first)) ||
      words.toLowerCase().startsWith(`${name.toLowerCase()} `),
  )
  const [one] = meant
  return one === undefined || meant.length > 1
    ? null
    : { member: one.id, name: one.name, partner: one.partner }
}

const DAYS = ['sunday', 'monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday']
const MONTHS = [
  'january',
  'february',
  'march',
  'april',
  'may',
  'june',
  'july',
  'august',
  'september',
  'october',
  'november',
  'december',
]

/**
 * "by Friday", "tomorrow", "today 16:00", "by 27 November", "27/11": the day on or after today in the United Kingdom;
 * null when none is said. Today is called today: "by Friday" on a Friday is the next one.
 */
export function dueIn(words: string, now: number): Due | null {
  const said = words.toLowerCase()
  const today = dayInLondon(now)
  const hour = /\b([01]?\d|2[0-3])[:.]([0-5]\d)\b/u.exec(said)
  const time = hour === null ? null : `${hour[1]!.padStart(2, '0')}:${hour[2]}`
  if (/\b(by |due )?today\b/u.test(said)) return { day: today, time }
  if (/\b(by |due )?tomorrow\b/u.test(said)) return { day: dayAfter(today, 1), time }
  const weekday = weekdayIn(said)
  if (weekday !== null) return { day: dayAfter(today, ((weekday - weekdayOf(today) + 6) % 7) + 1), time }
  const named = new RegExp(`\\b(\\d{1,2})(?:st|nd|rd|th)?\\s+(${MONTHS.join('|')})\\b`, 'u').exec(said)
  const figures = /\b(?:by|on|due)\s+(\d{1,2})\/(\d{1,2})\b/u.exec(said)
  const dayOf = named?.[1] ?? figures?.[1]
  const month = named === null ? figures?.[2] : String(MONTHS.indexOf(named[2]!) + 1)
  if (dayOf === undefined || month === undefined) return null
  const monthAndDay = `${month.padStart(2, '0')}-${dayOf.padStart(2, '0')}`
  const year = Number(today.slice(0, 4))
  const day = [`${year}-${monthAndDay}`, `${year + 1}-${monthAndDay}`].find(
    (one) => isDay(one) && one >= today,
  )
  return day === undefined ? null : { day, time }
}

/** The day of the week that a line gives, 0 is Sunday; null when it gives none. */
function weekdayIn(words: string): number | null {
  const said = new RegExp(`\\b(?:by|on|due|next)\\s+(?:next\\s+)?(${DAYS.join('|')})\\b`, 'u').exec(
    words.toLowerCase(),
  )?.[1]
  return said === undefined ? null : DAYS.indexOf(said)
}

function partnerIn(words: string, partners: readonly Partner[]): PartnerKind | null {
  const said = words.toLowerCase()
  const meant = PARTNER_KINDS.filter((kind) => {
    const names = partners
      .filter((partner) => partner.kind === kind)
      .flatMap(({ short, name }) => [short, name])
    return names.some((name) => said.includes(name.toLowerCase()))
  })
  return meant.length === 1 ? meant[0]! : null
}
