import * as Y from 'yjs'
import { linesOf, type Progress } from '../../shared/domain/actions.ts'
import { ThemeId } from '../../shared/domain/themes.ts'
import { isImageAddress, isLinkAddress } from '../../shared/narrative/addresses.ts'
import { referenceText } from '../../shared/narrative/figures.ts'
import { sayEntry } from '../../shared/narrative/entries.ts'

/** What the words rest on and do not hold themselves. */
interface Known {
  /** Figure id to its number. */
  numbers: ReadonlyMap<string, number>
  /** The counts of the register; null for who may not read it. */
  progress: Progress | null
}

const ESCAPES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
}

export const escapeHtml = (text: string): string => text.replace(/[&<>"']/g, (mark) => ESCAPES[mark] ?? '')

/** Kinds that are one element around their content. */
const WRAPS: ReadonlyMap<string, string> = new Map([
  ['paragraph', 'p'],
  ['bulletList', 'ul'],
  ['listItem', 'li'],
  ['blockquote', 'blockquote'],
  ['tableRow', 'tr'],
])

/** Marks, from the outside in. */
const MARKS = [
  ['link', 'a'],
  ['bold', 'strong'],
  ['italic', 'em'],
  ['underline', 'u'],
  ['highlight', 'mark'],
] as const

/**
 * The words of a section as HTML. Safe by construction: only the tags written here are ever written, all text
 * is escaped, and an address is written only when it is one of ours. An unknown kind leaves just its words.
 */
export const fragmentToHtml = (fragment: Y.XmlFragment, known: Known): string =>
  childrenToHtml(fragment, known)

function childrenToHtml(parent: Y.XmlFragment | Y.XmlElement, known: Known): string {
  return parent
    .toArray()
    .map((child) => {
      if (child instanceof Y.XmlText) return textToHtml(child)
      return child instanceof Y.XmlElement ? elementToHtml(child, known) : ''
    })
    .join('')
}

function elementToHtml(node: Y.XmlElement, known: Known): string {
  const attribute = (name: string): unknown => node.getAttribute(name)
  const inside = (): string => childrenToHtml(node, known)
  const tag = WRAPS.get(node.nodeName)
  if (tag !== undefined) return `<${tag}>${inside()}</${tag}>`
  switch (node.nodeName) {
    case 'heading': {
      const level = Number(attribute('level')) === 4 ? 4 : 3
      return `<h${level}>${inside()}</h${level}>`
    }
    case 'orderedList': {
      const start = Math.trunc(Number(attribute('start')))
      return `<ol${start > 1 ? ` start="${start}"` : ''}>${inside()}</ol>`
    }
    case 'callout':
      return `<aside role="note">${inside()}</aside>`
    case 'horizontalRule':
      return '<hr>'
    case 'hardBreak':
      return '<br>'
    case 'table':
      return `<table><tbody>${inside()}</tbody></table>`
    case 'tableHeader':
      return `<th${spans(attribute)} scope="${isFirstRow(node) ? 'col' : 'row'}">${inside()}</th>`
    case 'tableCell':
      return `<td${spans(attribute)}>${inside()}</td>`
    case 'figure':
      return `<figure>${inside()}</figure>`
    case 'figcaption': {
      const id = node.parent instanceof Y.XmlElement ? node.parent.getAttribute('id') : null
      const number = typeof id === 'string' ? known.numbers.get(id) : undefined
      const label = number === undefined ? '' : `<b>Figure ${number}:</b> `
      return `<figcaption>${label}${inside()}</figcaption>`
    }
    case 'image': {
      const source = attribute('src')
      const alt = escapeHtml(textOf(attribute('alt')))
      return isImageAddress(source) ? `<img src="${escapeHtml(source)}" alt="${alt}">` : `<p>${alt}</p>`
    }
    case 'progress':
      return progressToHtml(attribute('theme'), known)
    case 'entry':
      return `<p>${escapeHtml(sayEntry(node.getAttributes()))}</p>`
    case 'crossReference':
      return escapeHtml(referenceText(known.numbers, attribute('figureId')))
    default:
      return inside()
  }
}

/** R74: the four statuses in the page's own words, with what the register counts at this moment. */
function progressToHtml(value: unknown, { progress }: Known): string {
  const theme = ThemeId.safeParse(value)
  const counts = theme.success ? progress?.themes[theme.data] : undefined
  if (counts === undefined) return '<p>Progress summary: see the register of actions.</p>'
  if (counts.total === 0) return '<p>No actions are in the register for this theme yet.</p>'
  const rows = linesOf(counts).map(
    ({ status, count }) => `<tr><th scope="row">${escapeHtml(status)}</th><td>${count}</td></tr>`,
  )
  return `<table><caption>Progress summary of actions, Theme ${theme.data}</caption><tbody>${rows.join('')}</tbody></table>`
}

function textToHtml(text: Y.XmlText): string {
  const runs = text.toDelta() as { insert: unknown; attributes?: Record<string, unknown> }[]
  return runs
    .map(({ insert, attributes }) => {
      if (typeof insert !== 'string') return ''
      return MARKS.reduceRight((html, [mark, tag]) => {
        const value = markOf(attributes, mark)
        if (value === undefined) return html
        if (mark !== 'link') return `<${tag}>${html}</${tag}>`
        const { href } = (value ?? {}) as { href?: unknown }
        return isLinkAddress(href)
          ? `<a href="${escapeHtml(String(href))}" rel="noopener noreferrer nofollow">${html}</a>`
          : html
      }, escapeHtml(insert))
    })
    .join('')
}

/** y-tiptap names a mark that may overlap itself `link--hash`. */
function markOf(attributes: Record<string, unknown> | undefined, mark: string): unknown {
  const key = Object.keys(attributes ?? {}).find((name) => name === mark || name.startsWith(`${mark}--`))
  return key === undefined ? undefined : (attributes?.[key] ?? undefined)
}

const textOf = (value: unknown): string => (typeof value === 'string' ? value : '')

function spans(attribute: (name: string) => unknown): string {
  return (['colspan', 'rowspan'] as const)
    .map((name) => {
      const span = Math.trunc(Number(attribute(name)))
      return span > 1 && span < 1_000 ? ` ${name}="${span}"` : ''
    })
    .join('')
}

const isFirstRow = (cell: Y.XmlElement): boolean =>
  cell.parent instanceof Y.XmlElement && cell.parent.prevSibling === null
