import { describe, expect, test } from 'vitest'
import { createMover, type Told } from '../../../client/annotations/mover.ts'
import { commentIn } from '../../../client/annotations/link.ts'
import { EVERYTHING, inOrder, passes } from '../../../client/annotations/filter.ts'
import { commentWrites, overlay, type Write } from '../../../client/annotations/overlay.ts'
import { fromWords, noteLabel, quoted } from '../../../client/annotations/words.ts'
import type { Waiting } from '../../../client/sync/outbox.ts'
import type { Place } from '../../../shared/annotations/anchors.ts'
import type { Anchor, Comment } from '../../../shared/annotations/comments.ts'
import { DEFAULT_PARTNERS } from '../../../shared/domain/partners.ts'
import type { Author } from '../../../shared/people/person.ts'

const ME: Author = { id: 'me', name: 'Parent partner', partner: 'parents', role: 'PP' }
const LEAD: Author = { id: 'lead', name: 'Nominated lead', partner: 'council', role: 'NL' }

const anchor = (section = 'overview', quote = 'numbers of pupils'): Anchor => ({
  section,
  start: {},
  end: {},
  quote,
  before: '',
  after: '',
})

const comment = (id: string, more: Partial<Comment> = {}): Comment => ({
  id,
  author: LEAD,
  text: `Words of ${id}`,
  writtenAt: 1,
  at: 1,
  editedAt: null,
  mentions: [],
  deleted: false,
  document: '4',
  kind: 'question',
  state: 'open',
  anchor: anchor(),
  version: 1,
  replies: [],
  suggestion: null,
  unread: false,
  ...more,
})

const write = (
  route: Write['route'],
  params: Record<string, string>,
  body: unknown,
  more: Partial<Write> = {},
): Write => ({
  id: `w-${route}`,
  route,
  params: { workspace: 'demo', document: '4', ...params },
  body,
  at: 5,
  refused: null,
  sending: false,
  ...more,
})

const waiting = (member: string, document: string, route: Waiting['route']): Waiting => ({
  id: `${member}${document}${route}`,
  member,
  route,
  params: { workspace: 'demo', document },
  body: {},
  at: 1,
  refused: null,
})

const place = (section: string, from: number): Place => ({ section, from, to: from + 5, by: 'exact' })

const settle = async (): Promise<void> => {
  for (let turn = 0; turn < 5; turn += 1) await Promise.resolve()
}

const back = (id: string): Write => write('deleteComment', { comment: id }, undefined)

describe('own writes over the server’s comments', () => {
  const posted = write(
    'comment',
    {},
    { id: 'c-new-12345', kind: 'challenge', text: 'Is it?', anchor: anchor(), writtenAt: 9 },
  )

  test('a comment that waits is shown as its author’s, and once only when the server has it too', () => {
    const [shown] = overlay([], [posted], ME, '4')
    expect(shown).toMatchObject({
      id: 'c-new-12345',
      author: ME,
      state: 'open',
      pending: 'waiting',
      version: 0,
    })
    const both = overlay([comment('c-new-12345', { author: ME, version: 1 })], [posted], ME, '4')
    expect(both).toHaveLength(1)
    expect(both[0]).toMatchObject({ pending: null, version: 1 })
  })

  test('writes are laid in their order: a comment, a reply to it, its change, its closing', () => {
    const [shown] = overlay(
      [],
      [
        posted,
        write('reply', { comment: 'c-new-12345' }, { id: 'r-new-12345', text: 'More', writtenAt: 10 }),
        write('editReply', { comment: 'c-new-12345', reply: 'r-new-12345' }, { text: 'Much more' }),
        write('editComment', { comment: 'c-new-12345' }, { text: 'Is it so?' }),
        write(
          'setCommentState',
          { comment: 'c-new-12345' },
          { state: 'closed', version: 1 },
          { sending: true },
        ),
      ],
      ME,
      '4',
    )
    expect(shown).toMatchObject({ text: 'Is it so?', state: 'closed', pending: 'sending' })
    expect(shown?.replies).toMatchObject([
      { id: 'r-new-12345', text: 'Much more', author: ME, pending: 'waiting' },
    ])
  })

  test('a refused write is not shown as if it stood', () => {
    const refused: Write = { ...posted, refused: { kind: 'not allowed', say: 'No.' } }
    expect(overlay([comment('c1')], [refused], ME, '4').map(({ id }) => id)).toEqual(['c1'])
  })

  test('a comment taken back goes, unless others replied', () => {
    const reply = {
      id: 'r1',
      author: ME,
      text: 'x',
      writtenAt: 2,
      at: 2,
      editedAt: null,
      mentions: [],
      deleted: false,
    }
    const shown = overlay(
      [comment('c1'), comment('c2', { replies: [reply] })],
      [back('c1'), back('c2')],
      ME,
      '4',
    )
    expect(shown.map(({ id, deleted, text }) => [id, deleted, text])).toEqual([['c2', true, '']])
  })

  test('the server’s list is never changed in place', () => {
    const server = [comment('c1')]
    overlay(server, [write('editComment', { comment: 'c1' }, { text: 'changed' })], ME, '4')
    expect(server[0]?.text).toBe('Words of c1')
  })

  test('of the outbox only this theme’s and this person’s writes count', () => {
    const list = [
      waiting('me', '4', 'comment'),
      waiting('me', '3', 'comment'),
      waiting('other', '4', 'comment'),
      waiting('me', '4', 'enterWording'),
    ]
    expect(
      commentWrites(list, { workspace: 'demo', document: '4', member: 'me' }).map(({ id }) => id),
    ).toEqual(['me4comment'])
  })
})

