import { expect, test } from 'vitest'
import * as Y from 'yjs'
import { outlineOf } from '../../../client/narrative/first-place.ts'

/** A fragment whose first block is nested like this, with a word in the innermost, and a paragraph behind it. */
function fragment(...names: string[]): Y.XmlFragment {
  const fragment = new Y.Doc().getXmlFragment('s:one')
  let into: Y.XmlFragment | Y.XmlElement = fragment
  for (const name of names) {
    const element = new Y.XmlElement(name)
    into.insert(0, [element])
    into = element
  }
  if (names.length > 0) into.insert(0, [new Y.XmlText('words')])
  fragment.insert(fragment.length, [new Y.XmlElement('paragraph')])
  return fragment
}

test('an editor begins with the shape of its first block, and none of its words', () => {
  expect(outlineOf(fragment('bulletList', 'listItem', 'paragraph'))).toEqual({
    type: 'doc',
    content: [{ type: 'bulletList', content: [{ type: 'listItem', content: [{ type: 'paragraph' }] }] }],
  })
  expect(outlineOf(fragment('heading'))).toEqual({ type: 'doc', content: [{ type: 'heading' }] })
  expect(outlineOf(new Y.Doc().getXmlFragment('s:none'))).toBeNull()
})
