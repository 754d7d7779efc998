import * as Y from 'yjs'
import { sectionOfRoot } from '../../shared/narrative/sections.ts'
import type { UpdateLog } from '../storage/update-log.ts'
import { cleanDocument } from './document.ts'
import { textsIn } from './entries.ts'
import type { Finder } from './words.ts'

/** A document as the store has it. `deleted`: what was deleted is kept where it stood, as far as the store still has it. */
export async function storedDoc(log: UpdateLog, room: string, deleted = false): Promise<Y.Doc> {
  const { snapshot, updates } = await log.load(room)
  const doc = new Y.Doc({ gc: !deleted })
  doc.transact(() => {
    if (snapshot !== null) Y.applyUpdate(doc, snapshot)
    for (const update of updates) Y.applyUpdate(doc, update)
  })
  return doc
}

/** How often the words stand in a document, and whether they once stood in it and still lie in the store. */
export async function countIn(
  log: UpdateLog,
  room: string,
  find: Finder,
): Promise<{ text: number; deleted: boolean }> {
  const doc = await storedDoc(log, room, true)
  const { count, doc: clean } = cleanDocument(doc, [], find)
  const deleted = everWritten(doc).some((line) => find.in(line).length > 0)
  doc.destroy()
  clean.destroy()
  return { text: count, deleted: deleted && count === 0 }
}

/** All that was ever typed into each text and each entry, in the order it stands. */
function everWritten(doc: Y.Doc): string[] {
  const lines: string[] = []
  const walk = (type: Y.AbstractType<unknown>): void => {
    let line = ''
    for (let item = type._start; item !== null; item = item.right) {
      const { content } = item
      if (content instanceof Y.ContentString) line += content.str
      else if (content instanceof Y.ContentType) walk(content.type as Y.AbstractType<unknown>)
    }
    if (line !== '') lines.push(line)
    for (const [name, last] of type._map)
      for (let at: Y.Item | null = last; at !== null; at = at.left) {
        if (at.content instanceof Y.ContentAny) for (const one of at.content.arr) textsIn(one, lines, name)
        else if (at.content instanceof Y.ContentType) walk(at.content.type as Y.AbstractType<unknown>)
      }
  }
  for (const [name, root] of doc.share)
    if (sectionOfRoot(name) !== null || name === 'sections') walk(root as Y.AbstractType<unknown>)
  return lines
}
