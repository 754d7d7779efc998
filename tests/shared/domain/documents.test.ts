import { expect, test } from 'vitest'
import { FIXED_DOCUMENT_IDS, documentId, kindOf } from '../../../shared/domain/documents.ts'
import { documentOf, parseRoom, roomName, roomOf } from '../../../shared/rooms.ts'

const MADE = [
  'presentation-V1StGXR8_Z5',
  'presentation-presentation-1',
  'minutes-a',
  'minutes--x_',
  'board-starter-wall-4',
] as const

test.each([...FIXED_DOCUMENT_IDS, ...MADE])('%s is one document, one room and one name', (id) => {
  expect(documentId(kindOf(id))).toBe(id)
  const room = parseRoom(roomOf('surrey-demo', id))
  expect(room).toEqual({ workspace: 'surrey-demo', ...kindOf(id) })
  expect(room === null ? null : documentOf(room)).toBe(id)
})

test('rooms are named as the contract has them', () => {
  expect(roomName({ workspace: 'area', kind: 'narrative', theme: '4' })).toBe('area/narrative/4')
  expect(roomName({ workspace: 'area', kind: 'analysis', partner: 'parents' })).toBe('area/analysis/parents')
  expect(roomName({ workspace: 'area', kind: 'easy', theme: '4' })).toBe('area/easy/4')
})

test.each([
  '',
  'area',
  'area/narrative',
  'area/narrative/6',
  'area/narrative/easy-4',
  'area/narrative/analysis-parents',
  'area/analysis/nobody',
  'area/analysis/4',
  'area/easy/parents',
  'area/wall/1',
  'area/minutes',
  'area/minutes/',
  'area/minutes/a b',
  'area/presentation/1/2',
  'area/narrative/4/more',
  'Area/narrative/4',
  '../narrative/4',
])('%j is no room', (name) => expect(parseRoom(name)).toBeNull())
