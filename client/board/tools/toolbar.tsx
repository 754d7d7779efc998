import './tools.css'
import { Ellipsis, Search } from 'lucide-react'
import { Toolbar as AriaToolbar } from 'react-aria-components'
import { SHAPES, STAMPS } from '../../../shared/board/items.ts'
import { SHAPES_SAID, STAMPS_SAID } from '../../../shared/board/said.ts'
import { useStore } from '../../sync/store.ts'
import { Button } from '../../ui/button.tsx'
import { Icon } from '../../ui/icon.tsx'
import { MenuButton, MenuItem, MenuSection } from '../../ui/menu.tsx'
import { useCanvas } from '../canvas/canvas.ts'
import { useDocked } from '../use-narrow.ts'
import { nextShape, nextStamp, SHAPE_ICONS, STAMP_ICONS } from './choices.ts'
import { openFind } from './find-panel.tsx'
import { keepsToGrid } from './snapping.tsx'
import { BAR, type BarTool, choose, MORE } from './toolbar-tools.ts'

/** On a phone these stand behind "More tools": the dock has no room for all. */
const NOT_IN_DOCK: ReadonlySet<string> = new Set(['connector', 'frame'])

/** The tools, in one tab stop; arrows go between them. On a phone they are a dock at the foot. */
export function Toolbox() {
  const canvas = useCanvas()
  const chosen = useStore(canvas.session.tool)
  const { edit } = useStore(canvas.may)
  const docked = useDocked()
  const grid = useStore(keepsToGrid)
  const mine = (tools: readonly BarTool[]): BarTool[] =>
    tools.filter(({ harmless }) => edit || harmless === true)
  const bar = mine(BAR).filter(({ id }) => !docked || !NOT_IN_DOCK.has(id))
  const more = [...mine(BAR).filter(({ id }) => docked && NOT_IN_DOCK.has(id)), ...mine(MORE)]
  const hidden = more.find(({ tool }) => tool === chosen)
  return (
    <AriaToolbar
      className="toolbox nokey nopan"
      aria-label="Board tools"
      orientation={docked ? 'horizontal' : 'vertical'}
    >
      {bar.map((entry) => (
        <div key={entry.id} className="tool">
          <button
            type="button"
            {...(entry.tool === null ? {} : { 'aria-pressed': entry.tool === chosen })}
            aria-label={entry.name}
            title={entry.key === '' ? entry.name : `${entry.name} (${entry.key})`}
            onClick={({ detail }) => choose(canvas, entry, detail === 0)}
          >
            <Icon of={entry.icon} />
          </button>
          {entry.id === 'shape' && chosen === 'shape' ? <ShapeChoice /> : null}
        </div>
      ))}
      <div className="tool">
        <MenuButton
          label="More tools"
          trigger={
            <Button
              look="plain"
              aria-label={hidden === undefined ? 'More tools' : `More tools, ${hidden.name} chosen`}
              {...(hidden === undefined ? {} : { 'aria-pressed': true })}
            >
              <Icon of={hidden?.icon ?? Ellipsis} />
            </Button>
          }
        >
          <MenuSection title="Tools">
            {more.map((entry) => (
              <MenuItem
                key={entry.id}
                label={entry.name}
                keys={entry.key}
                icon={entry.icon}
                onAction={() => choose(canvas, entry, false)}
              />
            ))}
          </MenuSection>
          <MenuSection title="On the board">
            <MenuItem label="Find on the board" keys="Ctrl F" icon={Search} onAction={openFind} />
            {edit ? (
              <MenuItem
                label="Keep to the dots when moving"
                chosen={grid}
                onAction={() => keepsToGrid.set(!grid)}
              />
            ) : null}
          </MenuSection>
          {edit ? (
            <MenuSection title="Put in the middle of the view">
              {SHAPES.map((shape) => (
                <MenuItem
                  key={shape}
                  label={SHAPES_SAID[shape]}
                  icon={SHAPE_ICONS[shape]}
                  onAction={() => {
                    nextShape.set(shape)
                    BAR.find(({ id }) => id === 'shape')?.act?.(canvas)
                  }}
                />
              ))}
              {STAMPS.map((stamp) => (
                <MenuItem
                  key={stamp}
                  label={`Stamp: ${STAMPS_SAID[stamp]}`}
                  icon={STAMP_ICONS[stamp]}
                  onAction={() => {
                    nextStamp.set(stamp)
                    MORE.find(({ id }) => id === 'stamp')?.act?.(canvas)
                  }}
                />
              ))}
            </MenuSection>
          ) : null}
        </MenuButton>
        {chosen === 'stamp' ? <StampChoice /> : null}
      </div>
    </AriaToolbar>
  )
}

/** Which shape is made next. */
function ShapeChoice() {
  const next = useStore(nextShape)
  return (
    <div className="tool-choice" role="group" aria-label="Which shape">
      {SHAPES.map((shape) => (
        <button
          key={shape}
          type="button"
          aria-pressed={next === shape}
          aria-label={SHAPES_SAID[shape]}
          title={SHAPES_SAID[shape]}
          onClick={() => nextShape.set(shape)}
        >
          <Icon of={SHAPE_ICONS[shape]} />
        </button>
      ))}
    </div>
  )
}

/** Which stamp is put next; each with its word, as it will stand. */
function StampChoice() {
  const next = useStore(nextStamp)
  return (
    <div className="tool-choice is-stamps" role="group" aria-label="Which stamp">
      {STAMPS.map((stamp) => (
        <button key={stamp} type="button" aria-pressed={next === stamp} onClick={() => nextStamp.set(stamp)}>
          <Icon of={STAMP_ICONS[stamp]} />
          {STAMPS_SAID[stamp]}
        </button>
      ))}
    </div>
  )
}
