import { SHAPES } from '../../../shared/board/items.ts'
import { SHAPES_SAID } from '../../../shared/board/said.ts'
import { MenuItem, MenuSection } from '../../ui/menu.tsx'
import { change } from '../canvas/acts.ts'
import { useCanvas } from '../canvas/canvas.ts'
import { asksOf } from './asks.ts'
import { SHAPE_ICONS } from './choices.ts'

/** What can be done with one thing besides what every thing has: joining it, describing it, giving it another shape. */
export function ToolMenuItems() {
  const canvas = useCanvas()
  const items = [...canvas.session.selection.get()].flatMap((id) => canvas.wall.byId.get().get(id) ?? [])
  const [only] = items
  if (only === undefined) return null
  const asks = asksOf(canvas)
  const alone = items.length === 1
  const shown = alone && (only.kind === 'image' || only.kind === 'pen')
  return (
    <>
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
