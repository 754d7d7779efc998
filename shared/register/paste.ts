import { ACTION_STATUSES, type ActionStatus } from '../domain/actions.ts'
import { isDay } from '../domain/days.ts'
import type { Partner } from '../domain/partners.ts'
import { ThemeId } from '../domain/themes.ts'
import type { ActionSaid } from './register.ts'

/** A row that can be brought in; `line` counts the rows of what was pasted, from 1. */
interface GoodRow extends ActionSaid {
  line: number
  status: ActionStatus
}
/** A row that cannot: which cell is wrong, what stands in it, and what to do. */
interface BadRow {
  line: number
  cell: string
  found: string
  say: string
}
export interface Pasted {
  good: GoodRow[]
  bad: BadRow[]
  /** The columns as they were understood, in their order; null: passed over. */
  columns: (Column | null)[]
}

const COLUMNS = ['Reference', 'Action', 'Theme', 'Owner', 'Partner', 'Due', 'Status'] as const
type Column = (typeof COLUMNS)[number]

const HEADS: Readonly<Record<Column, RegExp>> = {
  Reference: /^(ref(erence)?|no|number|action (ref(erence)?|no|number)|id)\.?$/i,
  Action: /^(action|title|description|what|task|milestone)s?$/i,
  Theme: /^(theme|priority|area|weakness)$/i,
  Owner: /^(owner|lead|who|responsible|action owner|lead officer)$/i,
  Partner: /^(partner|agency|organisation|body)$/i,
  Due: /^(due|due date|deadline|by when|target date|date)$/i,
  Status: /^(status|progress|b?rag|brag rating|rag rating)$/i,
}

/** Reads rows copied from a spreadsheet, tabs or commas between cells; the first may name the columns. */
export function readPasted(
  text: string,
  { partners, taken }: { partners: readonly Partner[]; taken: readonly string[] },
): Pasted {
  const rows = cellsOf(text)
  const named = columnsIn(rows[0] ?? [])
  const columns = named ?? [...COLUMNS]
  const refs = new Set(taken)
  const [good, bad]: [GoodRow[], BadRow[]] = [[], []]
  for (const [index, row] of rows.entries()) {
    if ((index === 0 && named !== null) || row.every((cell) => cell === '')) continue
    const cell = (column: Column): string => row[columns.indexOf(column)] ?? ''
    const read = readRow(cell, { partners, refs })
    const line = index + 1
    if ('say' in read) bad.push({ line, ...read })
    else {
      refs.add(read.ref)
      good.push({ line, ...read })
    }
  }
  return { good, bad, columns }
}

/** The first line names columns when two of its cells do. */
function columnsIn(row: readonly string[]): (Column | null)[] | null {
  const found = row.map((cell) => COLUMNS.find((column) => HEADS[column].test(cell)) ?? null)
  // Only the first of two columns of one name is read.
  const once = found.map((column, index) => (found.indexOf(column) === index ? column : null))
  return once.filter((column) => column !== null).length >= 2 ? once : null
}

type Cell = (column: Column) => string

function readRow(
  cell: Cell,
  { partners, refs }: { partners: readonly Partner[]; refs: ReadonlySet<string> },
): Omit<GoodRow, 'line'> | Omit<BadRow, 'line'> {
  const wrong = (column: Column, say: string) => ({ cell: column, found: cell(column), say })
  const ref = cell('Reference')
  if (!/^[A-Za-z0-9][A-Za-z0-9./-]{0,19}$/.test(ref))
    return wrong('Reference', 'Give a short reference, such as 3.1.')
  if (refs.has(ref)) return wrong('Reference', `There is an action ${ref} already. Give another reference.`)
  const title = cell('Action')
  if (title === '') return wrong('Action', 'Write what is to be done.')
  if (title.length > 500) return wrong('Action', 'Keep it under 500 characters.')
  const theme = ThemeId.safeParse(
    cell('Theme') === '' ? ref.slice(0, 1) : /(\d)\D*$/.exec(cell('Theme'))?.[1],
  )
  if (!theme.success) return wrong('Theme', 'Give the number of a theme, from 1 to 5.')
  const partner = partnerIn(cell('Partner'), partners)
  if (partner === undefined)
    return wrong('Partner', `Use one of: ${partners.map(({ short }) => short).join(', ')}.`)
  const due = dayIn(cell('Due'))
  if (due === undefined) return wrong('Due', 'Give a day, such as 27/11/2026 or 27 November 2026.')
  const status = statusIn(cell('Status'))
  if (status === undefined) return wrong('Status', `Use one of: ${ACTION_STATUSES.join('; ')}.`)
  const owner = cell('Owner')
  if (owner.length > 80) return wrong('Owner', 'Keep the name under 80 characters.')
  return {
    ref,
    title,
    theme: theme.data,
    owner: owner === '' ? null : { member: null, name: owner },
    partner,
    due,
    status,
  }
}

