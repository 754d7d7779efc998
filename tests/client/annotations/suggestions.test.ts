import { array, assert, constantFrom, property } from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Comment } from '../../../shared/annotations/comments.ts'
import { commentWrites, overlay, textOf, type Write } from '../../../client/annotations/overlay.ts'
import { isOpenSuggestion } from '../../../client/annotations/proposal.ts'
import { changesOf } from '../../../client/annotations/word-changes.ts'
import { headWords } from '../../../client/annotations/words.ts'
import type { Author } from '../../../shared/people/person.ts'

const ME: Author = { id: 'me', name: 'Workstream lead', partner: 'council', role: 'WL' }
const SHE: Author = { id: 'she', name: 'Parent partner', partner: 'parents', role: 'PP' }

const suggestion: Comment = {
  id: 'suggestion-1',
  author: SHE,
  text: '',
  writtenAt: 1,
  at: 1,
  editedAt: null,
  mentions: [],
  deleted: false,
  document: '4',
  kind: 'suggestion',
  state: 'open',
  anchor: { section: 'overview', start: {}, end: {}, quote: 'table below', before: '', after: '' },
  version: 3,
  replies: [],
  suggestion: { form: 'replace', words: 'Figure 1', side: 'after', outcome: null },
  unread: false,
}

const write = (route: Write['route'], body: unknown): Write => ({
  id: route,
  route,
  params: { workspace: 'w', document: '4', comment: suggestion.id },
  body,
  at: 5,
  refused: null,
  sending: false,
})

const after = (...writes: Write[]) => overlay([suggestion], writes, ME, '4')[0]

describe('decisions that wait to be sent', () => {
  test('stand at once for the one who made them, as waiting', () => {
    const one = after(write('acceptSuggestion', { version: 3, words: null }))
    expect(one?.suggestion?.outcome).toMatchObject({ became: 'accepted', words: 'Figure 1', by: ME })
    expect(one?.pending).toBe('waiting')
    expect(one !== undefined && isOpenSuggestion(one)).toBe(false)
    expect(
      after(write('acceptSuggestion', { version: 3, words: 'Figure 2' }))?.suggestion?.outcome,
    ).toMatchObject({ became: 'accepted with changes', words: 'Figure 2' })
    expect(
      after(write('declineSuggestion', { version: 3, reason: 'No.' }))?.suggestion?.outcome,
    ).toMatchObject({ became: 'declined', reason: 'No.' })
  })

  test('follow each other: declined, then taken back, is open; worded anew has the new words', () => {
    const again = after(
      write('declineSuggestion', { version: 3, reason: 'No.' }),
      write('reopenSuggestion', { version: 4 }),
    )
    expect(again?.state).toBe('open')
    expect(again?.suggestion?.outcome).toBeNull()
    expect(after(write('changeSuggestion', { version: 3, words: 'Figure 3' }))?.suggestion?.words).toBe(
      'Figure 3',
    )
  })

  test('change nothing of what the server said, which may refuse them', () => {
    after(write('acceptSuggestion', { version: 3, words: null }))
    expect(suggestion.suggestion?.outcome).toBeNull()
    expect(suggestion.state).toBe('open')
  })

  test('a refused one gives its words back: suggested words, why, a reason', () => {
    expect(textOf({ text: 'Because', suggestion: { words: 'Figure 1' } })).toBe('Figure 1\nBecause')
    expect(textOf({ version: 1, reason: 'Not ours' })).toBe('Not ours')
    expect(textOf({ version: 1, words: null })).toBeNull()
  })

  test('are found among what waits on this device', () => {
    const waiting = { ...write('declineSuggestion', { version: 3, reason: 'No.' }), member: 'me' }
    const mine = { workspace: 'w', document: '4', member: 'me' } as const
    expect(commentWrites([waiting], mine)).toHaveLength(1)
    expect(commentWrites([waiting], { ...mine, member: 'she' })).toHaveLength(0)
  })
})

test('the head counts comments and suggestions to decide apart', () => {
  const question: Comment = { ...suggestion, kind: 'question', suggestion: null }
  expect(headWords([])).toBe('Comments')
  expect(headWords([question, question, suggestion])).toBe('2 comments, 1 suggestion')
  expect(headWords([suggestion])).toBe('1 suggestion')
})

test('word changes: what stays and goes is the old wording, what stays and comes the new', () => {
  const words = array(constantFrom('early', 'help', 'for', 'families', 'now.', ','), { maxLength: 9 })
  assert(
    property(words, words, (a, b) => {
      const [old, next] = [a.join(' '), b.join(' ')]
      const changes = changesOf(old, next)
      const without = (kind: 'gone' | 'new') =>
        changes.flatMap((one) => (one.kind === kind ? [] : [one.words])).join('')
      expect(without('new')).toBe(old)
      expect(without('gone')).toBe(next)
    }),
    { seed: 4, numRuns: 300 },
  )
})
