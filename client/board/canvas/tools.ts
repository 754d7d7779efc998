import type { Point } from '../../../shared/board/geometry.ts'
import { SIZES } from '../../../shared/board/items.ts'
import type { Tool } from '../session.ts'
import { CONNECTOR } from '../tools/connector-tool.tsx'
import { LASER } from '../tools/laser-tool.tsx'
import { LASSO } from '../tools/lasso-tool.tsx'
import { ERASER, PEN } from '../tools/pen-tool.tsx'
import { FRAME, SHAPE, STAMP } from '../tools/shape-tool.tsx'
import { put, putNote } from './acts.ts'
import type { Canvas } from './canvas.ts'
import type { ToolHandlers } from './press.ts'

/** Makes something where the pointer is let go, and is select again. */
const once = (make: (canvas: Canvas, from: Point, to: Point) => void): ToolHandlers => ({
  cursor: 'crosshair',
  press: (canvas, from) => ({
    release(at) {
      canvas.session.tool.set('select')
      make(canvas, from, at)
    },
  }),
})

export const TOOLS: Readonly<Partial<Record<Tool, ToolHandlers>>> = {
  select: { cursor: 'default', harmless: true },
  hand: { cursor: 'grab', harmless: true },
  note: once((canvas, _from, to) => void putNote(canvas, to)),
  text: once((canvas, _from, { x, y }) => void put(canvas, 'text', { x, y: y - 14, ...SIZES.text })),
  frame: FRAME,
  shape: SHAPE,
  connector: CONNECTOR,
  pen: PEN,
  eraser: ERASER,
  stamp: STAMP,
  lasso: LASSO,
  laser: LASER,
}
