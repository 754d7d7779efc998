import { isLinkAddress } from '../narrative/addresses.ts'
import type { NodeJson } from '../history/version.ts'
import { type Face, widthOf } from './measure.ts'

/** A run of a drawn line with one look. */
interface Run {
  text: string
  bold: boolean
  italic: boolean
  href: string | null
}

export interface Line {
  runs: Run[]
  /** From the left edge of the text, px. */
  indent: number
  width: number
}

/** How words are set: in what letters, how large, and how wide a line may be, px. */
export interface Setting {
  face: Face
  size: number
  width: number
}

const INDENT = 16
/** Of one thing: what is longer, or in a thing a letter wide, ends in an ellipsis; the board's text has all of it. */
const MOST_LINES = 1_000
const CUT: Run = { text: ' …', bold: false, italic: false, href: null }

/** Words as lines that fit; a word that is wider than a line is broken within. */
export function linesOf(blocks: readonly NodeJson[], setting: Setting): Line[] {
  const lines: Line[] = []
  let cut = false
  const add = (all: Iterable<Line>): void => {
    for (const line of all) {
      cut = lines.length === MOST_LINES
      if (cut) return
      lines.push(line)
    }
  }
  const walk = (nodes: readonly NodeJson[], depth: number, mark: string): void => {
    for (const [index, node] of nodes.entries()) {
      if (cut) return
      if (node.type === 'bulletList') walk(node.content ?? [], depth + 1, '•')
      else if (node.type === 'orderedList') walk(node.content ?? [], depth + 1, '1')
      else if (node.type === 'listItem') walkItem(node, depth, mark === '1' ? `${index + 1}.` : mark)
      else if (isLine(node)) add(wrap(runsOf(node), setting, depth * INDENT, null))
      else walk(node.content ?? [], depth, mark)
    }
  }
  const walkItem = ({ content = [] }: NodeJson, depth: number, mark: string): void => {
    const [first, ...rest] = content
    if (first !== undefined && isLine(first)) {
      add(wrap(runsOf(first), setting, depth * INDENT, mark))
      walk(rest, depth, mark)
    } else walk(content, depth, mark)
  }
  walk(blocks, 0, '')
  if (cut) lines.at(-1)?.runs.push(CUT)
  while (lines.at(-1)?.runs.length === 0) lines.pop()
  return lines
}

const isLine = ({ type, content = [] }: NodeJson): boolean =>
  type === 'paragraph' || type === 'heading' || content.some(({ text }) => text !== undefined)

function runsOf({ content = [] }: NodeJson): Run[] {
  return content.flatMap(({ type, text, marks = [] }): Run[] => {
    const words = text ?? (type === 'hardBreak' ? '\n' : '')
    if (words === '') return []
    const href = marks.find((mark) => mark.type === 'link')?.attrs?.['href']
    return [
      {
        text: words,
        bold: marks.some((mark) => mark.type === 'bold'),
        italic: marks.some((mark) => mark.type === 'italic'),
        href: typeof href === 'string' && isLinkAddress(href) ? href : null,
      },
    ]
  })
}

function* wrap(
  runs: readonly Run[],
  { face, size, width }: Setting,
  indent: number,
  mark: string | null,
): Generator<Line> {
  const lettersOf = ({ bold }: Run): Face => (bold && face === 'sans' ? 'bold' : face)
  let line: Line = { runs: [], indent, width: 0 }
  let marks = mark
  const ended = (): Line => {
    const done = line
    line = { runs: [], indent, width: 0 }
    const last = done.runs.at(-1)
    if (last !== undefined) {
      // A space that nobody sees must not move what stands in the middle.
      const kept = last.text.trimEnd()
      done.width -= widthOf(last.text.slice(kept.length), lettersOf(last), size)
      last.text = kept
    }
    if (marks === null) return done
    const text = `${marks} `
    const wide = widthOf(text, face, size)
    marks = null
    done.runs.unshift({ text, bold: false, italic: false, href: null })
    return { ...done, indent: done.indent - wide, width: done.width + wide }
  }
  const put = (run: Run, text: string, wide: number): void => {
    const last = line.runs.at(-1)
    if (last !== undefined && last.bold === run.bold && last.italic === run.italic && last.href === run.href)
      last.text += text
    else line.runs.push({ ...run, text })
    line.width += wide
  }
  const room = Math.max(size, width - indent)
  for (const run of runs) {
    const letters = lettersOf(run)
    for (const [token] of run.text.matchAll(/\n|[^\S\n]+|[^\s]+/g)) {
      if (token === '\n') {
        yield ended()
        continue
      }
      const wide = widthOf(token, letters, size)
      const space = /^\s/.test(token)
      if (line.width + wide > room && line.runs.length > 0 && !space) yield ended()
      if (wide <= room) {
        if (!space || line.runs.length > 0) put(run, token, wide)
        continue
      }
      if (space) continue
      for (const char of token) {
        const one = widthOf(char, letters, size)
        if (line.width + one > room && line.runs.length > 0) yield ended()
        put(run, char, one)
      }
    }
  }
  yield ended()
}
