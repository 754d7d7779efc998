import * as Y from 'yjs'

/** A block of the narrative schema, as it is written into a shared document. */
export type Block = Y.XmlElement

/** Words, or a live reference to a figure. */
type Inline = string | { bold: string } | { italic: string } | { figure: string }

/** A node of a kind that `shared/narrative/schema.ts` knows. */
function element(
  kind: string,
  attributes: Record<string, string | number>,
  children: (Y.XmlElement | Y.XmlText)[],
): Y.XmlElement {
  const node = new Y.XmlElement(kind)
  for (const [name, value] of Object.entries(attributes)) node.setAttribute(name, value as string)
  node.insert(0, children)
  return node
}

export const paragraph = (...content: Inline[]): Block => element('paragraph', {}, inline(content))

export const callout = (...content: Inline[]): Block => element('callout', {}, [paragraph(...content)])

export const bullets = (items: readonly string[]): Block =>
  element(
    'bulletList',
    {},
    items.map((item) => element('listItem', {}, [paragraph(item)])),
  )

/** A table with header cells in the first row and, as row headers, in the named column; then its caption. */
export const tableFigure = (
  id: string,
  columns: readonly string[],
  rows: readonly (readonly string[])[],
  caption: string,
  headerColumn: number,
): Block => {
  const cell = (kind: 'tableHeader' | 'tableCell', text: string): Block =>
    element(kind, {}, [text === '' ? element('paragraph', {}, []) : paragraph(text)])
  return element('figure', { id }, [
    element('table', {}, [
      element(
        'tableRow',
        {},
        columns.map((column) => cell('tableHeader', column)),
      ),
      ...rows.map((row) =>
        element(
          'tableRow',
          {},
          row.map((text, at) => cell(at === headerColumn ? 'tableHeader' : 'tableCell', text)),
        ),
      ),
    ]),
    element('figcaption', {}, inline([caption])),
  ])
}

function inline(content: Inline[]): (Y.XmlElement | Y.XmlText)[] {
  return content.map((part) => {
    if (typeof part === 'string') return new Y.XmlText(part)
    if ('figure' in part) return element('crossReference', { figureId: part.figure }, [])
    const [mark, words] = 'bold' in part ? ['bold', part.bold] : ['italic', part.italic]
    const text = new Y.XmlText()
    text.insert(0, words, { [mark]: {} })
    return text
  })
}
