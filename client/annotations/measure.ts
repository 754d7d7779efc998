import type { Place } from '../../shared/annotations/anchors.ts'
import type { NarrativeContext } from '../sync/narrative-slots.ts'

/** Where the first line of some words is on the screen, in CSS pixels from the window's top left. */
export interface Line {
  top: number
  bottom: number
  /** The right edge of the text column. */
  right: number
  /** Read off the marked words themselves, not guessed. */
  drawn: boolean
}

interface Section {
  top: number
  height: number
  right: number
  /** Characters of its words, as offsets count them. */
  length: number
  /** Right edge of its editor and the first mark of each comment; null for a section that has no editor. */
  drawn: { right: number; marks: ReadonlyMap<string, Element> } | null
}

/** First lines of many comments at once: the page is asked once for each section, and its words are not read. */
export function lineFinder(
  context: NarrativeContext,
  lengthOf: (section: string) => number,
): (id: string, place: Place | null | undefined, section: string) => Line | null {
  const sections = new Map<string, Section | null>()
  const sectionOf = (id: string): Section | null => {
    const known = sections.get(id)
    if (known !== undefined) return known
    const read = readSection(id)
    sections.set(id, read)
    return read
  }
  const readSection = (id: string): Section | null => {
    const box = document.querySelector(`[data-section="${CSS.escape(id)}"]`)
    if (box === null) return null
    const { top, height, right } = box.getBoundingClientRect()
    const editor = context.editors.get(id)
    const drawn =
      editor === undefined || editor.isDestroyed
        ? null
        : { right: editor.view.dom.getBoundingClientRect().right, marks: marksIn(editor.view.dom) }
    return { top, height, right, length: Math.max(1, lengthOf(id)), drawn }
  }
  return (id, place, section) => {
    const whole = sectionOf(place?.section ?? section)
    if (whole === null) return null
    const line = place ? whole.drawn?.marks.get(id)?.getClientRects()[0] : undefined
    if (line !== undefined)
      return { top: line.top, bottom: line.bottom, right: whole.drawn?.right ?? whole.right, drawn: true }
    // Not drawn: words that are gone stand at the foot of their section, a far-off section by rule of thumb.
    const share = place ? Math.min(1, place.from / whole.length) : 1
    const top = whole.top + (whole.height - 30) * share
    return { top, bottom: top + 24, right: whole.right, drawn: false }
  }
}

function marksIn(root: Element): ReadonlyMap<string, Element> {
  const found = new Map<string, Element>()
  for (const mark of root.querySelectorAll('mark[data-comment]')) {
    const id = mark.getAttribute('data-comment') ?? ''
    if (!found.has(id)) found.set(id, mark)
  }
  return found
}
