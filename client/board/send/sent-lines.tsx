import './send.css'
import { ArrowRight } from 'lucide-react'
import { Link } from 'react-router'
import type { Sent } from '../../../shared/board/boards.ts'
import { pageOf } from '../../sync/addresses.ts'
import { Icon } from '../../ui/icon.tsx'

/** What became of a note that was sent: where it went, and how it stands there now. */
export const SentLines = ({ workspace, sent }: { workspace: string; sent: readonly Sent[] }) =>
  sent.length === 0 ? null : (
    <ul className="sent-lines">
      {sent.map((one) => (
        <li key={one.id} className="small">
          <Icon of={ArrowRight} />
          <Link to={placeOf(workspace, one)}>{one.became}</Link>
        </li>
      ))}
    </ul>
  )

/** Where it is to be found now. */
export function placeOf(workspace: string, { as, document, section, record }: Sent): string {
  if (as === 'action') return `/w/${workspace}/actions#action=${record ?? ''}`
  if (as === 'issue') return `/w/${workspace}/issues`
  const page = document === null ? `/w/${workspace}` : pageOf(workspace, document)
  if (as === 'comment' && record !== null) return `${page}#comment=${record}`
  return section === null ? page : `${page}#section-${section}`
}
