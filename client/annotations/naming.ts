import { useMemo } from 'react'
import type { Mention } from '../../shared/annotations/mentions.ts'
import { routes } from '../../shared/api/routes.ts'
import type { DocumentId } from '../../shared/domain/documents.ts'
import { call } from '../sync/api.ts'
import { keys, useKnown } from '../sync/records.ts'

/** Who can be named in a document: everyone who can read it, without this person. Known offline as well. */
export function useNames(workspace: string, document: DocumentId, me: string): readonly Mention[] {
  const known = useKnown(keys.mentionable(workspace, document), () =>
    call(routes.mentionable, { params: { workspace, document } }),
  )
  const { data } = known
  return useMemo(() => data?.filter(({ member }) => member !== me) ?? NOBODY, [data, me])
}
const NOBODY: readonly Mention[] = []

/** What is being typed behind an "@" at the caret: where the "@" stands, and what follows it so far. */
export interface Asked {
  at: number
  typed: string
}

/** The name being typed at the caret; null when the caret is in no name, or behind one that is whole. */
export function askedAt(text: string, caret: number, names: readonly Mention[]): Asked | null {
  const line = text.slice(0, caret)
  const at = line.lastIndexOf('@')
  if (at === -1 || /[\p{L}\p{N}]/u.test(line.charAt(at - 1))) return null
  const typed = line.slice(at + 1)
  if (typed.includes('\n') || typed.length > 60 || /^\s/.test(typed)) return null
  const whole = names.some(({ words }) => typed.startsWith(words) && typed.length > words.length)
  return whole ? null : { at, typed }
}

/** Names whose words begin as typed, partners first; those that begin so themselves before the others. */
export function fitting(names: readonly Mention[], typed: string): Mention[] {
  const wanted = typed.toLocaleLowerCase('en-GB')
  const rank = ({ words }: Mention): number => {
    const said = words.toLocaleLowerCase('en-GB')
    return said.startsWith(wanted) ? 0 : said.split(/[\s,(]+/).some((word) => word.startsWith(wanted)) ? 1 : 2
  }
  return names
    .map((name) => ({ name, rank: rank(name) }))
    .filter((one) => one.rank < 2)
    .toSorted((a, b) => a.rank - b.rank)
    .map(({ name }) => name)
}

/** The text with a name put in where one was being typed, and where the caret is then. */
export function putIn(
  text: string,
  { at, typed }: Asked,
  { words }: Mention,
): { text: string; caret: number } {
  const rest = text.slice(at + 1 + typed.length)
  const space = /^[\s.,;:!?)]/.test(rest) ? '' : ' '
  const before = `${text.slice(0, at)}@${words}${space}`
  return { text: before + rest, caret: before.length + (space === '' && /^\s/.test(rest) ? 1 : 0) }
}
