import { Link } from 'react-router'
import type { NarrativeContext } from '../sync/narrative-slots.ts'
import { useDesk } from './context.ts'

/** Where the history of a document is. */
export const historyOf = ({
  workspace,
  document,
}: Pick<NarrativeContext, 'workspace' | 'document'>): string =>
  `/w/${workspace}/documents/${document}/history`

/** The way to what a text used to say, under the outline. */
export function HistoryLink() {
  const { context } = useDesk()
  return (
    <p className="count">
      <Link to={historyOf(context)}>History</Link>
    </p>
  )
}
