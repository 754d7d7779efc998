import type { Rest } from '../../shared/register/evidence-rule.ts'

/** How it is said that a status has no evidence, or none that counts. */
export const REST_WORDS: Readonly<Record<Exclude<Rest, 'evidence'>, string>> = {
  imported: 'Imported, no evidence',
  'old evidence': 'Evidence older than 92 days',
  nothing: 'Rests on nothing now',
}

/** "1 verified, 2 waiting": what an action has, and what of it nobody has looked at yet. */
export function sayPieces(all: number, verified: number): string {
  if (all === 0) return 'None'
  const parts = [
    { count: verified, word: 'verified' },
    { count: all - verified, word: 'waiting' },
  ]
  return parts.flatMap(({ count, word }) => (count === 0 ? [] : `${count} ${word}`)).join(', ')
}

/** "Friday 27 November, 16:00": a day and an hour as they are kept, without a time zone. */
export function sayDayAndHour(text: string): string {
  const at = new Date(`${text}Z`)
  return new Intl.DateTimeFormat('en-GB', {
    weekday: 'long',
    day: 'numeric',
    month: 'long',
    hour: '2-digit',
    minute: '2-digit',
    timeZone: 'UTC',
  }).format(at)
}

/** A cell of a comma-separated file; a leading sign that a spreadsheet would run is kept as words. */
const cell = (words: string | null): string => {
  const said = words ?? ''
  const safe = /^[=+\-@\t\r]/.test(said) ? `'${said}` : said
  return /[",\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}

export const csvOf = (rows: readonly (readonly (string | null)[])[]): string =>
  rows.map((row) => row.map(cell).join(',')).join('\r\n')

/** Nothing written is no answer, and not an empty one. */
export const orNull = (words: string): string | null => (words.trim() === '' ? null : words.trim())
