import type { ComponentType } from 'react'
import type { Point } from '../../../shared/board/geometry.ts'
import type { Canvas } from './canvas.ts'

/** A pointer at a place of the board. */
export interface Press extends Point {
  /** The same in px of the window. */
  clientX: number
  clientY: number
  /** 0 to 1; 0.5 where the device does not say. */
  pressure: number
  pointer: string
  shift: boolean
  alt: boolean
  /** The thing under it. */
  item: string | null
}

/** The rest of a press: the tool hears where the pointer goes until it is let go, or a second finger ends it. */
export interface Gesture {
  move?(at: Press): void
  release?(at: Press): void
  cancel?(): void
}

/** What the pointer does with one tool. Tools without a `press` leave it to select, drag and pan. */
export interface ToolHandlers {
  cursor: string
  /** Null: this press is nothing to the tool. */
  press?(canvas: Canvas, at: Press): Gesture | null
  /** The pointer moves without being pressed. */
  hover?(canvas: Canvas, at: Press): void
  /** It does not change the board: who may only read may use it. */
  harmless?: true
  /** Drawn in board px while the tool is chosen: what is about to be made. */
  Draft?: ComponentType
}
