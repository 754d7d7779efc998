import type { NodeJson } from '../history/version.ts'

/** "99.7%", "1875", "£1.2m", and two of them: "3% to 90%", "1875 to 24". */
const FIGURE = String.raw`[£−-]?\d[\d,]*(?:\.\d+)?(?:%|m|k)?`
const OPENING = new RegExp(String.raw`^(${FIGURE}(?:\s+to\s+${FIGURE})?)(?=[\s:,;])[:,;]?\s*(?:[–-]\s+)?`)

/** Years and dates open many a sentence and are no figures. */
const YEAR = /^(?:19|20)\d\d$/

/**
 * The figures a bullet opens with and what follows, its marks kept; null for a bullet that does not. Only what is
 * written is drawn: nothing is worked out.
 */
export function openingFigures(point: NodeJson): { figures: string; says: NodeJson[] } | null {
  const [only, ...more] = point.content ?? []
  if (only?.type !== 'paragraph' || more.length > 0) return null
  const [first, ...rest] = only.content ?? []
  if (first?.type !== 'text' || first.text === undefined) return null
  const found = OPENING.exec(first.text)
  if (found === null || YEAR.test(found[1] ?? '') || /^\d+\s+[A-Z][a-z]+\s+\d{4}/.test(first.text))
    return null
  const left = first.text.slice(found[0].length)
  const says = left === '' ? rest : [{ ...first, text: left }, ...rest]
  return says.length === 0 ? null : { figures: (found[1] ?? '').replace(/\s+/g, ' '), says }
}
