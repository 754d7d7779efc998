import type { CommentKind, CommentState, TrailEntry } from '../annotations/comments.ts'
import type { Outcome, Suggestion } from '../annotations/suggestions.ts'
import type { PartnerKind } from '../domain/partners.ts'
import type { Author } from '../people/person.ts'
import type { InboxWhy } from './items.ts'

/** Something that was said in a thread: its first words, or a reply. */
export interface Post {
  author: Author
  text: string
  at: number
  deleted: boolean
  /** Who it names, each with the version of the thread that named them. */
  named: readonly { member: string | null; partner: PartnerKind; version: number }[]
}

/** What is known of a thread when the inbox of one person is read. */
export interface Thread {
  kind: CommentKind
  state: CommentState
  /** The comment itself, then its replies in their order. */
  posts: readonly [Post, ...Post[]]
  /** Null for everything but suggested wording; its outcome is null while it is open. */
  suggestion: Pick<Suggestion, 'form' | 'words' | 'outcome'> | null
  /** The version of its last change a reader wants to hear of, and how far this person has seen it. */
  news: number
  seen: number
  /** Its trail, an entry for each version, oldest first; may be empty where nothing asks for it. */
  trail: readonly Pick<TrailEntry, 'at' | 'by' | 'did'>[]
}

/** Why a thread is in somebody's inbox: the one strongest reason, so that nothing stands there twice. */
export interface Reason {
  why: InboxWhy
  from: Author
  at: number
  says: string | null
  became: Outcome['became'] | null
  waits: boolean
}

/**
 * What a thread asks of a person, or tells them; null when nothing. What somebody said to them comes before what
 * they can do; only the asker is told that they may close (C6); nobody is told of what they did themselves.
 */
export function reasonOf(
  thread: Thread,
  me: { id: string; partner: PartnerKind },
  mayEdit: boolean,
): Reason | null {
  const [first] = thread.posts
  const mine = first.author.id === me.id
  const took = mine || thread.posts.some(({ author, deleted }) => author.id === me.id && !deleted)
  const news = thread.news > thread.seen ? thread.trail.slice(thread.seen) : []
  const byOthers = news.filter(({ by }) => by.id !== me.id)
  return (
    mentionIn(thread, me) ??
    (mine ? decisionIn(thread, byOthers) : null) ??
    (took ? replyIn(thread, byOthers, me.id) : null) ??
    (first.deleted ? null : waitingIn(thread, me, mayEdit))
  )
}

function mentionIn({ posts, seen }: Thread, me: { id: string; partner: PartnerKind }): Reason | null {
  const post = posts.findLast(
    ({ author, deleted, named }) =>
      !deleted &&
      author.id !== me.id &&
      named.some(
        ({ member, partner, version }) =>
          version > seen && (member === me.id || (member === null && partner === me.partner)),
      ),
  )
  if (post === undefined) return null
  return { why: 'mentioned', from: post.author, at: post.at, says: post.text, became: null, waits: false }
}

type Entries = Thread['trail']

function decisionIn({ suggestion }: Thread, news: Entries): Reason | null {
  const last = news.findLast(({ did }) =>
    ['accepted', 'declined', 'overtaken', 'decision taken back'].includes(did),
  )
  if (suggestion === null || last === undefined) return null
  const { outcome } = suggestion
  if (outcome === null)
    return {
      why: 'decision taken back',
      from: last.by,
      at: last.at,
      says: suggestion.words,
      became: null,
      waits: false,
    }
  const says = outcome.reason ?? outcome.words ?? suggestion.words
  return { why: 'decided', from: outcome.by, at: outcome.at, says, became: outcome.became, waits: false }
}

function replyIn({ posts }: Thread, news: Entries, me: string): Reason | null {
  const times = new Set(news.filter(({ did }) => did === 'replied').map(({ at }) => at))
  const reply = posts
    .slice(1)
    .findLast(({ author, at, deleted }) => !deleted && author.id !== me && times.has(at))
  if (reply === undefined) return null
  return { why: 'replied', from: reply.author, at: reply.at, says: reply.text, became: null, waits: false }
}

/** What is suggested, in words, for where it is not drawn over the text it is about. */
function proposed({ form, words }: Pick<Suggestion, 'form' | 'words'>): string {
  switch (form) {
    case 'replace':
      return `Write “${words}” instead.`
    case 'insert':
      return `Put in “${words}”.`
    case 'strike':
      return 'Strike these words.'
    case 'new paragraph':
      return `Add a paragraph: “${words}”`
    case 'strike paragraph':
      return 'Strike this paragraph.'
  }
}

function waitingIn(
  { kind, state, posts, suggestion, trail }: Thread,
  me: { id: string; partner: PartnerKind },
  mayEdit: boolean,
): Reason | null {
  const [{ author, at, text }] = posts
  const asks = {
    from: author,
    at,
    says: [suggestion === null ? '' : proposed(suggestion), text].filter((part) => part !== '').join(' '),
    became: null,
    waits: true,
  }
  if (author.id === me.id) {
    const answered = trail.findLast(({ did }) => did === 'answered')
    // A decided suggestion is settled by its outcome: nobody is asked to close it as well.
    if (state !== 'answered' || (suggestion?.outcome ?? null) !== null) return null
    if (answered?.by.id === me.id) return null
    return { ...asks, why: 'may close', from: answered?.by ?? author, at: answered?.at ?? at }
  }
  // Partners answer and decide each other's challenges and suggestions, not their own.
  if (state !== 'open' || !mayEdit || author.partner === me.partner) return null
  if (kind === 'challenge') return { ...asks, why: 'challenge' }
  if (kind === 'suggestion' && (suggestion?.outcome ?? null) === null) return { ...asks, why: 'suggestion' }
  return null
}
