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

/** First lines of many comments at once: the page is asked for its layout once for each section. */
export function lineFinder(
  context: NarrativeContext,
): (id: string, place: Place | null | undefined, section: string) => Line | null {
  const marks = new Map<string, Map<string, Element>>()
  const marksIn = (section: string, root: Element): Map<string, Element> => {
    const known = marks.get(section)
    if (known !== undefined) return known
    const found = new Map<string, Element>()
    for (const mark of root.querySelectorAll('mark[data-comment]')) {
      const id = mark.getAttribute('data-comment') ?? ''
      if (!found.has(id)) found.set(id, mark)
    }
    marks.set(section, found)
    return found
  }
  return (id, place, section) => {
    const box = document.querySelector(`[data-section="${CSS.escape(place?.section ?? section)}"]`)
    if (box === null) return null
    const whole = box.getBoundingClientRect()
    const editor = place ? context.editors.get(place.section) : undefined
    if (place && editor !== undefined && !editor.isDestroyed) {
      const right = editor.view.dom.getBoundingClientRect().right
      const line = marksIn(place.section, editor.view.dom).get(id)?.getClientRects()[0]
      if (line !== undefined) return { top: line.top, bottom: line.bottom, right, drawn: true }
    }
    // Not drawn: words that are gone stand at the foot of their section, a far-off section by rule of thumb.
    const share = place ? Math.min(1, place.from / Math.max(1, box.textContent.length)) : 1
    const top = whole.top + (whole.height - 30) * share
    return { top, bottom: top + 24, right: whole.right, drawn: false }
  }
}
