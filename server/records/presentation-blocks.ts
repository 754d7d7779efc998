import * as Y from 'yjs'
import type { SectionKind } from '../../shared/domain/presentation.ts'
import type { ThemeId } from '../../shared/domain/themes.ts'
import { addSection, fragmentOf } from '../../shared/narrative/sections.ts'
import { firstBlocks } from '../../shared/presentation/template.ts'

/** Gives the document of a section its first blocks; one that has any, also removed ones, stays as it is. */
export function writeBlocks(doc: Y.Doc, kind: SectionKind, theme: ThemeId | null): void {
  if (doc.getMap('sections').size > 0) return
  let after: string | null = null
  for (const { id, title, progress } of firstBlocks(kind)) {
    addSection(doc, { id, title, after })
    after = id
    if (progress !== true || theme === null) continue
    const summary = new Y.XmlElement('progress')
    summary.setAttribute('theme', theme)
    fragmentOf(doc, id).insert(0, [summary])
  }
}
