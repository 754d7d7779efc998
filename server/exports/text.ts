import type { ThemeId } from '../../shared/domain/themes.ts'
import type { StoredText } from '../../shared/domain/workspace.ts'
import { numberFigures } from '../../shared/narrative/figures.ts'
import { fragmentOf, sections } from '../../shared/narrative/sections.ts'
import { roomName } from '../../shared/rooms.ts'
import type { Documents } from '../records/rooms-port.ts'
import type { Ledger } from '../storage/ledger.ts'
import { fragmentToHtml } from './html.ts'

/** The last stored text of a narrative, for when the live link is down and for print. */
export async function readText(
  { ledger, documents }: { ledger: Ledger; documents: Documents },
  workspace: string,
  theme: ThemeId,
): Promise<StoredText> {
  const last = await ledger.db
    .selectFrom('section_edit')
    .select((e) => e.fn.max('at').as('at'))
    .where('workspace', '=', workspace)
    .where('theme', '=', theme)
    .executeTakeFirst()
  const doc = await documents.read(roomName({ workspace, kind: 'narrative', theme }))
  const numbers = numberFigures(doc)
  const texts = sections(doc).map(({ id, number, title }) => ({
    id,
    number,
    title,
    html: fragmentToHtml(fragmentOf(doc, id), numbers),
  }))
  return { at: last?.at ?? null, sections: texts }
}
