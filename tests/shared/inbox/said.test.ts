import { expect, test } from 'vitest'
import { type Became, stateOf, sumUp } from '../../../shared/inbox/said.ts'

const lines = (...all: Became[]) => all.map((became) => ({ became }))

test('each outcome counts once, in a sentence', () => {
  expect(sumUp('Parents', [])).toBe('Parents said nothing yet.')
  expect(sumUp('Parents', lines('open'))).toBe('Parents said one thing: 1 is open.')
  expect(
    sumUp('Parents', lines('accepted', 'accepted with changes', 'declined', 'replied', 'open', 'open')),
  ).toBe('Parents said 6 things: 2 changed the text, 1 was not taken up, 1 was answered and 2 are open.')
})

test('another wording in its place is not these words in the text', () => {
  expect(lines('overtaken', 'declined').map(stateOf)).toEqual(['declined', 'declined'])
  expect(lines('answered', 'closed', 'replied').map(stateOf)).toEqual(['answered', 'answered', 'answered'])
})
