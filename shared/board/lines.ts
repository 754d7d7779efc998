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

/** Words as lines that fit; a word that is wider than a line is broken within. */
export function linesOf(blocks: readonly NodeJson[], setting: Setting): Line[] {
  const lines: Line[] = []
  const walk = (nodes: readonly NodeJson[], depth: number, mark: string): void => {
    for (const [index, node] of nodes.entries()) {
      if (node.type === 'bulletList') walk(node.content ?? [], depth + 1, '•')
      else if (node.type === 'orderedList') walk(node.content ?? [], depth + 1, '1')
      else if (node.type === 'listItem') walkItem(node, depth, mark === '1' ? `${index + 1}.` : mark)
      else if (isLine(node)) lines.push(...wrap(runsOf(node), setting, depth * INDENT, null))
      else walk(node.content ?? [], depth, mark)
    }
  }
  const walkItem = ({ content = [] }: NodeJson, depth: number, mark: string): void => {
    const [first, ...rest] = content
    if (first !== undefined && isLine(first)) {
      lines.push(...wrap(runsOf(first), setting, depth * INDENT, mark))
      walk(rest, depth, mark)
    } else walk(content, depth, mark)
  }
  walk(blocks, 0, '')
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

function wrap(
  runs: readonly Run[],
  { face, size, width }: Setting,
  indent: number,
  mark: string | null,
): Line[] {
  const lines: Line[] = []
  let line: Line = { runs: [], indent, width: 0 }
  const end = (): void => {
    const last = line.runs.at(-1)
    if (last !== undefined) last.text = last.text.trimEnd()
    lines.push(line)
    line = { runs: [], indent, width: 0 }
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
    const letters = run.bold && face === 'sans' ? 'bold' : face
    for (const token of run.text.match(/\n|[^\S\n]+|[^\s]+/g) ?? []) {
      if (token === '\n') {
        end()
        continue
      }
      const wide = widthOf(token, letters, size)
      const space = /^\s/.test(token)
      if (line.width + wide > room && line.runs.length > 0 && !space) end()
      if (wide <= room) {
        if (!space || line.runs.length > 0) put(run, token, wide)
        continue
      }
      if (space) continue
      for (const char of token) {
        const one = widthOf(char, letters, size)
        if (line.width + one > room && line.runs.length > 0) end()
        put(run, char, one)
      }
    }
  }
  end()
  const first = lines[0]
  if (mark !== null && first !== undefined) {
    const wide = widthOf(`${mark} `, face, size)
    first.runs.unshift({ text: `${mark} `, bold: false, italic: false, href: null })
    first.indent -= wide
    first.width += wide
  }
  return lines
}