describe('order and filter', () => {
  const all = overlay(
    [
      comment('late', { anchor: anchor('overview') }),
      comment('lost', { anchor: anchor('overview') }),
      comment('early', { anchor: anchor('overview'), author: ME, kind: 'challenge' }),
      comment('moved', { anchor: anchor('overview') }),
      comment('shut', { anchor: anchor('next'), state: 'closed' }),
    ],
    [],
    ME,
    '4',
  )
  const places = new Map<string, Place | null>([
    ['late', place('overview', 90)],
    ['early', place('overview', 10)],
    ['lost', null],
    ['moved', place('families', 1)],
    ['shut', place('next', 1)],
  ])

  test('anchor order; lost words after the others of their section; where the words are now counts', () => {
    const order = inOrder(all, places, ['overview', 'families', 'next']).map(({ id }) => id)
    expect(order).toEqual(['early', 'late', 'lost', 'moved', 'shut'])
    const swapped = inOrder(all, places, ['families', 'overview', 'next']).map(({ id }) => id)
    expect(swapped).toEqual(['moved', 'early', 'late', 'lost', 'shut'])
  })

  test.each([
    [EVERYTHING, ['late', 'lost', 'early', 'moved']],
    [{ ...EVERYTHING, state: 'all' as const }, ['late', 'lost', 'early', 'moved', 'shut']],
    [{ ...EVERYTHING, state: 'closed' as const }, ['shut']],
    [{ ...EVERYTHING, partner: 'parents' as const }, ['early']],
    [{ ...EVERYTHING, kind: 'challenge' as const }, ['early']],
    [{ ...EVERYTHING, section: 'families' }, ['moved']],
  ])('%j', (filter, ids) => {
    expect(all.filter((one) => passes(one, places.get(one.id), filter)).map(({ id }) => id)).toEqual(ids)
  })
})

describe('how it is said', () => {
  test('evidence is offered by, the rest comes from; one’s own says so', () => {
    expect(fromWords(comment('c', { kind: 'evidence' }), DEFAULT_PARTNERS, 'me')).toBe('by Council')
    expect(fromWords(comment('c'), DEFAULT_PARTNERS, 'lead')).toBe('from you, Council')
  })

  test('a note tells everything it shows', () => {
    const reply = {
      id: 'r1',
      author: ME,
      text: 'x',
      writtenAt: 2,
      at: 2,
      editedAt: null,
      mentions: [],
      deleted: false,
    }
    expect(
      noteLabel(comment('c', { unread: true, replies: [reply] }), DEFAULT_PARTNERS, 'me', false, false),
    ).toBe('Question from Council, open, 1 reply, new since you were last here, on “numbers of pupils”')
    expect(noteLabel(comment('c', { state: 'answered' }), DEFAULT_PARTNERS, 'me', true, true)).toBe(
      'Question from Council, answered, waiting to be sent, its words are gone, they were “numbers of pupils”',
    )
  })

  test('a long quote is cut and says so', () => {
    expect(quoted('one\ufffctwo   three')).toBe('“one two three”')
    expect(quoted('abcdefghij', 6)).toBe('“abcde…”')
  })

  test('an address asks for a comment, or for none', () => {
    expect(commentIn('#comment=abcdefghij_-1')).toBe('abcdefghij_-1')
    expect(commentIn('#comment=<script>')).toBeNull()
    expect(commentIn('#section-overview')).toBeNull()
  })
})

function mover(answers: Told[]) {
  const told: [string, string][] = []
  let run: (() => void) | null = null
  const move = createMover(
    (id, { quote }) => {
      told.push([id, quote])
      return Promise.resolve(answers.shift() ?? 'done')
    },
    (next) => (run = next),
  )
  const pause = async (): Promise<void> => {
    const now = run
    run = null
    now?.()
    await settle()
  }
  return { told, move, pause }
}

describe('telling where words went', () => {
  test('only the last place of each comment, after a pause', async () => {
    const { told, move, pause } = mover([])
    move('a', anchor('overview', 'first'))
    move('a', anchor('overview', 'second'))
    move('b', anchor('overview', 'other'))
    expect(told).toEqual([])
    await pause()
    expect(told).toEqual([
      ['a', 'second'],
      ['b', 'other'],
    ])
    await pause()
    expect(told).toHaveLength(2)
  })

  test('tries again later, but not for ever, and not when it may not', async () => {
    const { told, move, pause } = mover(Array.from({ length: 20 }, () => 'later'))
    move('a', anchor())
    for (let turn = 0; turn < 10; turn += 1) await pause()
    expect(told).toHaveLength(6)
    const refused = mover(['no'])
    refused.move('a', anchor())
    await refused.pause()
    await refused.pause()
    expect(refused.told).toHaveLength(1)
  })
})
