import type { ReactNode } from 'react'
import * as Y from 'yjs'

/** Rich text as elements: no editor, no markup that could be anything else. Unknown nodes show their words. */
export const drawWords = (fragment: Y.XmlFragment): readonly ReactNode[] =>
  fragment.toArray().map((node, index) => drawNode(node, index))

const TAGS: Readonly<Record<string, 'p' | 'ul' | 'ol' | 'li' | 'blockquote'>> = {
  paragraph: 'p',
  bulletList: 'ul',
  orderedList: 'ol',
  listItem: 'li',
  blockquote: 'blockquote',
}

function drawNode(node: Y.XmlElement | Y.XmlText | Y.XmlHook, key: number): ReactNode {
  if (node instanceof Y.XmlText) return drawText(node, key)
  if (!(node instanceof Y.XmlElement)) return null
  if (node.nodeName === 'hardBreak') return <br key={key} />
  const children = node.toArray().map((child, index) => drawNode(child as Y.XmlElement | Y.XmlText, index))
  if (node.nodeName === 'heading')
    return (
      <p key={key}>
        <b>{children}</b>
      </p>
    )
  const Tag = TAGS[node.nodeName] ?? 'div'
  // An empty paragraph is a line all the same.
  return <Tag key={key}>{Tag === 'p' && children.length === 0 ? <br /> : children}</Tag>
}

function drawText(text: Y.XmlText, key: number): ReactNode {
  const runs = text.toDelta() as { insert: unknown; attributes?: Record<string, unknown> }[]
  const drawn = runs.map(({ insert, attributes = {} }, index) => {
    if (typeof insert !== 'string') return null
    let run: ReactNode = insert
    if ('italic' in attributes) run = <em>{run}</em>
    if ('bold' in attributes) run = <strong>{run}</strong>
    const href = linkOf(attributes['link'])
    if (href !== null)
      run = (
        <a href={href} target="_blank" rel="noopener noreferrer nofollow" tabIndex={-1}>
          {run}
        </a>
      )
    // oxlint-disable-next-line react/no-array-index-key -- runs have no identity but their place
    return <span key={index}>{run}</span>
  })
  return <span key={key}>{drawn}</span>
}

function linkOf(mark: unknown): string | null {
  const href = typeof mark === 'object' && mark !== null && 'href' in mark ? mark.href : null
  return typeof href === 'string' && /^(https?:\/\/|mailto:|\/w\/)/i.test(href) ? href : null
}
