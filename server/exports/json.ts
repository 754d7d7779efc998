import * as Y from 'yjs'
import type { NodeJson } from '../../shared/history/version.ts'

/** The words of a section as JSON, every node and attribute as it stands. */
export const fragmentToJson = (fragment: Y.XmlFragment): NodeJson => ({
  type: 'doc',
  content: contentOf(fragment),
})

function contentOf(parent: Y.XmlFragment | Y.XmlElement): NodeJson[] {
  return parent.toArray().flatMap((child) => {
    if (child instanceof Y.XmlText) return runsOf(child)
    if (!(child instanceof Y.XmlElement)) return []
    const attrs: Record<string, unknown> = child.getAttributes()
    return [
      {
        type: child.nodeName,
        ...(Object.keys(attrs).length === 0 ? {} : { attrs }),
        ...(child.length === 0 ? {} : { content: contentOf(child) }),
      },
    ]
  })
}

function runsOf(text: Y.XmlText): NodeJson[] {
  const runs = text.toDelta() as { insert: unknown; attributes?: Record<string, unknown> }[]
  return runs
    .filter(({ insert }) => typeof insert === 'string')
    .map(({ insert, attributes }) => {
      const marks = Object.entries(attributes ?? {}).map(([name, attrs]) => ({
        type: name.replace(/--.*$/, ''),
        ...(Object.keys(attrs ?? {}).length === 0 ? {} : { attrs: attrs as Record<string, unknown> }),
      }))
      return { type: 'text', text: insert as string, ...(marks.length === 0 ? {} : { marks }) }
    })
}
