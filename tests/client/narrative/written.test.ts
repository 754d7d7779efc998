import { expect, it } from 'vitest'
import * as Y from 'yjs'
import { writtenIn } from '../../../client/narrative/written.ts'
import { fragmentOf } from '../../../shared/narrative/sections.ts'

it('is a draft once there are words, counted where a summary stands alone, and else not started', () => {
  const doc = new Y.Doc()
  fragmentOf(doc, 'empty').push([new Y.XmlElement('paragraph')])
  fragmentOf(doc, 'summary').push([new Y.XmlElement('progress')])
  expect(writtenIn(doc, 'empty', 0)).toBe('not started')
  expect(writtenIn(doc, 'summary', 0)).toBe('counted')
  expect(writtenIn(doc, 'summary', 3)).toBe('draft')
  expect(writtenIn(doc, 'empty', 3)).toBe('draft')
})
