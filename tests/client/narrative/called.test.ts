import { expect, it } from 'vitest'
import { placeIn } from '../../../client/narrative/called.ts'

const sections = () => [{ id: 'a', number: '1.0', title: 'Evidence of impact' }]

it('says where somebody is: the number in a narrative, the block of a presentation, the item of an agenda', () => {
  expect(placeIn({}, '4', sections)('a')).toBe('1.0')
  expect(placeIn({ unnumbered: true }, 'presentation-theme-4', sections)('a')).toBe('Evidence of impact')
  expect(placeIn({}, 'minutes-one', sections)('a')).toBe('Evidence of impact')
  expect(placeIn({}, 'minutes-one', sections)('gone')).toBeUndefined()
})
