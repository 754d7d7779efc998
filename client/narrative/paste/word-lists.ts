/** Where a paragraph of Word stands in a list: `mso-list:l0 level2 lfo1`. */
interface Place {
  list: string
  level: number
}

/**
 * Word writes lists as paragraphs that say "l0 level2" in their style, the bullet as text before the words and
 * the kind of numbering in a style sheet. Makes nested lists of them.
 */
export function wordLists(body: HTMLElement, styles: string): void {
  const kinds = numberFormats(styles)
  const paragraphs = [...body.querySelectorAll<HTMLElement>('p, h1, h2, h3, h4, h5, h6')]
  let open: { list: HTMLElement; level: number; item: HTMLElement; name: string }[] = []
  let last: Element | null = null

  for (const paragraph of paragraphs) {
    const place = placeOf(paragraph)
    if (place === null) continue
    if (last === null || !follows(last, paragraph)) open = []
    const bullet = takeBullet(paragraph)
    while (open.length > 0 && open.at(-1)!.level > place.level) open.pop()
    if (open.length > 0 && open.at(-1)!.level === place.level && open.at(-1)!.name !== place.list) {
      // Another list begins at the same depth: only a new one when it is not inside the other.
      if (place.level === 1) open = []
    }
    const item = paragraph.ownerDocument.createElement('li')
    const inner = paragraph.ownerDocument.createElement('p')
    inner.append(...paragraph.childNodes)
    item.append(inner)
    const top = open.at(-1)
    if (top !== undefined && top.level === place.level) {
      top.list.append(item)
      top.item = item
      paragraph.remove()
    } else {
      const ordered = isOrdered(kinds.get(`${place.list}:${place.level}`), bullet)
      const list = paragraph.ownerDocument.createElement(ordered ? 'ol' : 'ul')
      list.append(item)
      if (top === undefined) paragraph.replaceWith(list)
      else {
        top.item.append(list)
        paragraph.remove()
      }
      open.push({ list, level: place.level, item, name: place.list })
    }
    last = open[0]?.list ?? null
  }
}

function placeOf(paragraph: HTMLElement): Place | null {
  const found = /mso-list:\s*(l\d+)\s+level(\d+)/i.exec(paragraph.getAttribute('style') ?? '')
  return found === null ? null : { list: found[1]!.toLowerCase(), level: Number(found[2]) }
}

/** `@list l0:level1 {mso-level-number-format:bullet; …}` → l0:level → format. */
function numberFormats(styles: string): ReadonlyMap<string, string> {
  const found = new Map<string, string>()
  for (const [, list, level, rules] of styles.matchAll(/@list\s+(l\d+):level(\d+)[^{]*\{([^}]*)\}/gi)) {
    const format = /mso-level-number-format:\s*([\w-]+)/i.exec(rules ?? '')?.[1]
    // Word leaves the format out where it is the plain 1, 2, 3.
    found.set(`${list!.toLowerCase()}:${level}`, format?.toLowerCase() ?? 'arabic')
  }
  return found
}

const isOrdered = (format: string | undefined, bullet: string): boolean =>
  format === undefined
    ? /^[(]?(?:\d+|[a-z]|[ivxlc]+)[.)]/i.test(bullet)
    : format !== 'bullet' && format !== 'image'

/** Takes the bullet out of a paragraph and returns it. */
function takeBullet(paragraph: HTMLElement): string {
  for (const span of paragraph.querySelectorAll<HTMLElement>('span')) {
    if (!/mso-list:\s*ignore/i.test(span.getAttribute('style') ?? '')) continue
    const bullet = (span.textContent ?? '').trim()
    span.remove()
    return bullet
  }
  // Word for the web and older versions write it as plain text before some fixed spaces.
  const first = firstText(paragraph)
  const found = /^\s*([·•§o▪‣-]|\(?(?:\d+|[a-z]|[ivxlc]+)[.)])[\s\u00a0]+/i.exec(first?.data ?? '')
  if (first === null || found === null) return ''
  first.data = first.data.slice(found[0].length)
  return found[1] ?? ''
}

function firstText(element: HTMLElement): Text | null {
  const walker = element.ownerDocument.createTreeWalker(element, 4)
  while (walker.nextNode() !== null)
    if ((walker.currentNode.textContent ?? '').trim() !== '') return walker.currentNode as Text
  return null
}

/** Nothing but white space stands between the two. */
function follows(before: Element, after: Element): boolean {
  let next = before.nextSibling
  while (next !== null && next !== after) {
    if ((next.textContent ?? '').trim() !== '') return false
    next = next.nextSibling
  }
  return next === after
}
