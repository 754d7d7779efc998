import type { Place } from '../../shared/annotations/anchors.ts'
import type { CommentKind, CommentState } from '../../shared/annotations/comments.ts'
import type { Partner, PartnerKind } from '../../shared/domain/partners.ts'
import type { Shown } from './overlay.ts'
import { KIND_WORDS, shortOf } from './words.ts'

/** Which comments are shown; null for all of a kind. */
export interface Filter {
  partner: PartnerKind | null
  kind: CommentKind | null
  /** `standing`: open and answered. */
  state: CommentState | 'standing' | 'all'
  section: string | null
}

export const EVERYTHING: Filter = { partner: null, kind: null, state: 'standing', section: null }

/** Where a comment is listed: the section its words are in, else the one they were in. */
export const sectionOf = (comment: Shown, place: Place | null | undefined): string =>
  place?.section ?? comment.anchor.section

export const passes = (comment: Shown, place: Place | null | undefined, filter: Filter): boolean =>
  (filter.partner === null || comment.author.partner === filter.partner) &&
  (filter.kind === null || comment.kind === filter.kind) &&
  (filter.state === 'all' ||
    (filter.state === 'standing' ? comment.state !== 'closed' : comment.state === filter.state)) &&
  (filter.section === null || sectionOf(comment, place) === filter.section)

/** Anchor order: by section, then by place; lost words after the others of their section, then oldest first. */
export function inOrder(
  comments: readonly Shown[],
  places: ReadonlyMap<string, Place | null>,
  sectionIds: readonly string[],
): Shown[] {
  const rank = new Map(sectionIds.map((id, index) => [id, index]))
  const key = (comment: Shown): [number, number, number] => {
    const place = places.get(comment.id)
    return [rank.get(sectionOf(comment, place)) ?? Infinity, place?.from ?? Infinity, comment.writtenAt]
  }
  return comments
    .map((comment) => ({ comment, key: key(comment) }))
    .toSorted((a, b) => {
      for (const index of [0, 1, 2] as const) {
        const [left, right] = [a.key[index], b.key[index]]
        if (left !== right) return left < right ? -1 : 1
      }
      return a.comment.id < b.comment.id ? -1 : 1
    })
    .map(({ comment }) => comment)
}

/** The filter in a word or two, for its button. */
export function filterWords(
  filter: Filter,
  partners: readonly Partner[],
  number: string | undefined,
): string {
  const parts = [
    filter.partner === null ? '' : shortOf(partners, filter.partner),
    filter.kind === null ? '' : KIND_WORDS[filter.kind],
    filter.state === 'standing'
      ? ''
      : filter.state === 'all'
        ? 'With closed'
        : { open: 'Open', answered: 'Answered', closed: 'Closed' }[filter.state],
    filter.section === null ? '' : (number ?? 'One section'),
  ].filter(Boolean)
  return parts.length === 0 ? 'All partners' : parts.join(', ')
}
