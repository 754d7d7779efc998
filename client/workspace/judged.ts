import type { Theme } from '../../shared/domain/workspace.ts'

const NUMBERS = ['none', 'one', 'two', 'three', 'four', 'five']

/** What the revisit concluded, in a sentence; null while every judgement is awaited (R83). */
export function judged(themes: readonly Pick<Theme, 'label' | 'name' | 'judgement'>[]): string | null {
  const of = (judgement: Theme['judgement']) => themes.filter((theme) => theme.judgement === judgement)
  if (of('awaited').length === themes.length) return null
  const [sufficient, not, awaited] = [of('sufficient'), of('not sufficient'), of('awaited')]
  const parts = [
    `sufficient progress in ${word(sufficient.length)} of the ${word(themes.length)} areas`,
    not.length > 0 ? `not sufficient on ${listed(not.map(nameOf))}` : '',
    awaited.length > 0 ? `awaited on ${listed(awaited.map(nameOf))}` : '',
  ].filter(Boolean)
  return `Judged at the revisit: ${parts.join('; ')}.`
}

const word = (count: number): string => NUMBERS[count] ?? String(count)
const nameOf = (theme: Pick<Theme, 'label' | 'name'>): string =>
  theme.name === null ? theme.label : theme.name.charAt(0).toLowerCase() + theme.name.slice(1)

/** "a", "a and b", "a, b and c". */
export const listed = (words: readonly string[]): string =>
  words.length < 2 ? (words[0] ?? '') : `${words.slice(0, -1).join(', ')} and ${words[words.length - 1]}`
