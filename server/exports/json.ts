import * as Y from 'yjs'

/** A node of a section as ProseMirror writes it: what other programs read most easily. */
export interface JsonNode {
  type: string
  text?: string
  attrs?: Record<string, unknown>
  marks?: { type: string; attrs?: unknown }[]
  content?: JsonNode[]
}

/** The words of a section as JSON, every node and attribute as it stands. */
export const fragmentToJson = (fragment: Y.XmlFragment): JsonNode => ({
  type: 'doc',
  content: contentOf(fragment),
})

function contentOf(parent: Y.XmlFragment | Y.XmlElement): JsonNode[] {
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

function runsOf(text: Y.XmlText): JsonNode[] {
  const runs = text.toDelta() as { insert: unknown; attributes?: Record<string, unknown> }[]
  return runs
    .filter(({ insert }) => typeof insert === 'string')
    .map(({ insert, attributes }) => {
      const marks = Object.entries(attributes ?? {}).map(([name, attrs]) => ({
        type: name.replace(/--.*$/, ''),
        ...(Object.keys(attrs ?? {}).length === 0 ? {} : { attrs }),
      }))
      return { type: 'text', text: insert as string, ...(marks.length === 0 ? {} : { marks }) }
    })
}
