import type { Point } from '../../../shared/board/geometry.ts'
import { SIZES } from '../../../shared/board/items.ts'
import type { Tool } from '../session.ts'
import { CONNECTOR } from '../tools/connector-tool.tsx'
import { LASER } from '../tools/laser-tool.tsx'
import { LASSO } from '../tools/lasso-tool.tsx'
import { ERASER, PEN } from '../tools/pen-tool.tsx'
import { FRAME, SHAPE, STAMP } from '../tools/shape-tool.tsx'
import type { Canvas } from './canvas.ts'
import type { ToolHandlers } from './press.ts'
import { putNote, putWritten } from './put-notes.ts'

/** Makes something where the pointer is let go, and is select again. */
const once = (make: (canvas: Canvas, at: Point) => void): ToolHandlers => ({
  cursor: 'crosshair',
  press: (canvas) => ({
    release(at) {
      canvas.session.tool.set('select')
      make(canvas, at)
    },
  }),
})

export const TOOLS: Readonly<Partial<Record<Tool, ToolHandlers>>> = {
  select: { cursor: 'default', harmless: true },
  hand: { cursor: 'grab', harmless: true },
  note: once(putNote),
  text: once((canvas, { x, y }) => putWritten(canvas, 'text', { x, y: y - 14, ...SIZES.text })),
  frame: FRAME,
  shape: SHAPE,
  connector: CONNECTOR,
  pen: PEN,
  eraser: ERASER,
  stamp: STAMP,
  lasso: LASSO,
  laser: LASER,
}
