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
} from 'lucide-react'
import type { Alignment } from '../../../shared/board/align.ts'
import { SHAPES } from '../../../shared/board/items.ts'
import { SHAPES_SAID } from '../../../shared/board/said.ts'
import { MenuItem, MenuSection } from '../../ui/menu.tsx'
import { change } from '../canvas/acts.ts'
import { useCanvas } from '../canvas/canvas.ts'
import { align, ALIGNMENTS_SAID, bringBack, cluster, distribute, isLost, unitCount } from './arrange.ts'
import { asksOf } from './asks.ts'
import { SHAPE_ICONS } from './choices.ts'

const ICONS: Readonly<Record<Alignment, LucideIcon>> = {
  left: AlignStartVertical,
  centre: AlignCenterVertical,
  right: AlignEndVertical,
  top: AlignStartHorizontal,
  middle: AlignCenterHorizontal,
  bottom: AlignEndHorizontal,
}
const ALIGNMENTS = Object.keys(ALIGNMENTS_SAID) as Alignment[]

/** What can be done with one thing besides what every thing has: joining it, describing it, giving it another shape; with several: lining them up, and gathering them in a cluster. */
export function ToolMenuItems() {
  const canvas = useCanvas()
  const items = [...canvas.session.selection.get()].flatMap((id) => canvas.wall.byId.get().get(id) ?? [])
  const [only] = items
  if (only === undefined) return null
  const asks = asksOf(canvas)
  const alone = items.length === 1
  const count = unitCount(canvas)
  const shown = alone && (only.kind === 'image' || only.kind === 'pen')
  return (
    <>
      {isLost(canvas) ? (
        <MenuSection title="Far from everything">
          <MenuItem label="Move it back to the others" onAction={() => bringBack(canvas)} />
        </MenuSection>
      ) : null}
      {count < 2 ? null : (
        <MenuSection title="Together">
          <MenuItem label="Put in a named cluster" icon={Group} onAction={() => cluster(canvas)} />
          {ALIGNMENTS.map((to) => (
            <MenuItem
              key={to}
              label={ALIGNMENTS_SAID[to]}
              icon={ICONS[to]}
              onAction={() => align(canvas, to)}
            />
          ))}
          {count < 3 ? null : (
            <MenuItem
              label="Equal gaps across"
              icon={AlignHorizontalSpaceBetween}
              onAction={() => distribute(canvas, 'x')}
            />
          )}
          {count < 3 ? null : (
            <MenuItem
              label="Equal gaps down"
              icon={AlignVerticalSpaceBetween}
              onAction={() => distribute(canvas, 'y')}
            />
          )}
        </MenuSection>
      )}
      {alone && only.kind !== 'connector' ? (
        <MenuSection title="Beside it">
          <MenuItem label="Connect to…" onAction={() => asks.set({ for: 'connector', from: only.id })} />
          {shown ? (
            <MenuItem
              label={only.alt.trim() === '' ? 'Say what it shows' : 'Change what it is said to show'}
              onAction={() => asks.set({ for: 'alt', item: only.id })}
            />
          ) : null}
          {only.kind === 'link' && only.href !== null ? (
            <MenuItem label="Open the link" href={only.href} />
          ) : null}
        </MenuSection>
      ) : null}
      {items.every(({ kind }) => kind === 'shape') ? (
        <MenuSection title="Shape">
          {SHAPES.map((shape) => (
            <MenuItem
              key={shape}
              label={SHAPES_SAID[shape]}
              icon={SHAPE_ICONS[shape]}
              chosen={items.every((item) => item.shape === shape)}
              onAction={() => change(canvas, () => ({ shape }))}
            />
          ))}
        </MenuSection>
      ) : null}
    </>
  )
}
