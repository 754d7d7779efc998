import { isLinkAddress } from '../../../shared/narrative/addresses.ts'
import { wordLists } from './word-lists.ts'

/**
 * Makes pasted HTML mean what its author saw: Word's paragraphs with bullets become lists, bold first rows
 * become heading cells, and what only an office program needs goes. ProseMirror's own parser does the rest.
 */
export function cleanHtml(html: string): string {
  const styles = [...html.matchAll(/<style[^>]*>([\s\S]*?)<\/style>/gi)]
    .map((match) => match[1] ?? '')
    .join('\n')
  const bare = html
    // "Supports lists" branches hold the bullets as text, and Word writes them as comments.
    .replace(/<!--\[if[\s\S]*?<!\[endif\]-->/gi, '')
    .replace(/<!\[if[^\]]*\]>|<!\[endif\]>/gi, '')
    .replace(/<!--(?!StartFragment|EndFragment)[\s\S]*?-->/g, '')
  const { body } = new DOMParser().parseFromString(bare, 'text/html')
  // ProseMirror's own copies carry their nesting in an attribute, and are clean already.
  if (body.querySelector('[data-pm-slice]') !== null) return html

  for (const junk of body.querySelectorAll('style, script, meta, link, title, xml, iframe, object'))
    junk.remove()
  wordLists(body, styles)
  for (const ignored of body.querySelectorAll<HTMLElement>('[style*="mso-list" i]'))
    if (/mso-list:\s*ignore/i.test(ignored.getAttribute('style') ?? '')) ignored.remove()
  headings(body)
  for (const wrapper of [...body.querySelectorAll<HTMLElement>('*')].filter(({ tagName }) =>
    WRAPPERS.has(tagName),
  ))
    unwrap(wrapper)
  for (const link of body.querySelectorAll('a'))
    if (isLinkAddress(link.getAttribute('href')))
      for (const { name } of Array.from(link.attributes).filter(({ name }) => name !== 'href'))
        link.removeAttribute(name)
    else link.replaceWith(...link.childNodes)
  for (const image of body.querySelectorAll('img')) image.remove() // never loaded from elsewhere
  tables(body)
  emptyLines(body)
  return body.innerHTML
}

/** What only carries a style, or Word's own `o:p`. */
const WRAPPERS = new Set(['O:P', 'FONT', 'SPAN', 'B', 'CENTER'])

/** A narrative's sections begin at the third level, as their own titles are the second. */
function headings(body: HTMLElement): void {
  for (const heading of body.querySelectorAll('h1, h2, h5, h6'))
    rename(heading, heading.tagName < 'H3' ? 'h3' : 'h4')
  for (const title of body.querySelectorAll<HTMLElement>('p.MsoTitle, p.MsoSubtitle')) rename(title, 'h3')
}

/** Google Docs wraps all in `<b style="font-weight:normal">`, and writes bold and italic as styles of spans. */
function unwrap(element: HTMLElement): void {
  const { fontWeight, fontStyle, textDecorationLine } = element.style
  const style = element.getAttribute('style') ?? ''
  const heavy = fontWeight === 'bold' || Number(fontWeight) >= 600
  if (element.tagName === 'B' && !/(?:^|;)\s*font-weight:\s*(?:normal|400)/i.test(style)) return
  const marks = [
    heavy ? 'strong' : null,
    fontStyle === 'italic' ? 'em' : null,
    /underline/.test(textDecorationLine || style) && element.closest('a') === null ? 'u' : null,
    /mso-highlight|background(?:-color)?:\s*(?:yellow|#ffff00)/i.test(style) ? 'mark' : null,
  ].filter((tag) => tag !== null)
  let inner: Node[] = [...element.childNodes]
  for (const tag of marks) {
    const mark = element.ownerDocument.createElement(tag)
    mark.append(...inner)
    inner = [mark]
  }
  element.replaceWith(...inner)
}

function tables(body: HTMLElement): void {
  for (const table of body.querySelectorAll('table')) {
    const rows = [...table.querySelectorAll('tr')]
    for (const cell of table.querySelectorAll('td, th')) cell.removeAttribute('style')
    const first = rows[0]
    if (rows.length < 2 || first === undefined || table.querySelector('th') !== null) continue
    const cells = [...first.querySelectorAll('td')]
    if (cells.some((cell) => text(cell) !== '') && cells.every(isBold))
      for (const cell of cells) rename(cell, 'th')
  }
}

/** Every word in the cell is bold; an empty cell does not speak against it. */
function isBold(cell: Element): boolean {
  const walker = cell.ownerDocument.createTreeWalker(cell, 4)
  while (walker.nextNode() !== null) {
    const node = walker.currentNode
    if (
      (node.textContent ?? '').trim() !== '' &&
      node.parentElement?.closest('strong, b, h1, h2, h3, h4') == null
    )
      return false
  }
  return true
}

/** Blank paragraphs are how other programs make space between paragraphs. */
function emptyLines(body: HTMLElement): void {
  for (const paragraph of body.querySelectorAll('p, h3, h4, div'))
    if (
      text(paragraph) === '' &&
      paragraph.querySelector('table, img, hr') === null &&
      !onlyIn(paragraph, 'TD', 'TH', 'LI')
    )
      paragraph.remove()
  for (const gap of body.querySelectorAll('br'))
    if (gap.parentElement === body || gap.classList.contains('Apple-interchange-newline')) gap.remove()
}

const onlyIn = (element: Element, ...tags: string[]): boolean =>
  tags.includes(element.parentElement?.tagName ?? '') && element.parentElement?.children.length === 1

const text = (element: Element): string => (element.textContent ?? '').replaceAll('\u00a0', ' ').trim()

function rename(element: Element, tag: string): HTMLElement {
  const renamed = element.ownerDocument.createElement(tag)
  for (const name of ['colspan', 'rowspan']) {
    const value = element.getAttribute(name)
    if (value !== null) renamed.setAttribute(name, value)
  }
  renamed.append(...element.childNodes)
  element.replaceWith(renamed)
  return renamed
}
