import type { Node } from '@tiptap/pm/model'
import { Decoration } from '@tiptap/pm/view'
import type { Range } from '../../shared/annotations/anchors.ts'
import type { Proposal } from '../../shared/annotations/suggestions.ts'
import { toPositions } from './flat-doc.ts'
import type { Drawn } from './painter.ts'
import { changesIn } from './word-changes.ts'

/**
 * Struck and new words of a suggestion, over the text and never in it: what is copied, found or counted is the
 * text alone. A screen reader hears where a suggested removal or wording begins and ends.
 */
export function proposalMarks(doc: Node, mark: Drawn, proposal: Proposal, quote: string): Decoration[] {
  const { form } = proposal
  if (form === 'strike paragraph' || form === 'new paragraph') return ofParagraph(doc, mark, proposal)
  const made: Decoration[] = []
  let at = mark.from
  for (const { kind, words } of changesIn(proposal, quote)) {
    if (kind === 'new') {
      const beside = placeAt(doc, at, mark)
      if (beside !== null) made.push(newWords(beside.pos, beside.side, padded(proposal, words), mark))
      continue
    }
    const to = at + words.length
    if (kind === 'gone') {
      const range = toPositions(doc, { from: at, to })
      if (range !== null) made.push(...struckWords(range, mark))
    }
    at = to
  }
  return made
}

/** Where words that come between `at` and the one before it are shown: behind what goes, else before what stays. */
function placeAt(doc: Node, at: number, mark: Range): { pos: number; side: -1 | 1 } | null {
  if (at > mark.from) {
    const before = toPositions(doc, { from: at - 1, to: at })
    return before === null ? null : { pos: before.to, side: 1 }
  }
  const after = toPositions(doc, { from: at, to: at + 1 })
  return after === null ? null : { pos: after.from, side: -1 }
}

/** An insertion stands apart from the word it is beside, as it will in the text. */
const padded = ({ form, side }: Proposal, words: string): string =>
  form !== 'insert' || /^[\s,.;:!?)]/.test(words) ? words : side === 'after' ? ` ${words}` : `${words} `

function ofParagraph(doc: Node, mark: Drawn, { form, words, side }: Proposal): Decoration[] {
  const range = toPositions(doc, mark)
  if (range === null) return []
  const $at = doc.resolve(range.from)
  if (form === 'strike paragraph') return struckWords({ from: $at.start(), to: $at.end() }, mark)
  const pos = side === 'after' ? $at.end() : $at.start()
  return [newWords(pos, side === 'after' ? 1 : -1, words, mark, true)]
}

function struckWords(range: Range, mark: Drawn): Decoration[] {
  const look = `${mark.partner} ${mark.selected}`
  return [
    said(range.from, -1, ' suggested removal: ', mark),
    Decoration.inline(
      range.from,
      range.to,
      { nodeName: 'del', class: `sg p-${mark.partner}${mark.selected ? ' on' : ''}` },
      { of: mark.id, look: `gone ${look}` },
    ),
    said(range.to, 1, ' end of suggested removal ', mark),
  ]
}

const newWords = (pos: number, side: -1 | 1, words: string, mark: Drawn, paragraph = false): Decoration =>
  Decoration.widget(
    pos,
    () => {
      const ins = document.createElement('ins')
      ins.className = `sg p-${mark.partner}${mark.selected ? ' on' : ''}${paragraph ? ' is-paragraph' : ''}`
      ins.dataset.suggestion = mark.id
      ins.contentEditable = 'false'
      ins.append(
        hidden(paragraph ? ' suggested new paragraph: ' : ' suggested wording: '),
        words.trim() === '' ? words : words.trim(),
        hidden(paragraph ? ' end of suggested paragraph ' : ' end of suggested wording '),
      )
      if (words.trim() === words || words.trim() === '') return ins
      // A tint on a space alone would stand at a line's end.
      const spaced = document.createElement('span')
      spaced.append(/^\s/.test(words) ? ' ' : '', ins, /\s$/.test(words) ? ' ' : '')
      return spaced
    },
    {
      side,
      key: `new ${mark.id} ${mark.partner} ${mark.selected} ${words}`,
      of: mark.id,
      look: `new ${mark.partner} ${mark.selected} ${words}`,
      ignoreSelection: true,
      marks: [],
    },
  )

const said = (pos: number, side: -1 | 1, words: string, mark: Drawn): Decoration =>
  Decoration.widget(pos, () => hidden(words), {
    side,
    key: `said ${mark.id} ${words}`,
    of: mark.id,
    look: words,
    ignoreSelection: true,
    marks: [],
  })

function hidden(words: string): HTMLElement {
  const span = document.createElement('span')
  span.className = 'vh'
  span.textContent = words
  return span
}
