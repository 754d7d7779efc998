import {
  AlignCenterHorizontal,
  AlignCenterVertical,
  AlignEndHorizontal,
  AlignEndVertical,
  AlignHorizontalSpaceBetween,
  AlignStartHorizontal,
  AlignStartVertical,
  AlignVerticalSpaceBetween,
  Group,
  type LucideIcon,
  PencilLine,
  Spline,
} from 'lucide-react'
import type { Alignment } from '../../../shared/board/align.ts'
import type { Canvas } from '../canvas/canvas.ts'
import { align, ALIGNMENTS_SAID, cluster, distribute, unitCount } from './arrange.ts'
import { asksOf } from './asks.ts'

/** Something the menu of what is selected does. */
export interface Entry {
  id: string
  label: string
  icon: LucideIcon
  act(canvas: Canvas): void
}

const ICONS: Readonly<Record<Alignment, LucideIcon>> = {
  left: AlignStartVertical,
  centre: AlignCenterVertical,
  right: AlignEndVertical,
  top: AlignStartHorizontal,
  middle: AlignCenterHorizontal,
  bottom: AlignEndHorizontal,
}

/** What can be done with what is selected besides what every thing has: joining, grouping as a cluster, describing. */
export function toolEntries(canvas: Canvas): Entry[] {
  const items = [...canvas.session.selection.get()].flatMap((id) => canvas.wall.byId.get().get(id) ?? [])
  const [only] = items
  const entries: Entry[] = []
  if (items.length === 1 && only !== undefined && only.kind !== 'connector')
    entries.push({
      id: 'connect',
      label: 'Connect to…',
      icon: Spline,
      act: () => asksOf(canvas).set({ for: 'connector', from: only.id }),
    })
  if (items.length === 1 && (only?.kind === 'image' || only?.kind === 'pen'))
    entries.push({
      id: 'alt',
      label: only.alt.trim() === '' ? 'Say what it shows' : 'Change what it is said to show',
      icon: PencilLine,
      act: () => asksOf(canvas).set({ for: 'alt', item: only.id }),
    })
  if (items.some(({ kind }) => kind !== 'connector'))
    entries.push({ id: 'cluster', label: 'Group as a cluster', icon: Group, act: cluster })
  return entries
}

/** Aligning and sharing out the gaps, for two things and for three. */
export function arrangeEntries(canvas: Canvas): Entry[] {
  const count = unitCount(canvas)
  if (count < 2) return []
  const alignments = (Object.keys(ALIGNMENTS_SAID) as Alignment[]).map((to) => ({
    id: to,
    label: ALIGNMENTS_SAID[to],
    icon: ICONS[to],
    act: (on: Canvas) => align(on, to),
  }))
  if (count < 3) return alignments
  return [
    ...alignments,
    {
      id: 'x',
      label: 'Equal gaps across',
      icon: AlignHorizontalSpaceBetween,
      act: (on: Canvas) => distribute(on, 'x'),
    },
    {
      id: 'y',
      label: 'Equal gaps down',
      icon: AlignVerticalSpaceBetween,
      act: (on: Canvas) => distribute(on, 'y'),
    },
  ]
}
