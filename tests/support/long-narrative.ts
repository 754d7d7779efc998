import * as Y from 'yjs'
import { seeded } from '../../shared/lib/random.ts'
import { addSection, fragmentOf } from '../../shared/narrative/sections.ts'

const WORDS =
  'early identification of need at school support level families say being found is not the same as being helped health visitors and nurseries refer sooner than before the partnership board looks at figures every month'.split(
    ' ',
  )

/** Writes a narrative of about this many words in ten sections into a document: paragraphs, headings, lists. */
export function writeLongNarrative(doc: Y.Doc, words: number, sections = 10): void {
  const random = seeded(30_000)
  const some = (count: number) =>
    `${Array.from({ length: count }, () => WORDS[Math.floor(random() * WORDS.length)]).join(' ')}.`
  for (let index = 0; index < sections; index += 1) {
    const id = `long${index}`
    addSection(doc, {
      id,
      title: `Long section ${index + 1}`,
      after: index === 0 ? null : `long${index - 1}`,
    })
    const blocks: Y.XmlElement[] = []
    for (let left = words / sections; left > 0; left -= 80) {
      if (blocks.length % 8 === 0) {
        const heading = block('heading', some(4))
        heading.setAttribute('level', '3')
        blocks.push(heading)
      }
      blocks.push(block('paragraph', some(80)))
    }
    fragmentOf(doc, id).insert(0, blocks)
  }
}

function block(kind: string, text: string): Y.XmlElement {
  const element = new Y.XmlElement(kind)
  element.insert(0, [new Y.XmlText(text)])
  return element
}
