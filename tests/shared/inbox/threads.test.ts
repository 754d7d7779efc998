import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type Post, reasonOf, type Thread } from '../../../shared/inbox/threads.ts'
import type { SuggestionForm } from '../../../shared/annotations/suggestions.ts'
import type { Author } from '../../../shared/people/person.ts'

const author = (id: string, partner: Author['partner'] = 'council'): Author => ({
  id,
  name: id,
  partner,
  role: 'WL',
})
const me = author('me', 'parents')
const friend = author('friend', 'parents')
const lead = author('lead')
const health = author('health', 'ccgs')
const post = (by: Author, at: number, over: Partial<Post> = {}): Post => ({
  author: by,
  text: `${by.id} at ${at}`,
  at,
  deleted: false,
  named: [],
  ...over,
})
const entry = (by: Author, did: Thread['trail'][number]['did'], at: number) => ({ by, did, at })
/** A challenge by the lead, which nobody has answered and this person has seen. */
const thread = (over: Partial<Thread> = {}): Thread => ({
  kind: 'challenge',
  state: 'open',
  posts: [post(lead, 1)],
  suggestion: null,
  news: 1,
  seen: 1,
  trail: [entry(lead, 'posted', 1)],
  ...over,
})
const why = (one: Thread, mayEdit = true) => reasonOf(one, me, mayEdit)?.why ?? null

