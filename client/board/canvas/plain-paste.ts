import { Extension } from '@tiptap/core'
import { Fragment, type Node, type Schema, Slice } from '@tiptap/pm/model'
import { Plugin } from '@tiptap/pm/state'

const KEPT: ReadonlySet<string> = new Set(['paragraph', 'bulletList', 'listItem', 'text', 'hardBreak'])

/** What is pasted into a note becomes what a note holds: paragraphs and bullets. No words are left out. */
export const PlainPaste = Extension.create({
  name: 'plainPaste',
  addProseMirrorPlugins: () => [
    new Plugin({
      props: {
        transformPasted: (slice, view) => {
          if (isPlain(slice.content)) return slice
          const blocks: Node[] = []
          slice.content.forEach((node) => flatten(node, view.state.schema, blocks))
          return new Slice(Fragment.from(blocks), 0, 0)
        },
      },
    }),
  ],
})

function isPlain(content: Fragment): boolean {
  let plain = true
  content.descendants((node) => {
    plain &&= KEPT.has(node.type.name)
    return plain
  })
  return plain
}

function flatten(node: Node, schema: Schema, blocks: Node[]): void {
  const { paragraph } = schema.nodes
  if (paragraph === undefined) throw new Error('The schema has no paragraph')
  if (node.isText) blocks.push(paragraph.create(null, node))
  else if (node.type.name === 'bulletList' && isPlain(node.content)) blocks.push(node)
  else if (node.isTextblock) {
    const words: Node[] = []
    node.content.forEach((child) => {
      if (child.isText) words.push(child)
    })
    blocks.push(paragraph.create(null, words))
  } else node.content.forEach((child) => flatten(child, schema, blocks))
}
