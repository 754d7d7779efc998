import type { Point } from '../../../shared/board/geometry.ts'
import { PARTNER_KINDS, type PartnerKind } from '../../../shared/domain/partners.ts'
import { NAME_H, placeOfName, type Side } from './pointer-side.ts'

interface Ink {
  line: string
  tint: string
}

/** The colours of the page as it is shown now: themes and forced colours change them. */
export type Inks = Readonly<Record<PartnerKind, Ink> & Record<keyof typeof GROUNDS, string>>

/** Colours that are nobody's, and what stands for them where a person forced others on the page. */
const GROUNDS = { paper: 'Canvas', inset: 'Canvas', desk: 'Canvas', edge: 'CanvasText', focus: 'Highlight' }

/** Lucide's `mouse-pointer-2`, in a box of 24. */
export const ARROW = new Path2D(
  'M4.037 4.688a.495.495 0 0 1 .651-.651l16 6.5a.5.5 0 0 1-.063.947l-6.124 1.58a2 2 0 0 0-1.438 1.435l-1.579 6.126a.5.5 0 0 1-.947.063z',
)
const FONT = '600 12px "Atkinson Hyperlegible Next Variable", sans-serif'
const SPINE = 5

/** Reads the colours of the partners and of the page where an element stands. */
export function inksOf(element: Element): Inks {
  const page = getComputedStyle(element)
  const color = (name: string): string => page.getPropertyValue(`--${name}`).trim()
  // A canvas is not given the colours a person forced on the page.
  const forced = matchMedia('(forced-colors: active)').matches
  const of = (kind: PartnerKind): Ink =>
    forced ? { line: 'CanvasText', tint: 'Canvas' } : { line: color(kind), tint: color(`${kind}-tint`) }
  const inks = Object.fromEntries(PARTNER_KINDS.map((kind) => [kind, of(kind)]))
  const grounds = Object.entries(GROUNDS).map(([name, instead]) => [name, forced ? instead : color(name)])
  return {
    ...(inks as Record<PartnerKind, Ink>),
    ...(Object.fromEntries(grounds) as Record<keyof typeof GROUNDS, string>),
  }
}

/** How wide a flag with this name is, px. */
export function flagWidth(pen: CanvasRenderingContext2D, name: string): number {
  pen.font = FONT
  return Math.ceil(pen.measureText(name).width) + 18
}

/** A flag as everywhere else: the partner's spine, and the name on its tint. */
export function drawFlag(
  pen: CanvasRenderingContext2D,
  name: string,
  at: Point,
  side: Side,
  partner: PartnerKind,
  { line, tint }: Ink,
): void {
  const w = flagWidth(pen, name)
  const place = placeOfName(side, w)
  const [x, y] = [at.x + place.x, at.y + place.y]
  pen.fillStyle = tint
  pen.fillRect(x, y, w, NAME_H)
  drawSpine(pen, partner, line, x, y)
  pen.fillStyle = line
  pen.textBaseline = 'middle'
  pen.fillText(name, x + 11, y + NAME_H / 2 + 0.5)
}

/** Solid, long dashes, double, dots, dash-dot: looks.md, "Partners". */
const DASHES: Readonly<Record<PartnerKind, readonly number[]>> = {
  council: [],
  ccgs: [11, 4],
  providers: [],
  parents: [0, 7],
  schools: [7, 2.5, 2, 2.5],
}

function drawSpine(
  pen: CanvasRenderingContext2D,
  partner: PartnerKind,
  line: string,
  x: number,
  y: number,
): void {
  pen.save()
  pen.strokeStyle = line
  pen.lineCap = partner === 'parents' ? 'round' : 'butt'
  pen.setLineDash([...DASHES[partner]])
  const down = (at: number, width: number): void => {
    pen.lineWidth = width
    pen.beginPath()
    pen.moveTo(x + at, y + (partner === 'parents' ? 3.5 : 0))
    pen.lineTo(x + at, y + NAME_H)
    pen.stroke()
  }
  if (partner === 'providers') {
    down(0.85, 1.7)
    down(SPINE - 0.85, 1.7)
  } else down(SPINE / 2, partner === 'parents' ? 4 : SPINE)
  pen.restore()
}
