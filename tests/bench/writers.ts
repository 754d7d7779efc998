import { Awareness } from 'y-protocols/awareness'
import * as Y from 'yjs'
import { fragmentOf, TEMPLATE } from '../../shared/narrative/sections.ts'
import type { Running } from './contenders.ts'
import { presenceFrame } from './dialect.ts'
import { join } from './person.ts'

const WORDS =
  'the partnership looks at what changed for children who wait and what families say about the help they were offered since then'.split(
    ' ',
  )
const PARAGRAPH_WORDS = 80

/** A narrative of about so many words, spread over the sections of the template. */
export function longNarrative(words: number): Uint8Array {
  const doc = new Y.Doc()
  doc.transact(() => {
    const each = Math.round(words / TEMPLATE.length / PARAGRAPH_WORDS)
    for (const { id } of TEMPLATE)
      fragmentOf(doc, id).insert(
        0,
        Array.from({ length: each }, (_, n) => paragraph(`${n + 1}. ${sentence(n)}`)),
      )
  })
  return Y.encodeStateAsUpdate(doc)
}

const sentence = (seed: number): string =>
  `${Array.from({ length: PARAGRAPH_WORDS - 1 }, (_, n) => WORDS[(seed * 7 + n * 5) % WORDS.length]).join(' ')}.`

function paragraph(words: string): Y.XmlElement {
  const element = new Y.XmlElement('paragraph')
  element.insert(0, [new Y.XmlText(words)])
  return element
}

/** Somebody else who types in a paragraph of the first section, caret and all. */
export interface Writer {
  key(): void
  leave(): Promise<void>
}

/** Joins as a full client that knows the document, and types at the end of the nth paragraph. */
export async function createWriter(server: Running, room: string, seat: number): Promise<Writer> {
  const doc = new Y.Doc()
  const person = await join(server, room, {
    seat,
    onUpdate: (update) => Y.applyUpdate(doc, update, 'server'),
  })
  doc.on('update', (update: Uint8Array, origin: unknown) => {
    if (origin !== 'server') person.type(update)
  })
  const awareness = new Awareness(doc)
  const text = textIn(doc, seat)
  const tell = (): void => {
    const cursor = Y.relativePositionToJSON(Y.createRelativePositionFromTypeIndex(text, text.length))
    awareness.setLocalState({
      cursor: { anchor: cursor, head: cursor },
      section: 'overview',
      doing: 'typing',
    })
    person.wire.send(presenceFrame(awareness))
  }
  tell()
  let typed = 0
  return {
    key() {
      text.insert(text.length, 'as seen '.charAt(typed++ % 8))
      tell()
    },
    async leave() {
      awareness.destroy()
      await person.wire.close()
    },
  }
}

function textIn(doc: Y.Doc, at: number): Y.XmlText {
  const element = fragmentOf(doc, 'overview').get(at)
  const text = element instanceof Y.XmlElement ? element.get(0) : null
  if (!(text instanceof Y.XmlText)) throw new Error(`the narrative has no paragraph ${at}`)
  return text
}
