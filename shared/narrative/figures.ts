import * as Y from 'yjs'
import { fragmentOf, sections, textOf } from './sections.ts'

/** A figure of the narrative with the number the product gives it. */
export interface NumberedFigure {
  id: string
  number: number
  section: string
  caption: string
  kind: 'table' | 'image' | 'empty'
}

/** All figures in the order of the sections: "Figure 1" is the first one a reader meets. A copied id counts once. */
export function figures(doc: Y.Doc): NumberedFigure[] {
  const found: NumberedFigure[] = []
  const known = new Set<string>()
  for (const section of sections(doc)) {
    for (const element of elements(fragmentOf(doc, section.id), 'figure')) {
      const id = element.getAttribute('id')
      if (typeof id !== 'string' || known.has(id)) continue
      known.add(id)
      const inside = new Set(
        element.toArray().map((child) => (child instanceof Y.XmlElement ? child.nodeName : '')),
      )
      found.push({
        id,
        number: found.length + 1,
        section: section.id,
        caption: captionOf(element),
        kind: inside.has('image') ? 'image' : inside.has('table') ? 'table' : 'empty',
      })
    }
  }
  return found
}

/** Figure id → its number; a cross-reference whose id is missing here points to nothing. */
export const numberFigures = (doc: Y.Doc): ReadonlyMap<string, number> =>
  new Map(figures(doc).map(({ id, number }) => [id, number]))

/** What a cross-reference says. */
export const referenceText = (numbers: ReadonlyMap<string, number>, figureId: unknown): string => {
  const number = typeof figureId === 'string' ? numbers.get(figureId) : undefined
  return number === undefined ? 'Figure removed' : `Figure ${number}`
}

function captionOf(figure: Y.XmlElement): string {
  for (const child of figure.toArray())
    if (child instanceof Y.XmlElement && child.nodeName === 'figcaption') return textOf(child).trim()
  return ''
}

function* elements(parent: Y.XmlFragment | Y.XmlElement, name: string): Generator<Y.XmlElement> {
  for (const child of parent.toArray()) {
    if (!(child instanceof Y.XmlElement)) continue
    if (child.nodeName === name) yield child
    yield* elements(child, name)
  }
}
