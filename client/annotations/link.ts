import { RecordId } from '../../shared/annotations/comments.ts'
import { pageOf } from '../sync/addresses.ts'
import type { NarrativeContext } from '../sync/narrative-slots.ts'

/** The address of a comment. The fragment is the reader's own: it never reaches a server's log. */
export const linkTo = ({ workspace, document }: NarrativeContext, comment: string): string =>
  `${location.origin}${pageOf(workspace, document)}#comment=${comment}`

/** The comment an address asks for; null when it asks for none. */
export function commentIn(hash: string): string | null {
  const id = RecordId.safeParse(new URLSearchParams(hash.replace(/^#/, '')).get('comment'))
  return id.success ? id.data : null
}
