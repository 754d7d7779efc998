import { LEAF_KINDS } from '../../shared/annotations/flat.ts'
import type { NodeJson, VersionContent, VersionSection } from '../../shared/history/version.ts'
import { cutRuns } from './cuts.ts'
import { struckOfEntry } from './entries.ts'
import { type Finder, REMOVED, type Stretch } from './words.ts'

/** Attributes that name something of the program and are nobody's words. */
const NAMES: ReadonlySet<string> = new Set(['src', 'id', 'figureId', 'target', 'rel', 'class'])

/** An attribute of a node or a mark without the words. */
export function struckValue(find: Finder, name: string, value: unknown): unknown {
  // A name of the program has no space in it: what has one are words that somebody put there.
  if (NAMES.has(name) && (typeof value !== 'string' || !/\s/u.test(value))) return value
  if (typeof value === 'string') return find.strike(value)
  if (Array.isArray(value)) return value.map((one) => struckValue(find, '', one))
  if (typeof value === 'object' && value !== null) return struckObject(find, value)
  return value
}

export const struckObject = (find: Finder, attrs: object): Record<string, unknown> =>
  Object.fromEntries(Object.entries(attrs).map(([name, value]) => [name, struckValue(find, name, value)]))

/** What stands for a node in a line of words; null for one that holds words or blocks itself. */
export const lineOf = (kind: string): string | null =>
  kind === 'hardBreak' ? '\n' : LEAF_KINDS.has(kind) ? '\ufffc' : null

/** A version without the words, and how often they stood in it; whose the other words are stays known. */
export function struckContent(
  content: VersionContent,
  find: Finder,
): { content: VersionContent; count: number } {
  let count = 0
  const ids = new Set(content.sections.map(({ id }) => id))
  const struck = content.sections.map((section): VersionSection => {
    const cuts: Stretch[] = []
    const title = find.strike(section.title)
    if (title !== section.title) count += 1
    const thing = section.thing === undefined ? undefined : struckThing(find, section.thing, ids)
    if (JSON.stringify(thing) !== JSON.stringify(section.thing)) count += 1
    const state = { at: 0 }
    const before = JSON.stringify(section.content)
    const nodes = struckNodes(section.content, find, cuts, state)
    if (cuts.length === 0 && JSON.stringify(nodes) !== before) count += 1
    count += cuts.length
    const written = cutRuns(section.written, cuts, (length) => ({ length, author: -1 }))
    return { ...section, title, ...(thing === undefined ? {} : { thing }), content: nodes, written }
  })
  return { content: { ...content, sections: struck }, count }
}

const struckThing = (
  find: Finder,
  thing: Record<string, unknown>,
  ids: ReadonlySet<string>,
): Record<string, unknown> =>
  Object.fromEntries(
    Object.entries(thing).map(([name, value]) => [name, struckOfEntry(find, name, value, ids)]),
  )

/** `cuts` gets what goes, in the flat text of the section; `state.at`: how much of that is behind us. */
function struckNodes(
  nodes: readonly NodeJson[],
  find: Finder,
  cuts: Stretch[],
  state: { at: number },
): NodeJson[] {
  const struck: NodeJson[] = []
  let line: NodeJson[] = []
  const endLine = (): void => {
    if (line.length > 0) struck.push(...struckLine(line, find, cuts, state))
    line = []
  }
  for (const node of nodes) {
    if (node.text !== undefined || lineOf(node.type) !== null) {
      line.push(node)
      continue
    }
    endLine()
    struck.push({
      ...withAttrs(node, find),
      ...(node.content === undefined ? {} : { content: struckNodes(node.content, find, cuts, state) }),
    })
  }
  endLine()
  return struck
}

function struckLine(
  line: readonly NodeJson[],
  find: Finder,
  cuts: Stretch[],
  state: { at: number },
): NodeJson[] {
  const texts = line.map((node) => node.text ?? lineOf(node.type) ?? '')
  const found = find.in(texts.join(''))
  const struck: NodeJson[] = []
  let at = 0
  for (const [index, node] of line.entries()) {
    const text = texts[index] ?? ''
    const end = at + text.length
    if (node.text === undefined) {
      if (!found.some(({ from, to }) => from <= at && to >= end)) struck.push(withAttrs(node, find))
    } else
      for (const piece of piecesOf(text, at, found)) struck.push({ ...withAttrs(node, find), text: piece })
    at = end
  }
  cuts.push(...found.map(({ from, to }) => ({ from: from + state.at, to: to + state.at })))
  state.at += at
  return struck
}

/** What is left of a run that stands at `at` of its line: its words in one piece, `REMOVED` where a stretch began. */
function piecesOf(text: string, at: number, found: readonly Stretch[]): string[] {
  let [left, from] = ['', at]
  for (const stretch of found) {
    if (stretch.to <= at || stretch.from >= at + text.length) continue
    left += text.slice(from - at, Math.max(0, stretch.from - at))
    if (stretch.from >= at) left += REMOVED
    from = Math.min(stretch.to, at + text.length)
  }
  left += text.slice(from - at)
  return left === '' ? [] : [left]
}

function withAttrs(node: NodeJson, find: Finder): NodeJson {
  return {
    ...node,
    ...(node.attrs === undefined ? {} : { attrs: struckObject(find, node.attrs) }),
    ...(node.marks === undefined
      ? {}
      : {
          marks: node.marks.map((mark) =>
            mark.attrs === undefined ? mark : { ...mark, attrs: struckObject(find, mark.attrs) },
          ),
        }),
  }
}
