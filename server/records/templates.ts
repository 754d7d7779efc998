import type * as Y from 'yjs'
import { ANALYSIS_TEMPLATE, EASY_TEMPLATE } from '../../shared/analyses/analyses.ts'
import { type DocumentId, kindOf } from '../../shared/domain/documents.ts'
import { addSection, sections } from '../../shared/narrative/sections.ts'
import { roomOf } from '../../shared/rooms.ts'
import type { Documents } from './rooms-port.ts'
import { TEMPLATE_AUTHOR } from './workspaces.ts'

const isEmpty = (doc: Y.Doc): boolean => doc.getMap('sections').size === 0

/** Gives an analysis or an Easy Read text its first sections when somebody who may read it opens it. */
export async function writeFirstSections(
  documents: Documents,
  workspace: string,
  document: DocumentId,
): Promise<void> {
  const { kind } = kindOf(document)
  // `createPreparation` gives all five narratives theirs; sections of the presentation and minutes begin with their records.
  if (kind !== 'analysis' && kind !== 'easy') return
  const room = roomOf(workspace, document)
  if (!(await documents.look(room, isEmpty))) return
  await documents.edit(room, TEMPLATE_AUTHOR, (doc) => {
    if (!isEmpty(doc) || sections(doc).length > 0) return
    let after: string | null = null
    for (const section of kind === 'analysis' ? ANALYSIS_TEMPLATE : EASY_TEMPLATE) {
      addSection(doc, { ...section, after })
      after = section.id
    }
  })
}
