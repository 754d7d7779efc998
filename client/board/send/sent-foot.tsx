import './send.css'
import { Check } from 'lucide-react'
import { Link } from 'react-router'
import type { Item } from '../../../shared/board/items.ts'
import { Icon } from '../../ui/icon.tsx'
import { useHere } from '../here.ts'
import { placeOf } from './sent-lines.tsx'

/** On a note of the wall, what became of it where it was sent last; the list names every place. */
export function SentFoot({ item }: { item: Item }) {
  const { workspace, board } = useHere()
  const last = board.sent.findLast((one) => one.item === item.id)
  if (last === undefined) return null
  // The list leads there by keyboard: two thousand notes are not two thousand stops of Tab.
  return (
    <span className="sent-foot nodrag">
      <Icon of={Check} />
      <Link to={placeOf(workspace, last)} tabIndex={-1}>
        {last.became}
      </Link>
    </span>
  )
}