/** Null where nothing stands; undefined where what stands is not understood. */
function partnerIn(said: string, partners: readonly Partner[]): Partner['kind'] | null | undefined {
  if (said === '') return null
  const same = (name: string): boolean => name.toLowerCase() === said.toLowerCase()
  return partners.find(({ kind, short, name }) => [kind, short, name].some(same))?.kind
}

const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec']

/** Days as they are written here: the day before the month, the year in full. */
function dayIn(said: string): string | null | undefined {
  if (said === '') return null
  const plain = /^(\d{4}-\d{2}-\d{2})/.exec(said)?.[1]
  const figures = /^(\d{1,2})[./-](\d{1,2})[./-](\d{4})$/.exec(said)
  const words = /^(\d{1,2})(?:st|nd|rd|th)? ([A-Za-z]{3,9})\.?,? (\d{4})$/.exec(said)
  const month =
    words === null ? figures?.[2] : String(MONTHS.indexOf((words[2] ?? '').slice(0, 3).toLowerCase()) + 1)
  const [date, year] = [figures?.[1] ?? words?.[1], figures?.[3] ?? words?.[3]]
  const day = plain ?? `${year ?? ''}-${(month ?? '').padStart(2, '0')}-${(date ?? '').padStart(2, '0')}`
  return isDay(day) ? day : undefined
}

const SHORTER: readonly (readonly [RegExp, ActionStatus])[] = [
  [/^(action )?not (yet )?started$/i, 'Action not started'],
  [/behind/i, 'Action Underway (but behind target)'],
  [/^(action )?(underway )?\(?on[ -](target|track)\)?$/i, 'Action Underway (on target)'],
  [/^complete[d]?$/i, 'Completed'],
]

function statusIn(said: string): ActionStatus | undefined {
  if (said === '') return 'Action not started'
  return (
    ACTION_STATUSES.find((status) => status.toLowerCase() === said.toLowerCase()) ??
    SHORTER.find(([pattern]) => pattern.test(said))?.[1]
  )
}

/** Rows and cells; a cell in quotes may hold tabs, commas, line ends, and quotes written twice. */
function cellsOf(text: string): string[][] {
  const separator = text.includes('\t') ? '\t' : ','
  const rows: string[][] = []
  let [row, cell, quoted]: [string[], string, boolean] = [[], '', false]
  const endCell = (): void => {
    row.push(cell.replace(/\s+/g, ' ').trim())
    cell = ''
  }
  const endRow = (): void => {
    endCell()
    rows.push(row)
    row = []
  }
  const chars = text.replace(/\r\n?/g, '\n')
  for (let at = 0; at < chars.length; at++) {
    const char = chars.charAt(at)
    if (quoted && char === '"' && chars.charAt(at + 1) === '"') {
      cell += '"'
      at++
    } else if (char === '"' && (quoted || cell.trim() === '')) quoted = !quoted
    else if (!quoted && char === separator) endCell()
    else if (!quoted && char === '\n') endRow()
    else cell += char
  }
  if (cell !== '' || row.length > 0) endRow()
  return rows
}
