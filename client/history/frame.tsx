import type { ReactNode } from 'react'
import { Link, useParams } from 'react-router'
import { DocumentId, kindOf } from '../../shared/domain/documents.ts'
import { pageOf } from '../sync/addresses.ts'
import { type Known, useDocumentPage } from '../sync/records.ts'
import { Button } from '../ui/button.tsx'
import { usePageTitle } from '../ui/page-title.ts'
import { Trail } from '../ui/trail.tsx'
import { sayDocument } from './words.ts'
import './history.css'

/** The workspace and document of the address; null when the address names no document. */
export function usePlace(): { workspace: string; document: DocumentId } | null {
  const { workspace = '', document } = useParams()
  const id = DocumentId.safeParse(document)
  return id.success ? { workspace, document: id.data } : null
}

export const NoDocument = () => (
  <main id="main" className="narrow-page" tabIndex={-1}>
    <h1>There is no such document</h1>
    <p>Look at the address, or go back to the five narratives.</p>
  </main>
)

/** A page of the history: where it is in the bar, and its paper. */
export function HistoryFrame({
  workspace,
  document,
  title,
  page,
  back = true,
  children,
}: {
  workspace: string
  document: DocumentId
  title: string
  /** Its place in the trail: "History" for the timeline itself. */
  page: string
  back?: boolean
  children: ReactNode
}) {
  const name = useDocumentName(workspace, document)
  usePageTitle(`${title}, ${name}`)
  const base = `/w/${workspace}/documents/${document}`
  return (
    <>
      <Trail
        under={[
          { name, to: pageOf(workspace, document) },
          ...(back ? [{ name: 'History', to: `${base}/history` }] : []),
        ]}
        page={page}
      />
      <main id="main" className="history-page" tabIndex={-1}>
        {children}
      </main>
    </>
  )
}

/** What a document is called: of the many boards each by its title, once that is known. */
export function useDocumentName(workspace: string, document: DocumentId): string {
  const title = useDocumentPage(workspace, document).data?.title
  return kindOf(document).kind === 'board' && title !== undefined ? title : sayDocument(document)
}

/** While nothing is there yet: that it is on its way, or why it is not. */
export const Awaiting = ({
  of: { problem, retry },
  timeline,
}: {
  of: Pick<Known<unknown>, 'problem' | 'retry'>
  /** Where to look for what is not there. */
  timeline?: string
}) =>
  problem === null ? (
    <p role="status" className="quiet">
      Catching up…
    </p>
  ) : (
    <p role="alert">
      {problem.message}{' '}
      {problem.passes ? (
        <Button look="text" onPress={retry}>
          Try again
        </Button>
      ) : problem.kind === 'not found' && timeline !== undefined ? (
        <Link to={timeline}>See the timeline</Link>
      ) : null}
    </p>
  )
