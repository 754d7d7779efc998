import { getSchema } from '@tiptap/core'
import { prosemirrorJSONToYXmlFragment, yXmlFragmentToProseMirrorRootNode } from '@tiptap/y-tiptap'
import { expect, test } from 'vitest'
import * as Y from 'yjs'
import { progressOf } from '../../../shared/register/progress.ts'
import { KIND_SINCE } from '../../../shared/narrative/kinds.ts'
import { narrativeSchema } from '../../../shared/narrative/schema.ts'
import { fragmentToHtml } from '../../../server/exports/html.ts'
import { fragmentToJson } from '../../../server/exports/json.ts'

const schema = getSchema(narrativeSchema)

function fragment(content: object[]): Y.XmlFragment {
  const doc = new Y.Doc()
  return prosemirrorJSONToYXmlFragment(schema, { type: 'doc', content }, doc.getXmlFragment('s:x'))
}
const action = { imported: true, due: null, revisedDue: null, evidence: [] }
const PROGRESS = progressOf(
  [
    { ...action, theme: '3', status: 'Action Underway (on target)' },
    { ...action, theme: '3', status: 'Completed' },
    { ...action, theme: '3', status: 'Completed' },
  ],
  '2026-11-24',
)
const KNOWN = { numbers: new Map<string, number>(), progress: PROGRESS }
const html = (content: object[], numbers = new Map<string, number>()): string =>
  fragmentToHtml(fragment(content), { numbers, progress: PROGRESS })

const text = (words: string, ...marks: object[]) => ({ type: 'text', text: words, marks })
const p = (...content: object[]) => ({ type: 'paragraph', content })
const link = (href: string) => ({ type: 'link', attrs: { href } })

test('blocks and marks', () => {
  expect(
    html(
      [
        { type: 'heading', attrs: { level: 4 }, content: [text('A & B')] },
        p(text('so '), text('bold', { type: 'bold' }), text('both', { type: 'bold' }, { type: 'italic' })),
        {
          type: 'orderedList',
          attrs: { start: 3 },
          content: [{ type: 'listItem', content: [p(text('three'))] }],
        },
        { type: 'blockquote', content: [p(text('said'))] },
        { type: 'callout', content: [p(text('mind'))] },
        { type: 'horizontalRule' },
        p(text('see '), { type: 'crossReference', attrs: { figureId: 'f' } }, { type: 'hardBreak' }),
        p(text('here', link('https://example.org/?a=1&b="2"'))),
      ],
      new Map([['f', 2]]),
    ),
  ).toBe(
    '<h4>A &amp; B</h4><p>so <strong>bold</strong><strong><em>both</em></strong></p>' +
      '<ol start="3"><li><p>three</p></li></ol><blockquote><p>said</p></blockquote>' +
      '<aside role="note"><p>mind</p></aside><hr><p>see Figure 2<br></p>' +
      '<p><a href="https://example.org/?a=1&amp;b=&quot;2&quot;" rel="noopener noreferrer nofollow">here</a></p>',
  )
})

test('a table keeps header cells and spans; a figure is numbered; a removed one is said', () => {
  const cell = (type: string, words: string, attrs = {}) => ({ type, attrs, content: [p(text(words))] })
  const table = {
    type: 'table',
    content: [
      { type: 'tableRow', content: [cell('tableHeader', 'Area', { colspan: 2 })] },
      { type: 'tableRow', content: [cell('tableHeader', 'Surrey'), cell('tableCell', '11.70')] },
    ],
  }
  const figure = {
    type: 'figure',
    attrs: { id: 'f' },
    content: [table, { type: 'figcaption', content: [text('Share')] }],
  }
  expect(html([figure], new Map([['f', 1]]))).toBe(
    '<figure><table><tbody><tr><th colspan="2" scope="col"><p>Area</p></th></tr>' +
      '<tr><th scope="row"><p>Surrey</p></th><td><p>11.70</p></td></tr></tbody></table>' +
      '<figcaption><b>Figure 1:</b> Share</figcaption></figure>',
  )
  expect(html([p({ type: 'crossReference', attrs: { figureId: 'gone' } })])).toBe('<p>Figure removed</p>')
})

