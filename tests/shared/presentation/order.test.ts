import { expect, test } from 'vitest'
import { layOut, type OrderSection } from '../../../shared/presentation/order.ts'
import { sayTimeOfDay } from '../../../shared/presentation/clock.ts'
import { RUNNING_ORDER, SLOT_MINUTES, STARTS } from '../../../shared/presentation/template.ts'

const somebody = { id: 'm', name: 'Workstream lead', partner: 'council', role: 'WL' } as const
const section = (about: Partial<OrderSection>): OrderSection => ({
  id: 'x',
  kind: 'theme',
  name: 'Theme 1',
  title: null,
  theme: null,
  wording: null,
  minutes: 20,
  presenter: somebody,
  partner: 'council',
  order: 'a0',
  removed: false,
  version: 1,
  words: 10,
  slides: 1,
  comments: 0,
  edits: true,
  ...about,
})
const template = RUNNING_ORDER.map((one) => section(one))

test('the template takes 125 of 125 minutes, 11:00 to 13:05, and wants a slot for the voice (R68)', () => {
  const laid = layOut({ starts: STARTS, slotMinutes: SLOT_MINUTES, sections: template })
  expect([laid.minutes, sayTimeOfDay(laid.starts ?? 0), sayTimeOfDay(laid.ends ?? 0)]).toEqual([
    125,
    '11:00',
    '13:05',
  ])
  expect(laid.rows.map(({ begins }) => sayTimeOfDay(begins ?? 0))).toEqual([
    '11:00',
    '11:00',
    '11:00',
    '11:10',
    '11:20',
    '11:40',
    '12:00',
    '12:20',
    '12:40',
    '13:00',
    '13:05',
  ])
  expect(laid.warnings).toEqual([])
  expect(laid.rows[0]?.warnings).toEqual(['No slot yet'])
  expect(laid.toSettle).toBe(1)
})

test('what is to be settled is said in words, and counted (R63, R69)', () => {
  const sections = [
    section({ presenter: null, partner: null }),
    section({ minutes: null }),
    section({ words: 0, minutes: 106.5, partner: 'parents' }),
    section({ kind: 'questions', minutes: null, presenter: null, words: 0 }),
  ]
  const laid = layOut({ starts: null, slotMinutes: 125, sections })
  expect(laid.rows.map(({ warnings }) => warnings)).toEqual([
    ['No presenter'],
    ['No minutes'],
    ['Nothing written'],
    [],
  ])
  expect(laid.warnings).toEqual([
    '1.5 minutes over the 125 minutes of the slot.',
    'No slot for the voice of a young person. Add one.',
  ])
  expect(laid.toSettle).toBe(5)
  expect([laid.starts, laid.ends, laid.rows[1]?.begins]).toEqual([null, null, null])
  expect(laid.mix).toEqual([{ partner: 'parents', minutes: 106.5 }])
})
