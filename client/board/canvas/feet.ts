import type { ComponentType } from 'react'
import type { Item } from '../../../shared/board/items.ts'
import { VotesOn } from '../facilitate/vote-control.tsx'
import { SentFoot } from '../send/sent-foot.tsx'

/** What stands at the foot of a note, in this order: where it was sent, its votes. A part draws nothing when it has nothing to say. */
export const FEET: readonly ComponentType<{ item: Item }>[] = [SentFoot, VotesOn]
