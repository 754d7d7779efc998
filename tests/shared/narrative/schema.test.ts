import { getSchema } from '@tiptap/core'
import { describe, expect, it } from 'vitest'
import { KIND_SINCE, versionFor } from '../../../shared/narrative/kinds.ts'
import { narrativeSchema } from '../../../shared/narrative/schema.ts'
import { SCHEMA_VERSION } from '../../../shared/protocol/frames.ts'

const schema = getSchema(narrativeSchema)

describe('the schema of a narrative', () => {
  it('is made without a DOM', () => {
    expect('document' in globalThis).toBe(false)
    expect(Object.keys(schema.marks).toSorted()).toEqual(['bold', 'highlight', 'italic', 'link', 'underline'])
  })

  it('has a version for every kind of node, and no kind without a node', () => {
    const nodes = Object.keys(schema.nodes).filter((name) => name !== 'doc' && name !== 'text')
    expect(Object.keys(KIND_SINCE).toSorted()).toEqual(nodes.toSorted())
    expect(Math.max(...Object.values(KIND_SINCE))).toBe(SCHEMA_VERSION)
  })

  it('says which version a document needs', () => {
    expect(versionFor([])).toBe(1)
    expect(versionFor(['paragraph', 'heading'])).toBe(1)
    expect(versionFor(['paragraph', 'table'])).toBe(2)
    expect(versionFor(['paragraph', 'hologram'])).toBeNull()
  })

  it('takes every block with no content, since a merge can leave one behind', () => {
    for (const name of Object.keys(schema.nodes).filter((name) => name !== 'doc' && name !== 'text'))
      expect(() => schema.node(name, null, []).check(), name).not.toThrow()
  })

  it('takes a figure with two captions, and a cell with a list in it', () => {
    const caption = schema.node('figcaption', null, [schema.text('Words')])
    expect(() => schema.node('figure', { id: 'f' }, [caption, caption]).check()).not.toThrow()
    const list = schema.node('bulletList', null, [schema.node('listItem', null, [schema.node('paragraph')])])
    expect(() => schema.node('tableCell', null, [list]).check()).not.toThrow()
  })
})
