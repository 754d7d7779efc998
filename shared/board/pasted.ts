/** What came from elsewhere, as a person means it. */
export type Pasted =
  | { kind: 'words'; words: string }
  | { kind: 'link'; href: string }
  | { kind: 'list'; lines: readonly string[] }
  | { kind: 'table'; rows: readonly (readonly string[])[] }

/** Notes that are put on a board at once; a longer paste is put part by part. */
export const MOST_PASTED = 200
/** More than this, characters, is no paste for a board but a document. */
export const MOST_CHARACTERS = 1_000_000
/** A note longer than this, characters, is several notes. */
const LONGEST_NOTE = 1_000
/** More columns than this make no grid that anybody reads. */
const MOST_COLUMNS = 40

/** Reads plain text: an address, a table with tabs (as a spreadsheet copies it), a list, or just words. Null for nothing. */
export function pastedText(text: string): Pasted | null {
  const href = addressIn(text)
  if (href !== null) return { kind: 'link', href }
  const rows = text.includes('\t') ? cellsOf(text) : []
  if (rows.length > 0 && rows.filter((row) => row.length > 1).length * 2 >= rows.length)
    return pastedTable(rows)
  return pastedLines(text.split(/\r\n|[\r\n\u2028\u2029]/))
}

/** Lines of a list, without their bullets; one line alone is just words. */
export function pastedLines(lines: readonly string[]): Pasted | null {
  const kept = lines
    .map(withoutBullet)
    .filter((line) => line !== '')
    .flatMap(piecesOf)
  if (kept.length === 0) return null
  return kept.length === 1 ? { kind: 'words', words: kept[0]! } : { kind: 'list', lines: kept }
}

/** A table's cells; one column is a list, and so is what is too wide to be laid out as a table. */
export function pastedTable(given: readonly (readonly string[])[]): Pasted | null {
  const rows = given
    .map((row) => row.map((cell) => cell.replace(/\s+/g, ' ').trim()))
    .filter((row) => row.some((cell) => cell !== ''))
  const width = Math.max(0, ...rows.map((row) => row.length))
  if (width < 2 || width > MOST_COLUMNS) return pastedLines(rows.flat())
  return {
    kind: 'table',
    rows: rows.map((row) => Array.from({ length: width }, (_, column) => row[column] ?? '')),
  }
}

/** Signs that are nothing else, numbers and letters of a list; "o" and "§" only as Word writes its bullets, before a tab. */
const BULLET =
  /^(?:[•●○◦▪▫■□‣⁃∙*\uf0a7\uf0b7–—-][\s\u00a0]+|(?:[o§·]|\(?(?:\d{1,3}|[a-z]|[ivx]{1,4})[.)])(?:\t|[\s\u00a0]{2,})|\(?(?:\d{1,3}[.)]|(?:[a-z]|[ivx]{1,4})\))[\s\u00a0]+|·[\s\u00a0]+)/u
const BARE_BULLET = /^(?:[•●○◦▪▫■□‣⁃∙·*\uf0a7\uf0b7–—-]|\d{1,3}[.)])$/u

/** The words of a line of a list. "10. Review" is "Review"; "10.5 per cent" and "A. Smith" stay as they are. */
function withoutBullet(line: string): string {
  const bare = line.replace(/^[\s\u00a0]+|[\s\u00a0]+$/g, '')
  // A lone bullet is an empty line of a list.
  if (BARE_BULLET.test(bare)) return ''
  return bare
    .replace(BULLET, '')
    .replace(/^\[[ x]\] /i, '')
    .replace(/[\s\u00a0]+/g, ' ')
}

/** Cuts what is too long for a note, between words where it can. */
function piecesOf(line: string): string[] {
  const pieces: string[] = []
  let rest = line
  while (rest.length > LONGEST_NOTE) {
    const space = rest.lastIndexOf(' ', LONGEST_NOTE)
    // Never between the two halves of one character.
    const half = /[\ud800-\udbff]/.test(rest[LONGEST_NOTE - 1]!) ? LONGEST_NOTE - 1 : LONGEST_NOTE
    const at = space > LONGEST_NOTE / 2 ? space : half
    pieces.push(rest.slice(0, at).trim())
    rest = rest.slice(at).trim()
  }
  return rest === '' ? pieces : [...pieces, rest]
}

/** Cells between tabs; a cell in quotes may hold line ends, tabs and doubled quotes. */
function cellsOf(text: string): string[][] {
  const rows: string[][] = [[]]
  let at = 0
  while (at < text.length) {
    let cell = ''
    const quoted = text[at] === '"' ? /^"((?:[^"]|"")*)"(?=\t|\r|\n|$)/.exec(text.slice(at)) : null
    if (quoted !== null) {
      cell = quoted[1]!.replaceAll('""', '"')
      at += quoted[0].length
    } else {
      const end = text.slice(at).search(/[\t\r\n]/)
      cell = end === -1 ? text.slice(at) : text.slice(at, at + end)
      at += cell.length
    }
    rows.at(-1)!.push(cell)
    if (text[at] === '\r' && text[at + 1] === '\n') at++
    if (text[at] === '\r' || text[at] === '\n') rows.push([])
    at++
  }
  return rows
}

/** The address a text is, when it is nothing else. */
export function addressIn(text: string): string | null {
  const bare = text.trim()
  return bare.length <= 2_000 && /^https?:\/\/[^\s/?#]+(?:[/?#]\S*)?$/i.test(bare) ? bare : null
}
