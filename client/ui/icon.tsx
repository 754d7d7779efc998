import type { LucideIcon } from 'lucide-react'

/** A lucide drawing at our stroke; it never stands without a word, so it is hidden from screen readers. */
export const Icon = ({ of: Drawing }: { of: LucideIcon }) => (
  <Drawing className="i" strokeWidth={1.75} aria-hidden />
)
