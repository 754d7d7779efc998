import {
  Circle,
  CircleCheck,
  CircleQuestionMark,
  Diamond,
  Heart,
  type LucideIcon,
  Square,
  SquareRoundCorner,
  Star,
  ThumbsUp,
  Triangle,
  TriangleAlert,
} from 'lucide-react'
import type { Shape, Stamp } from '../../../shared/board/items.ts'
import { createStore } from '../../sync/store.ts'

/** What each stamp looks like; its word stands beside it. */
export const STAMP_ICONS: Readonly<Record<Stamp, LucideIcon>> = {
  agree: ThumbsUp,
  question: CircleQuestionMark,
  heart: Heart,
  star: Star,
  risk: TriangleAlert,
  done: CircleCheck,
}

export const SHAPE_ICONS: Readonly<Record<Shape, LucideIcon>> = {
  rectangle: Square,
  rounded: SquareRoundCorner,
  ellipse: Circle,
  diamond: Diamond,
  triangle: Triangle,
}

/** The shape and the stamp this hand makes next; they stay as they were chosen. */
export const nextShape = createStore<Shape>('rounded')
export const nextStamp = createStore<Stamp>('agree')
