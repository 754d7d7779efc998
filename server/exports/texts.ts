import type * as Y from 'yjs'
import type { Progress } from '../../shared/domain/actions.ts'
import { type DocumentId, isNumbered, kindOf } from '../../shared/domain/documents.ts'
import { numberFigures } from '../../shared/narrative/figures.ts'
import { fragmentOf, sections } from '../../shared/narrative/sections.ts'
import { documentsOf, titlesOf } from '../records/readable.ts'
import type { Records } from '../storage/tables.ts'
import { escapeHtml, fragmentToHtml } from './html.ts'
import { fragmentToJson } from './json.ts'

/** What a text is exported under, and what stands above its words. */
export interface Head {
  document: DocumentId
  /** `theme-4`, `easy-4`, `analysis-parents`. */
  file: string
  title: string
  /** The inspectors' wording; undefined for a partner's own analysis. */
  wording: string | null | undefined
  source: string | null
}

/** Every document of a workspace, in the order of the contents page. */
export async function headsOf(db: Records, slug: string): Promise<Head[]> {
  const themes = await db.selectFrom('theme').selectAll().where('workspace', '=', slug).execute()
  const partners = await db.selectFrom('partner').selectAll().where('workspace', '=', slug).execute()
  const documents = await documentsOf(db, slug)
  const titles = await titlesOf(db, slug)
  return documents.flatMap((document): Head[] => {
    const what = kindOf(document)
    if (what.kind === 'presentation' || what.kind === 'minutes' || what.kind === 'board')
      return [{ document, file: document, title: titles(document), wording: undefined, source: null }]
    if (what.kind === 'analysis') {
      const name = partners.find(({ kind }) => kind === what.partner)?.name
      return name === undefined
        ? []
        : [{ document, file: document, title: `${name}: own analysis`, wording: undefined, source: null }]
    }
    const theme = themes.find(({ id }) => id === what.theme)
    if (theme === undefined) return []
    const label = theme.name === null ? theme.label : `${theme.label}: ${theme.name}`
    const easy = what.kind === 'easy'
    return [
      {
        document,
        file: easy ? document : `theme-${document}`,
        title: easy ? `${label}, in Easy Read` : label,
        wording: theme.wording_text,
        source: theme.wording_source,
      },
    ]
  })
}

/** A text with every node and attribute as it stands. */
export const asJson = ({ document, title, wording, source }: Head, doc: Y.Doc) => ({
  document,
  title,
  ...(wording === undefined ? {} : { wording, source }),
  figures: Object.fromEntries(numberFigures(doc)),
  sections: sections(doc).map((section) => ({
    ...section,
    content: fragmentToJson(fragmentOf(doc, section.id)),
  })),
})

/** A text as a page that can be read anywhere; a progress summary says what was counted when it was written. */
export function asPage({ document, title, wording }: Head, doc: Y.Doc, progress: Progress): string {
  const known = { numbers: numberFigures(doc), progress }
  // Relative, so that a copied export still shows its images.
  const words = (section: string) =>
    fragmentToHtml(fragmentOf(doc, section), known).replace(
      /src="\/api\/w\/[^/]+\/images\//g,
      'src="../images/',
    )
  const body = sections(doc).map(
    ({ id, number, title }) =>
      `<section id="${escapeHtml(id)}">\n<h2>${isNumbered(document) ? `${number} ` : ''}${escapeHtml(title)}</h2>\n${words(id)}\n</section>`,
  )
  const heading = escapeHtml(title)
  const pinned =
    wording === undefined
      ? ''
      : `<blockquote>${escapeHtml(wording ?? 'Wording to be entered from the letter')}</blockquote>\n`
  return `<!doctype html>
<html lang="en-GB">
<head><meta charset="utf-8"><title>${heading}</title></head>
<body>
<h1>${heading}</h1>
${pinned}${body.join('\n')}
</body>
</html>
<!-- document ${document} -->
`
}
