import { Circle, CircleDashed } from 'lucide-react'
import { State } from '../ui/state.tsx'

/** How far the narrative is, by its words alone; agreement comes with positions. */
export const NarrativeState = ({ words }: { words: number }) =>
  words > 0 ? <State icon={CircleDashed} word="Draft" /> : <State icon={Circle} word="Not started" />
