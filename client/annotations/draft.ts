import type { Anchor, CommentKind } from '../../shared/annotations/comments.ts'
import type { Proposal } from '../../shared/annotations/suggestions.ts'

/** The id its marks and its note have while a comment is being written. */
export const DRAFT = 'draft'

/** The comment being written: where, and what so far. */
export interface Draft {
  anchor: Anchor
  kind: CommentKind
  text: string
  /** What is proposed, when it is suggested wording. */
  proposal: Proposal | null
  /** Put aside with its words; it can be taken up again. */
  aside: boolean
}
