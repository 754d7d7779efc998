import type { Item } from '../../../shared/board/items.ts'

/** What a thing is drawn from. */
export interface ThingProps {
  item: Item
  /** Its words are being written in here. */
  writing: boolean
}
