import { expect, it } from 'vitest'
import type { NodeJson } from '../../../shared/history/version.ts'
import { blocksOfVersion, passagesOf } from '../../../server/records/passages.ts'

const words = (text: string): NodeJson => ({ type: 'paragraph', content: [{ type: 'text', text }] })

it('a paragraph in a table is told apart from one that stands by itself', () => {
  const table = {
    type: 'table',
    content: [{ type: 'tableRow', content: [{ type: 'tableCell', content: [words('29%')] }] }],
  }
  const content = [words('Before.'), table, words('After.')]
  const section = { id: 'impact', title: 'Impact', removed: false, content, runs: [] }
  const [found] = passagesOf(blocksOfVersion({ sections: [section] } as never))
  expect(found?.passages.map(({ quote, near, cell }) => [quote, near, cell])).toEqual([
    ['Before.', 0, false],
    ['29%', 7, true],
    ['After.', 10, false],
  ])
})
