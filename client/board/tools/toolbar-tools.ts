import {
  Eraser,
  Frame,
  Hand,
  Image,
  LassoSelect,
  Link,
  type LucideIcon,
  MousePointer2,
  PenTool,
  Pointer,
  Shapes,
  Spline,
  Stamp,
  StickyNote,
  Type,
} from 'lucide-react'
import { SIZES } from '../../../shared/board/items.ts'
import { current } from '../canvas/acts.ts'
import type { Canvas } from '../canvas/canvas.ts'
import { putWritten } from '../canvas/put-notes.ts'
import type { Tool } from '../session.ts'
import { asksOf } from './asks.ts'
import { inTheMiddle } from './put-things.ts'
import { makeFrame, makeShape, makeStamp } from './shape-tool.tsx'

/** One tool of the bar. A press arms it for the hand; a press by keyboard does it at once where it can be done without one. */
export interface BarTool {
  id: string
  name: string
  /** Its key on the canvas; empty: none. */
  key: string
  icon: LucideIcon
  /** What the pointer does once it is chosen; null: it is an act, not a way of the pointer. */
  tool: Tool | null
  /** Without a hand: in the middle of what is in view, or by a dialog. */
  act?(canvas: Canvas): void
  /** For who may only read, too. */
  harmless?: true
}

/** Puts a note, or a text, where there is room near the middle of what is in view. */
const putInView = (canvas: Canvas, kind: 'note' | 'text'): void =>
  putWritten(canvas, kind, { ...inTheMiddle(canvas, SIZES[kind]), ...SIZES[kind] })

/** A connector without a hand begins at the thing the keyboard is at. */
function beginConnector(canvas: Canvas): void {
  if (!canvas.allowed()) return
  const from = current(canvas)
  if (from === null) canvas.say('Go to the thing where the connector begins first, then choose Connector.')
  else asksOf(canvas).set({ for: 'connector', from })
}

/** Asks for images to put. */
const chooseImages = (canvas: Canvas): void => {
  if (canvas.allowed()) asksOf(canvas).set({ for: 'images', files: [], at: null })
}

export const BAR: readonly BarTool[] = [
  { id: 'select', name: 'Select', key: 'V', icon: MousePointer2, tool: 'select', harmless: true },
  {
    id: 'note',
    name: 'Sticky note',
    key: 'N',
    icon: StickyNote,
    tool: 'note',
    act: (canvas) => putInView(canvas, 'note'),
  },
  {
    id: 'text',
    name: 'Text',
    key: 'T',
    icon: Type,
    tool: 'text',
    act: (canvas) => putInView(canvas, 'text'),
  },
  { id: 'shape', name: 'Shape', key: 'S', icon: Shapes, tool: 'shape', act: (canvas) => makeShape(canvas) },
  { id: 'connector', name: 'Connector', key: 'C', icon: Spline, tool: 'connector', act: beginConnector },
  { id: 'frame', name: 'Frame', key: 'F', icon: Frame, tool: 'frame', act: (canvas) => makeFrame(canvas) },
  { id: 'pen', name: 'Pen', key: 'P', icon: PenTool, tool: 'pen' },
  { id: 'image', name: 'Picture', key: 'I', icon: Image, tool: null, act: chooseImages },
]

/** Behind "More tools". */
export const MORE: readonly BarTool[] = [
  { id: 'hand', name: 'Move the view', key: 'H', icon: Hand, tool: 'hand', harmless: true },
  { id: 'lasso', name: 'Lasso', key: 'L', icon: LassoSelect, tool: 'lasso', harmless: true },
  { id: 'eraser', name: 'Eraser', key: 'E', icon: Eraser, tool: 'eraser' },
  { id: 'stamp', name: 'Stamp', key: 'X', icon: Stamp, tool: 'stamp', act: (canvas) => makeStamp(canvas) },
  {
    id: 'link',
    name: 'Link',
    key: 'K',
    icon: Link,
    tool: null,
    act: (canvas) => {
      if (canvas.allowed()) asksOf(canvas).set({ for: 'link' })
    },
  },
  { id: 'laser', name: 'Laser pointer', key: 'R', icon: Pointer, tool: 'laser', harmless: true },
]

/** Chooses a tool, or does what it is for. */
export function choose(canvas: Canvas, { tool, name, act }: BarTool, byKeyboard: boolean): void {
  if (tool === null || (byKeyboard && act !== undefined)) act?.(canvas)
  else {
    canvas.session.tool.set(tool)
    canvas.say(`${name} chosen.`)
  }
}

/** What a key of the canvas chooses; false when it is no tool's. */
export function chooseByKey(canvas: Canvas, key: string): boolean {
  const entry = [...BAR, ...MORE].find((each) => each.key === key.toUpperCase())
  if (entry === undefined) return false
  if (entry.harmless !== true && !canvas.allowed()) return true
  // A note is wanted at once, and often.
  choose(canvas, entry, entry.id === 'note')
  return true
}
