import { type Pasted, pastedLines, pastedTable } from '../../../shared/board/pasted.ts'

/** Reads copied HTML as a person means it: a table alone is a table, anything else its lines. Null for nothing. */
export function pastedHtml(html: string): Pasted | null {
  const bare = html
    // Word writes its bullets as text in comments for those who know no lists.
    .replace(/<!--\[if[\s\S]*?<!\[endif\]-->/gi, '')
    .replace(/<!\[if[^\]]*\]>|<!\[endif\]>/gi, '')
    .replace(/<!--[\s\S]*?-->/g, '')
  const { body } = new DOMParser().parseFromString(bare, 'text/html')
  for (const junk of body.querySelectorAll('style, script, meta, link, title, xml, template')) junk.remove()
  for (const bullet of body.querySelectorAll('[style*="mso-list" i]'))
    if (/mso-list:\s*ignore/i.test(bullet.getAttribute('style') ?? '')) bullet.remove()
  const [table, another] = body.querySelectorAll('table')
  if (table !== undefined && another === undefined) {
    const rows = rowsOf(table)
    const outside = body.cloneNode(true) as HTMLElement
    outside.querySelector('table')?.remove()
    if ((outside.textContent ?? '').trim() === '') return pastedTable(rows)
  }
  return pastedLines(linesOf(body))
}

/** Worth reading as HTML: its plain text would hide where a cell, an item or a paragraph ends. */
export const saysMore = (html: string): boolean => /<(?:table|li|p|h[1-6]|div|br)[\s>/]/i.test(html)

/** Cells as they are seen: a cell over several rows or columns says its words once and leaves the others empty. */
function rowsOf(table: HTMLTableElement): string[][] {
  const rows: string[][] = []
  for (const [y, tr] of [...table.querySelectorAll('tr')].entries()) {
    let x = 0
    for (const cell of tr.querySelectorAll('td, th')) {
      while (rows[y]?.[x] !== undefined) x++
      const across = spanOf(cell, 'colspan')
      const down = spanOf(cell, 'rowspan')
      for (let dy = 0; dy < down; dy++)
        for (let dx = 0; dx < across; dx++)
          (rows[y + dy] ??= [])[x + dx] = dy === 0 && dx === 0 ? linesOf(cell).join(' ') : ''
      x += across
    }
  }
  return rows.map((row) => Array.from(row, (cell) => cell ?? ''))
}

const spanOf = (cell: Element, name: 'colspan' | 'rowspan'): number => {
  const span = Number.parseInt(cell.getAttribute(name) ?? '1', 10)
  return Number.isNaN(span) ? 1 : Math.min(Math.max(span, 1), 50)
}

const BLOCKS = new Set(
  'P DIV LI UL OL H1 H2 H3 H4 H5 H6 TR TABLE TBODY THEAD BLOCKQUOTE PRE SECTION ARTICLE DL DT DD FIGURE FIGCAPTION HR'.split(
    ' ',
  ),
)

function linesOf(root: Element): string[] {
  const lines = ['']
  const end = (): void => {
    if (lines.at(-1) !== '') lines.push('')
  }
  const walk = (node: Node): void => {
    if (node.nodeType === 3) {
      lines[lines.length - 1] += (node.textContent ?? '').replace(/[ \t\r\n]+/g, ' ')
      return
    }
    if (!(node instanceof Element)) return
    if (node.tagName === 'BR') return end()
    const block = BLOCKS.has(node.tagName)
    if (block) end()
    for (const child of node.childNodes) walk(child)
    if (block) end()
    else if ((node.tagName === 'TD' || node.tagName === 'TH') && node.nextElementSibling !== null)
      lines[lines.length - 1] += ', '
  }
  for (const child of root.childNodes) walk(child)
  return lines.map((line) => line.trim()).filter((line) => line !== '')
}
