import type { LucideIcon } from 'lucide-react'
import { Icon } from './icon.tsx'

/** How something stands: symbol and word, never one without the other. */
export const State = ({
  icon,
  word,
  tone,
}: {
  icon: LucideIcon
  word: string
  tone?: 'ok' | 'warn' | 'stop'
}) => (
  <span className={tone === undefined ? 'state' : `state ${tone}`}>
    <Icon of={icon} />
    {word}
  </span>
)
