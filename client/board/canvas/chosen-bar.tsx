import { useStore as useFlow, ViewportPortal } from '@xyflow/react'
import { Copy, Ellipsis, Lock, LockOpen, PenLine, Trash2 } from 'lucide-react'
import { boundsOf } from '../../../shared/board/geometry.ts'
import { useStore } from '../../sync/store.ts'
import { Button } from '../../ui/button.tsx'
import { Icon } from '../../ui/icon.tsx'
import { MenuButton } from '../../ui/menu.tsx'
import { duplicate, lock, removeSelected, write } from './acts.ts'
import { useCanvas } from './canvas.ts'
import { ChosenMenuItems } from './chosen-menu.tsx'

/** Between what is selected and its bar, px of the window. */
const OFF = 14

/** What can be done with what is selected, above it, or below it where there is no room: never on its words. */
export function ChosenBar() {
  const canvas = useCanvas()
  const { session, wall } = canvas
  const selection = useStore(session.selection)
  const may = useStore(canvas.may)
  useStore(wall.nodes)
  const held = useStore(wall.held)
  const sizing = useStore(wall.sizing)
  const zoom = useFlow(({ transform }) => transform[2])
  const top = useFlow(({ transform }) => transform[1])
  const bounds = boundsOf([...selection].flatMap((id) => wall.rectOf(id) ?? []))
  const items = [...selection].flatMap((id) => wall.byId.get().get(id) ?? [])
  const [only] = items
  if (bounds === null || only === undefined || held !== null || sizing !== null || !may.edit) return null
  const below = bounds.y * zoom + top < 76
  const y = below ? bounds.y + bounds.h + OFF / zoom : bounds.y - OFF / zoom
  const locked = items.every((item) => item.locked)
  const alone = items.length === 1
  return (
    <ViewportPortal>
      <div
        className={`chosen-bar nokey nodrag nopan nowheel ${below ? 'is-below' : ''}`}
        style={{ transform: `translate(${bounds.x + bounds.w / 2}px, ${y}px) scale(${1 / zoom})` }}
      >
        <div role="toolbar" aria-label="What is selected">
          {alone && !locked && only.kind !== 'stamp' && only.kind !== 'pen' ? (
            <Button look="plain" small aria-label="Write in it" onPress={() => write(canvas, only.id)}>
              <Icon of={PenLine} />
            </Button>
          ) : null}
          {locked ? null : (
            <>
              <Button look="plain" small aria-label="Duplicate" onPress={() => duplicate(canvas)}>
                <Icon of={Copy} />
              </Button>
              <Button look="plain" small aria-label="Remove" onPress={() => removeSelected(canvas)}>
                <Icon of={Trash2} />
              </Button>
            </>
          )}
          <Button
            look="plain"
            small
            aria-label={locked ? 'Unlock' : 'Lock'}
            onPress={() => lock(canvas, !locked)}
          >
            <Icon of={locked ? LockOpen : Lock} />
          </Button>
          <MenuButton
            label="More to do with what is selected"
            trigger={
              <Button look="plain" small aria-label="More to do with what is selected">
                <Icon of={Ellipsis} />
              </Button>
            }
          >
            <ChosenMenuItems />
          </MenuButton>
        </div>
      </div>
    </ViewportPortal>
  )
}
