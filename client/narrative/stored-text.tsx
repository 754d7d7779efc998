import { isNumbered } from '../../shared/domain/documents.ts'
import type { DocumentPage } from '../../shared/domain/workspace.ts'
import type { ReactNode } from 'react'
import { useStoredText } from '../sync/records.ts'
import { useNow } from '../ui/use-now.ts'
import { when } from '../ui/when.ts'
import { heading } from './layout-parts.tsx'
import { PinnedWording } from './wording.tsx'

const nothing = () => {}

/** The last stored text over plain HTTP, when the live link never opened and this device has no copy. */
export function StoredTextPage({ page, strips }: { page: DocumentPage; strips: ReactNode }) {
  const now = useNow()
  const text = useStoredText(page.workspace.slug, page.document, true)
  return (
    <div className="narrative">
      <div className="desk is-plain">
        <main id="main" className="sheet" tabIndex={-1}>
          {strips}
          <article className="text">
            <div className="kick">
              <h1>{heading(page)}</h1>
              <span className="push" />
              {text.data?.at == null ? null : <span>as stored {when(text.data.at, now)}</span>}
            </div>
            {page.theme === null ? null : <PinnedWording theme={page.theme} seen={nothing} />}
            {text.data === undefined ? (
              <p role="status">{text.problem === null ? 'Catching up…' : text.problem.message}</p>
            ) : (
              text.data.sections.map((section) => (
                <section key={section.id} className="sec" aria-labelledby={`title-${section.id}`}>
                  <h2 id={`title-${section.id}`}>
                    {isNumbered(page.document) ? <span className="no kept">{section.number}</span> : null}{' '}
                    {section.title}
                  </h2>
                  {/* Made by our own server from the schema's nodes alone, never from markup. */}
                  <div className="body prose" dangerouslySetInnerHTML={{ __html: section.html }} />
                </section>
              ))
            )}
          </article>
        </main>
      </div>
    </div>
  )
}
