import { type DocumentId, kindOf } from '../../shared/domain/documents.ts'
import type { ComparedSection } from '../../shared/history/compared.ts'
import type { Version, VersionReason } from '../../shared/history/version.ts'

const WHY: Readonly<Record<VersionReason, (who: string) => string>> = {
  quiet: () => 'A quiet moment after writing',
  gathered: (who) => (who === '' ? 'People gathered' : `${who} came to write or read`),
  left: (who) => (who === '' ? 'Somebody left' : `${who} left`),
  named: (who) => (who === '' ? 'Named' : `Named by ${who}`),
  'before restore': (who) => (who === '' ? 'Kept before a restore' : `Kept before ${who} brought words back`),
  restored: (who) => (who === '' ? 'After a restore' : `${who} brought words back`),
  position: (who) => (who === '' ? 'A position was taken' : `${who} took a position`),
  agreed: () => 'Agreed',
  frozen: (who) => (who === '' ? 'Frozen' : `Frozen by ${who}`),
  meeting: (who) => (who === '' ? 'A meeting was closed' : `${who} closed a meeting`),
  closed: (who) => (who === '' ? 'The meeting was closed' : `${who} closed the meeting`),
  submitted: (who) => (who === '' ? 'Submitted' : `Submitted by ${who}`),
  'signed off': (who) => (who === '' ? 'Signed off' : `Signed off by ${who}`),
}

/** Why a version was kept, in plain words. */
export const sayWhy = ({ why, by }: Pick<Version, 'why' | 'by'>): string => WHY[why](by?.name ?? '')

const moment = new Intl.DateTimeFormat('en-GB', {
  day: 'numeric',
  month: 'long',
  year: 'numeric',
  hour: '2-digit',
  minute: '2-digit',
})

/** "3 March 2019 at 10:15". */
export const sayMoment = (at: number): string => moment.format(at)

/** What a version is called in a heading: its name, or its moment. */
export const sayVersion = (version: Pick<Version, 'at' | 'name'> | null): string =>
  version === null
    ? 'Now'
    : version.name === null
      ? sayMoment(version.at)
      : `“${version.name}”, ${sayMoment(version.at)}`

/** When a text read as a version has it: "in" one with a name, "on" a moment. */
export const sayAsIn = (version: Pick<Version, 'at' | 'name'>): string =>
  `${version.name === null ? 'on' : 'in'} ${sayVersion(version)}`

/** What a document is called where its page is not at hand. */
export function sayDocument(document: DocumentId): string {
  const what = kindOf(document)
  if (what.kind === 'analysis') return 'A partner’s own analysis'
  if (what.kind === 'presentation') return 'A section of the opening presentation'
  if (what.kind === 'minutes') return 'The minutes of a meeting'
  if (what.kind === 'board') return 'A workshop board'
  return what.kind === 'easy' ? `Theme ${what.theme} in Easy Read` : `Theme ${what.theme}`
}

export const sayWords = (count: number): string =>
  `${count.toLocaleString('en-GB')} ${count === 1 ? 'word' : 'words'}`

/** What happened to a section, in one line. */
export function saySection(section: ComparedSection, onBoard = false): string {
  const { change, moved, titleBefore, also = [], wordsAdded, wordsRemoved } = section
  if (onBoard && change === 'added') return 'new on the board'
  if (onBoard && change === 'removed') return 'taken off the board'
  if (change === 'added') return `new, ${sayWords(wordsAdded)}`
  if (change === 'removed') return `taken out, ${sayWords(wordsRemoved)}`
  const said = [
    moved ? 'moved' : '',
    titleBefore === null ? '' : `${onBoard ? 'was' : 'renamed from'} “${titleBefore}”`,
    ...also,
    wordsAdded > 0 ? `${sayWords(wordsAdded)} added` : '',
    wordsRemoved > 0 ? `${sayWords(wordsRemoved)} struck` : '',
  ].filter((one) => one !== '')
  return said.length === 0 ? 'formatting only' : said.join(', ')
}
