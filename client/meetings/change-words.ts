import type { Counts } from '../../shared/domain/actions.ts'
import type { Partner } from '../../shared/domain/partners.ts'
import type { ThemeChanges } from '../../shared/meetings/changes.ts'
import { shortOf } from './words.ts'

/** Something was written or said in the theme since. */
export const hasChanged = (theme: ThemeChanges): boolean =>
  theme.edited.length + theme.positions.length > 0 ||
  theme.questions + theme.challenges + theme.suggestions > 0

/** "Actions: 0 not started, 1 behind target, 2 on target, 12 completed." */
export const actionWords = ({ notStarted, behind, onTarget, completed }: Counts): string =>
  `Actions: ${notStarted} not started, ${behind} behind target, ${onTarget} on target, ${completed} completed.`

const AMOUNTS = ['no', 'one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine']

/** "2.0 and 7.0 edited by Providers. One challenge, two suggestions." */
export function changeWords(theme: ThemeChanges, partners: readonly Partner[]): string {
  const { edited, challenges, questions, suggestions, positions } = theme
  const said: string[] = []
  if (edited.length > 0) {
    const who = [...new Set(edited.flatMap((section) => section.partners))]
    const by =
      who.length === 0
        ? ''
        : who.length > 2
          ? ` by ${AMOUNTS[who.length]} partners`
          : ` by ${list(who.map((kind) => shortOf(partners, kind)))}`
    const numbers =
      edited.length > 3 ? amount(edited.length, 'section') : list(edited.map(({ number }) => number))
    said.push(`${numbers} edited${by}`)
  }
  const open = [
    challenges > 0 ? amount(challenges, 'challenge') : '',
    questions > 0 ? amount(questions, 'question') : '',
    suggestions > 0 ? amount(suggestions, 'suggestion') : '',
  ].filter(Boolean)
  if (open.length > 0) said.push(`${open.join(', ')} open`)
  if (positions.length > 0) {
    const whose = [...new Set(positions.map(({ partner }) => shortOf(partners, partner)))]
    said.push(`${amount(positions.length, 'position')} set by ${list(whose)}`)
  }
  return said.map((words) => `${words.charAt(0).toUpperCase()}${words.slice(1)}.`).join(' ')
}

const amount = (count: number, thing: string): string =>
  `${AMOUNTS[count] ?? count} ${thing}${count === 1 ? '' : 's'}`

const list = (names: readonly string[]): string =>
  names.length < 2 ? names.join('') : `${names.slice(0, -1).join(', ')} and ${names.at(-1)}`