describe('why a thread is in an inbox', () => {
  it('a challenge of another partner waits for those who write there, and for nobody else', () => {
    expect(why(thread())).toBe('challenge')
    expect(why(thread(), false)).toBeNull()
    expect(why(thread({ posts: [post(friend, 1)] }))).toBeNull()
    expect(why(thread({ state: 'answered' }))).toBeNull()
    expect(why(thread({ kind: 'question' }))).toBeNull()
  })

  it('a mention of me or of my partner, until I have seen it; never my own, never one taken back', () => {
    const named = [{ member: 'me', partner: 'parents' as const, version: 2 }]
    const ours = [{ member: null, partner: 'parents' as const, version: 2 }]
    const theirs = [{ member: null, partner: 'ccgs' as const, version: 2 }]
    const other = [{ member: 'friend', partner: 'parents' as const, version: 2 }]
    const mentioned = (over: Partial<Post>, more: Partial<Thread> = {}) =>
      thread({ kind: 'question', posts: [post(health, 1), post(lead, 2, over)], news: 2, seen: 1, ...more })
    expect(reasonOf(mentioned({ named }), me, false)).toMatchObject({ why: 'mentioned', from: lead, at: 2 })
    expect(why(mentioned({ named: ours }))).toBe('mentioned')
    expect(why(mentioned({ named: theirs }))).toBeNull()
    expect(why(mentioned({ named: other }))).toBeNull()
    expect(why(mentioned({ named }, { seen: 2 }))).toBeNull()
    expect(why(mentioned({ named }, { seen: 2, news: 9 }))).toBeNull()
    expect(why(mentioned({ named, deleted: true }))).toBeNull()
    expect(why(mentioned({ named: ours, author: me }))).toBeNull()
  })

  it('a reply in a thread I began or took part in, by somebody else, that I have not seen', () => {
    const replied = (began: Author, over: Partial<Thread> = {}) =>
      thread({
        kind: 'question',
        posts: [post(began, 1), post(me, 2), post(lead, 3)],
        trail: [entry(began, 'posted', 1), entry(me, 'replied', 2), entry(lead, 'replied', 3)],
        news: 3,
        seen: 2,
        ...over,
      })
    expect(reasonOf(replied(me), me, false)).toMatchObject({ why: 'replied', says: 'lead at 3' })
    expect(why(replied(health))).toBe('replied')
    expect(why(replied(me, { seen: 3 }))).toBeNull()
    // Somebody else's thread, in which I said nothing, is not mine to hear of.
    expect(why(replied(health, { posts: [post(health, 1), post(lead, 3)] }))).toBeNull()
    // Only its state changed since.
    expect(
      why(
        replied(me, { trail: [entry(me, 'posted', 1), entry(me, 'replied', 2), entry(lead, 'anchored', 4)] }),
      ),
    ).toBeNull()
  })

  it('C6: an answered comment waits for its asker alone to close it', () => {
    const answered = thread({
      kind: 'question',
      state: 'answered',
      posts: [post(me, 1)],
      trail: [entry(me, 'posted', 1), entry(lead, 'answered', 2)],
      news: 2,
      seen: 2,
    })
    expect(reasonOf(answered, me, false)).toMatchObject({ why: 'may close', from: lead, at: 2, waits: true })
    expect(reasonOf(answered, friend, true)).toBeNull()
    expect(why({ ...answered, state: 'closed' })).toBeNull()
  })

  it('a suggestion waits for an editor while it is open; its outcome is told to who made it, once', () => {
    const outcome = {
      became: 'declined' as const,
      by: lead,
      at: 5,
      reason: 'Said in 2.0.',
      words: null,
      overtakenBy: null,
    }
    const open = thread({
      kind: 'suggestion',
      suggestion: { form: 'replace', words: 'share', outcome: null },
    })
    expect(why(open)).toBe('suggestion')
    expect(why({ ...open, posts: [post(friend, 1)] })).toBeNull()
    const says = (form: SuggestionForm, words: string, text = '') =>
      reasonOf(
        thread({ ...open, posts: [post(lead, 1, { text })], suggestion: { form, words, outcome: null } }),
        me,
        true,
      )?.says
    expect(says('replace', 'share')).toBe('Write “share” instead.')
    // A strike has no new words, and a reason does not hide what it is for.
    expect(says('strike', '')).toBe('Strike these words.')
    expect(says('insert', 'share', 'Clearer.')).toBe('Put in “share”. Clearer.')
    expect(why(open, false)).toBeNull()
    const decided = thread({
      kind: 'suggestion',
      state: 'answered',
      posts: [post(me, 1)],
      suggestion: { form: 'replace', words: 'share', outcome },
      trail: [entry(me, 'posted', 1), entry(lead, 'declined', 5)],
      news: 2,
      seen: 1,
    })
    expect(reasonOf(decided, me, false)).toMatchObject({
      why: 'decided',
      became: 'declined',
      says: 'Said in 2.0.',
      waits: false,
    })
    expect(why({ ...decided, seen: 2 })).toBeNull()
    expect(reasonOf(decided, friend, true)).toBeNull()
    const reopened = {
      ...decided,
      state: 'open' as const,
      suggestion: { form: 'replace' as const, words: 'share', outcome: null },
      trail: [...decided.trail, entry(lead, 'decision taken back', 6)],
      news: 3,
    }
    expect(why(reopened)).toBe('decision taken back')
  })

  it('whatever happened: nobody is told of what they alone did, and what only tells is new', () => {
    const people = fc.constantFrom(me, friend, lead, health)
    const dids = fc.constantFrom(
      'replied',
      'answered',
      'reopened',
      'edited',
      'anchored',
      'accepted',
      'declined',
    )
    fc.assert(
      fc.property(
        people,
        fc.array(fc.tuple(people, dids), { maxLength: 8 }),
        fc.nat(9),
        fc.constantFrom('question', 'challenge', 'suggestion'),
        fc.boolean(),
        (began, acts, seen, kind, mayEdit) => {
          const trail = [
            entry(began, 'posted', 1),
            ...acts.map(([by, did], index) => entry(by, did as 'replied', index + 2)),
          ]
          const replies = trail.filter(({ did }) => did === 'replied').map(({ by, at }) => post(by, at))
          const one = thread({
            kind: kind as 'question',
            posts: [post(began, 1), ...replies],
            trail,
            news: trail.length,
            seen: Math.min(seen, trail.length),
          })
          const reason = reasonOf(one, me, mayEdit)
          if (reason === null) return
          if (reason.why !== 'may close') expect(reason.from.id).not.toBe('me')
          if (!reason.waits) expect(one.news).toBeGreaterThan(one.seen)
        },
      ),
    )
  })
})
