import * as fc from 'fast-check'
import { expect, it } from 'vitest'
import { Stage, TemplateId } from '../../../shared/board/boards.ts'
import { phrasesOf, stagesOf, TEMPLATES } from '../../../shared/board/templates.ts'

const words = fc.string({
  unit: fc.constantFrom('a', 'need', ' ', ', ', '; ', ' of ', ' and ', '’', '.', '1,000'),
})

it('cuts a wording into phrases that are the wording again when they are put together', () => {
  fc.assert(
    fc.property(words, (wording) => {
      const phrases = phrasesOf(wording)
      expect(phrases.join('')).toBe(wording)
      expect(phrases.length).toBeLessThanOrEqual(8)
    }),
  )
})

it.each([
  [
    'The uneven quality of plans, in particular of the health part, and the late reviews',
    ['The uneven quality of plans, ', 'in particular of the health part, ', 'and the late reviews'],
  ],
  ['Waiting', ['Waiting']],
  ['Yes, no, and the rest of it is long enough', ['Yes, no, and the rest of it is long enough']],
])('cuts "%s"', (wording, phrases) => expect(phrasesOf(wording)).toEqual(phrases))

it('plans steps that a board takes, of every template', () => {
  for (const template of TemplateId.options) {
    expect(Stage.array().safeParse(stagesOf(template)).success).toBe(true)
    expect(TEMPLATES[template].columns?.every((column) => column.length <= 60) ?? true).toBe(true)
  }
  expect(stagesOf('blank')).toEqual([])
})
