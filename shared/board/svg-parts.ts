import type { Line as TextLine } from './lines.ts'
import { widthOf } from './measure.ts'
import { INK } from './paint.ts'

const ESCAPES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
}

const PLAIN = /^[ !#-%(-;=?-~\u00a1-\ud7ff]*$/

/** Text of an SVG: escaped, and without the characters that XML does not hold. */
export const esc = (text: string): string =>
  PLAIN.test(text)
    ? text
    : Array.from(text, (char) => ESCAPES[char] ?? (isHeld(char.codePointAt(0) ?? 0) ? char : '')).join('')

const isHeld = (code: number): boolean =>
  code >= 0x20
    ? (code < 0xd800 || code > 0xdfff) && code !== 0xfffe && code !== 0xffff
    : code === 9 || code === 10 || code === 13

/** A rem of the pages, px: `html` in `client/ui/tokens.css`. */
export const REM = 15

/** A number of a picture, to a tenth of a px. */
export const n = (value: number): string => String(Math.round(value * 10) / 10)

interface Look {
  size: number
  /** Of a line, as a share of the size. */
  leading: number
  face?: 'sans' | 'serif'
  weight?: number
  fill?: string
  /** Lines are centred on x. */
  middle?: boolean
}

/** How far the first baseline is below the top of its line, as a share of the size, with nothing between lines. */
const ASCENT = 0.78

/** Lines of words whose first begins at a top left corner; `sketch`: bars in their place. */
export function drawLines(
  lines: readonly TextLine[],
  x: number,
  y: number,
  { size, leading, face = 'sans', weight = 400, fill = INK.ink, middle = false }: Look,
  sketch: boolean,
): string {
  if (lines.every(({ runs }) => runs.length === 0)) return ''
  const step = size * leading
  const left = (line: TextLine): number => (middle ? x - line.width / 2 : x + line.indent)
  if (sketch) {
    const bars = lines.flatMap((line, at) =>
      line.width === 0
        ? []
        : `M${Math.round(left(line))} ${Math.round(y + (at + 0.5) * step)}h${Math.round(line.width)}`,
    )
    return `<path d="${bars.join('')}" stroke="${INK.edge}" stroke-width="${Math.round(size / 2)}"/>`
  }
  const baseline = y + (step - size) / 2 + size * ASCENT + size * 0.04
  const spans = lines.map(({ runs, ...line }, at) => {
    const place = `x="${n(left({ runs, ...line }))}" y="${n(baseline + at * step)}"`
    return runs
      .map(({ text, bold, italic, href }, index) => {
        const looks = [
          index === 0 ? ` ${place}` : '',
          bold ? ' font-weight="650"' : '',
          italic ? ' font-style="italic"' : '',
          href === null ? '' : ' text-decoration="underline"',
        ].join('')
        const span = `<tspan${looks}>${esc(text)}</tspan>`
        return href === null ? span : `<a href="${esc(href)}">${span}</a>`
      })
      .join('')
  })
  const family = face === 'serif' ? ' font-family="Newsreader, Georgia, serif"' : ''
  const bold = weight === 400 ? '' : ` font-weight="${weight}"`
  return `<text font-size="${size}" fill="${fill}"${family}${bold} xml:space="preserve">${spans.join('')}</text>`
}

/** One short line that is cut where it does not fit. */
export function oneLine(text: string, width: number, size: number): TextLine {
  let kept = text
  while (kept.length > 1 && widthOf(`${kept}…`, 'sans', size) > width) kept = kept.slice(0, -1)
  const said = kept === text ? text : `${kept.trimEnd()}…`
  return {
    runs: [{ text: said, bold: false, italic: false, href: null }],
    indent: 0,
    width: widthOf(said, 'sans', size),
  }
}
