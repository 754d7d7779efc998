import type { EntryKind } from '../../shared/domain/meetings.ts'
import { GROUNDS, type Ground } from '../../shared/domain/positions.ts'
import { PARTNER_KINDS, type Partner, type PartnerKind } from '../../shared/domain/partners.ts'
import { ThemeId } from '../../shared/domain/themes.ts'
import type { Due, Owner } from '../../shared/meetings/entries.ts'
import { initials, type Author } from '../../shared/people/person.ts'
import { isoDay } from './words.ts'

/** What a typed line says by itself; the rest is asked. */
export interface Draft {
  kind: EntryKind
  words: string
  owner: Owner | null
  due: Due | null
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

/** "by Friday", "tomorrow", "today 16:00", "by 27 November", "27/11": the day on or after today; null when none is said. */
export function dueIn(words: string, now: number): Due | null {
  const said = words.toLowerCase()
  const hour = /\b([01]?\d|2[0-3])[:.]([0-5]\d)\b/u.exec(said)
  const time = hour === null ? null : `${hour[1]!.padStart(2, '0')}:${hour[2]}`
  const in_ = (days: number): Due => ({ day: isoDay(addDays(now, days)), time })
  if (/\b(by |due )?today\b/u.test(said)) return in_(0)
  if (/\b(by |due )?tomorrow\b/u.test(said)) return in_(1)
  const weekday = new RegExp(`\\b(?:by|on|due|next)\\s+(?:next\\s+)?(${DAYS.join('|')})\\b`, 'u').exec(
    said,
  )?.[1]
  if (weekday !== undefined) {
    const ahead = (DAYS.indexOf(weekday) - new Date(now).getDay() + 7) % 7
    return in_(ahead === 0 ? 7 : ahead)
  }
  const named = new RegExp(`\\b(\\d{1,2})(?:st|nd|rd|th)?\\s+(${MONTHS.join('|')})\\b`, 'u').exec(said)
  const figures = /\b(?:by|on|due)\s+(\d{1,2})\/(\d{1,2})\b/u.exec(said)
  const dayOf = Number(named?.[1] ?? figures?.[1])
  const month = named === null ? Number(figures?.[2]) - 1 : MONTHS.indexOf(named[2]!)
  if (Number.isNaN(dayOf) || Number.isNaN(month)) return null
  const year = new Date(now).getFullYear()
  const date = new Date(year, month, dayOf, 12)
  if (date.getDate() !== dayOf || date.getMonth() !== month) return null
  const passed = isoDay(date.getTime()) < isoDay(now)
  return { day: isoDay(passed ? date.setFullYear(year + 1) : date.getTime()), time }
}

const addDays = (at: number, days: number): number => {
  const date = new Date(at)
  return new Date(date.getFullYear(), date.getMonth(), date.getDate() + days, 12).getTime()
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