const summary = (theme: string) => html([{ type: 'progress', attrs: { theme } }])

test('a progress summary has the four statuses word for word, each with what is counted', () => {
  const rows = [...summary('3').matchAll(/<th scope="row">(.+?)<\/th><td>(\d+)<\/td>/g)]
  expect(rows.map(([, status, count]) => `${status}: ${count}`)).toEqual([
    'Action not started: 0',
    'Action Underway (but behind target): 0',
    'Action Underway (on target): 1',
    'Completed: 2',
  ])
  expect(summary('4')).toBe('<p>No actions are in the register for this theme yet.</p>')
  expect(summary('<script>')).toBe('<p>Progress summary: see the register of actions.</p>')
})

test.each([
  ['words', [p(text('<img src=x onerror=alert(1)>'))]],
  ['a link that is script', [p(text('x', link('javascript:alert(1)')))]],
  ['a link that hides script', [p(text('x', link('  JaVaScRiPt:alert(1)')))]],
  ['a data link', [p(text('x', link('data:text/html,<script>1</script>')))]],
])('%s cannot become script', (_, content) => {
  const out = html(content)
  expect(out).not.toMatch(/<(script|img|a )/i)
  expect(out).not.toMatch(/javascript:/i)
})

/** A node as any client can write it, whatever the schema says. */
const element = (name: string, attributes: Record<string, unknown>, words = 'w') => {
  const node = new Y.XmlElement(name)
  for (const [key, value] of Object.entries(attributes)) node.setAttribute(key, value as string)
  node.insert(0, [new Y.XmlText(words)])
  return node
}

test('what a hostile client writes straight into the document draws nothing of its own', () => {
  const doc = new Y.Doc()
  const root = doc.getXmlFragment('s:x')
  root.insert(0, [
    element('script', { src: 'https://evil.example/x.js' }, 'alert(1)'),
    element('iframe', { srcdoc: '<b>' }),
    element('image', { src: 'https://evil.example/pixel.png', alt: '"><script>' }),
    element('image', { src: '/api/w/a/images/../../../join', alt: 'x' }),
    element('tableCell', { colspan: '2" onclick="alert(1)' }),
    element('heading', { level: '1><script>' }),
    element('orderedList', { start: '9" onload="x' }),
    element('paragraph', { onclick: 'alert(1)', style: 'position:fixed' }),
    element('constructor', {}),
    element('__proto__', {}),
  ])
  const out = fragmentToHtml(root, KNOWN)
  expect(out).not.toMatch(/<(script|iframe|img)|onclick=|onload=|style=|evil|\[native code\]|\[object/i)
  expect(out).toContain('alert(1)')
  expect(out).toContain('<p>&quot;&gt;&lt;script&gt;</p>')
})

test('every kind of the schema is drawn as more than its bare words', () => {
  for (const kind of Object.keys(KIND_SINCE)) {
    const doc = new Y.Doc()
    doc.getXmlFragment('s:x').insert(0, [new Y.XmlElement(kind)])
    expect(fragmentToHtml(doc.getXmlFragment('s:x'), KNOWN), kind).not.toBe('')
  }
  expect(Object.keys(KIND_SINCE).toSorted()).toEqual(
    Object.keys(schema.nodes)
      .filter((name) => name !== 'doc' && name !== 'text')
      .toSorted(),
  )
})

test('the JSON is what ProseMirror reads: the same document comes back', () => {
  const content = [
    p(text('one ', { type: 'bold' }), text('two', link('https://example.org'))),
    { type: 'bulletList', content: [{ type: 'listItem', content: [p(text('item'))] }] },
    { type: 'figure', attrs: { id: 'f' }, content: [{ type: 'figcaption', content: [text('Caption')] }] },
  ]
  const written = fragment(content)
  const node = yXmlFragmentToProseMirrorRootNode(written, schema)
  expect(schema.nodeFromJSON(fragmentToJson(written)).eq(node)).toBe(true)
})
