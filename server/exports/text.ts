import type { DocumentId } from '../../shared/domain/documents.ts'
import type { StoredText } from '../../shared/domain/workspace.ts'
import { numberFigures } from '../../shared/narrative/figures.ts'
import { fragmentOf, sections } from '../../shared/narrative/sections.ts'
import { may } from '../../shared/permissions.ts'
import { roomOf } from '../../shared/rooms.ts'
import { readProgress } from '../records/action-rows.ts'
import type { Documents } from '../records/rooms-port.ts'
import type { Ledger } from '../storage/ledger.ts'
import type { Visitor } from '../sync/doorkeeper.ts'
import { fragmentToHtml } from './html.ts'

/** The last stored text of a document, for when the live link is down and for print. */
export async function readText(
  { ledger, documents }: { ledger: Ledger; documents: Documents },
  visitor: Visitor,
  document: DocumentId,
): Promise<StoredText> {
  const { workspace } = visitor
  const last = await ledger.db
    .selectFrom('section_edit')
    .select((e) => e.fn.max('at').as('at'))
    .where('workspace', '=', workspace)
    .where('document', '=', document)
    .executeTakeFirst()
  const doc = await documents.read(roomOf(workspace, document))
  const progress = may(visitor, { do: 'read register' }) ? await readProgress(ledger, workspace) : null
  const known = { numbers: numberFigures(doc), progress }
  const texts = sections(doc).map(({ id, number, title }) => ({
    id,
    number,
    title,
    html: fragmentToHtml(fragmentOf(doc, id), known),
  }))
  return { at: last?.at ?? null, sections: texts }
}
