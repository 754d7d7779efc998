/** Columns a wall has at most, and how long a heading is at most. */
const MOST = 12
const LONGEST = 200

const plain = (words: string): string => words.replace(/\s+/g, ' ').trim()

/** Phrases as a person splits them: a line each. */
export const asLines = (phrases: readonly string[]): string => phrases.map(plain).join('\n')

/** The columns of lines as they are being split. */
export const columnsIn = (lines: string): string[] =>
  lines
    .split('\n')
    .map(plain)
    .filter((line) => line !== '')

/** Only where the lines break may differ: the inspectors' words stay as they are, to the character (R51). */
export const sameWords = (lines: string, wording: string): boolean => plain(lines) === plain(wording)

/** Why these columns will not do, in plain words; undefined when they will. */
export function wrongColumns(columns: readonly string[]): string | undefined {
  if (columns.length > MOST) return `A wall has ${MOST} columns at most. Join some of them.`
  if (columns.some((column) => column.length > LONGEST))
    return `A column’s heading has ${LONGEST} characters at most. Split the longest one.`
  return undefined
}
