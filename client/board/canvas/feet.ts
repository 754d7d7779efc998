import type { ComponentType } from 'react'
import type { Item } from '../../../shared/board/items.ts'
import { VotesOn } from '../facilitate/vote-control.tsx'

/** What stands at the foot of a note, in this order: its votes, where it was sent. A part draws nothing when it has nothing to say. */
export const FEET: readonly ComponentType<{ item: Item }>[] = [VotesOn]
