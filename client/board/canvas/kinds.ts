import type { ComponentType } from 'react'
import type { Item } from '../../../shared/board/items.ts'
import { ImageThing } from '../tools/image-thing.tsx'
import { LinkThing } from '../tools/link-thing.tsx'
import { PenThing } from '../tools/pen-thing.tsx'
import { ShapeThing } from '../tools/shape-thing.tsx'
import { StampThing } from '../tools/stamp-thing.tsx'
import { FrameThing } from './frame-thing.tsx'
import { NoteThing } from './note-thing.tsx'
import { BoxThing, TextThing } from './plain-things.tsx'
import type { ThingProps } from './thing-props.ts'

/**
 * How a thing of each kind looks; the wrapper (`thing.tsx`) gives it its place, its name, its outline and its
 * handles. Connectors are lines between things and stand in a layer.
 */
export const KINDS: Readonly<Record<Exclude<Item['kind'], 'connector'>, ComponentType<ThingProps>>> = {
  note: NoteThing,
  text: TextThing,
  frame: FrameThing,
  shape: ShapeThing,
  pen: PenThing,
  image: ImageThing,
  link: LinkThing,
  stamp: StampThing,
  unknown: BoxThing,
}
