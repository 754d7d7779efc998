import { getSchema } from '@tiptap/core'
import { DOMSerializer, Fragment, Node, type Schema } from '@tiptap/pm/model'
import { useLayoutEffect, useRef } from 'react'
import type { NodeJson } from '../../shared/history/version.ts'
import { narrativeSchema } from '../../shared/narrative/schema.ts'

let known: Schema | undefined

/** Words of the shared schema drawn as plain HTML, blocks or what stands in a line. */
export function SlideWords({ nodes, inline = false }: { nodes: readonly NodeJson[]; inline?: boolean }) {
  const holder = useRef<HTMLDivElement>(null)
  const said = JSON.stringify(nodes)
  useLayoutEffect(() => {
    holder.current?.replaceChildren(draw(JSON.parse(said) as NodeJson[]))
  }, [said])
  return inline ? <span ref={holder} /> : <div ref={holder} className="slide-words" />
}

/** What this build cannot draw is shown as its bare text: a word is never left out. */
function draw(nodes: readonly NodeJson[]): DocumentFragment {
  known ??= getSchema(narrativeSchema)
  const schema = known
  const parts = nodes.map((node) => {
    try {
      return DOMSerializer.fromSchema(schema).serializeFragment(Fragment.from(Node.fromJSON(schema, node)))
    } catch {
      return document.createTextNode(bareText(node))
    }
  })
  const all = document.createDocumentFragment()
  all.append(...parts)
  return all
}

const bareText = (node: NodeJson): string => node.text ?? (node.content ?? []).map(bareText).join(' ')
