import type { Node } from '@tiptap/pm/model'
import type { Decoration } from '@tiptap/pm/view'
import type { Range } from '../../shared/annotations/anchors.ts'
import type { Proposal } from '../../shared/annotations/suggestions.ts'
import { toPositions } from './flat-doc.ts'
import type { Drawn } from './painter.ts'

/** What was drawn last: its marks, and where each decoration stood from the first word of its mark. */
export interface AsDrawn {
  marks: ReadonlyMap<string, { mark: Drawn; words: string; reach: Range }>
  decorations: readonly (Range & { of: string })[]
}

type Placed = Pick<Decoration, 'from' | 'to'>

/** Notes what has just been drawn; `of` names the mark of a decoration. */
export function noteDrawn<T extends Placed>(
  doc: Node,
  text: string,
  list: readonly Drawn[],
  decorations: readonly T[],
  of: (one: T) => string,
): AsDrawn {
  const marks = new Map<string, { mark: Drawn; words: string; reach: Range }>()
  const starts = new Map<string, number>()
  for (const mark of list) {
    const at = toPositions(doc, mark)
    if (at === null) continue
    starts.set(mark.id, at.from)
    marks.set(mark.id, { mark, words: text.slice(mark.from, mark.to), reach: reachOf(doc, at, mark) })
  }
  return {
    marks,
    decorations: decorations.map((one) => {
      const start = starts.get(of(one)) ?? 0
      return { of: of(one), from: one.from - start, to: one.to - start }
    }),
  }
}

/** Does everything stand beside its words as it was drawn? Asked with every key: nothing is drawn to find out. */
export function standsAsDrawn<T extends Placed>(
  drawn: AsDrawn,
  doc: Node,
  text: string,
  list: readonly Drawn[],
  decorations: readonly T[],
  of: (one: T) => string,
): boolean {
  if (drawn.marks.size !== list.length || drawn.decorations.length !== decorations.length) return false
  const starts = new Map<string, number>()
  for (const mark of list) {
    const before = drawn.marks.get(mark.id)
    const at = toPositions(doc, mark)
    if (before === undefined || at === null || !looksLike(before.mark, mark)) return false
    const reach = reachOf(doc, at, mark)
    if (reach.from !== before.reach.from || reach.to !== before.reach.to) return false
    if (mark.proposal !== null && text.slice(mark.from, mark.to) !== before.words) return false
    starts.set(mark.id, at.from)
  }
  return decorations.every((one, index) => {
    const before = drawn.decorations[index]
    const start = starts.get(of(one))
    return (
      before !== undefined &&
      start !== undefined &&
      before.of === of(one) &&
      one.from === start + before.from &&
      one.to === start + before.to
    )
  })
}

/** How far what is drawn may reach, from the mark's first word: over it, or over the whole of its paragraph. */
function reachOf(doc: Node, { from, to }: Range, { proposal }: Drawn): Range {
  if (proposal?.form !== 'strike paragraph' && proposal?.form !== 'new paragraph')
    return { from: 0, to: to - from }
  const $from = doc.resolve(from)
  return { from: $from.start() - from, to: $from.end() - from }
}

const looksLike = (a: Drawn, b: Drawn): boolean =>
  a.partner === b.partner &&
  a.says === b.says &&
  a.selected === b.selected &&
  proposes(a.proposal, b.proposal)

const proposes = (a: Proposal | null, b: Proposal | null): boolean =>
  a === b || (a?.form === b?.form && a?.words === b?.words && a?.side === b?.side)
