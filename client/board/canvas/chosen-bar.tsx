import './chosen-bar.css'
import { useStore as useFlow } from '@xyflow/react'
import { Copy, Ellipsis, Lock, LockOpen, PenLine, Trash2 } from 'lucide-react'
import { boundsOf, type Rect } from '../../../shared/board/geometry.ts'
import { type Item, wordsOf } from '../../../shared/board/items.ts'
import { textOf } from '../../../shared/narrative/sections.ts'
import { useStore } from '../../sync/store.ts'
import { Button } from '../../ui/button.tsx'
import { Icon } from '../../ui/icon.tsx'
import { MenuButton } from '../../ui/menu.tsx'
import { useMedia } from '../../ui/use-media.ts'
import { VoteControl } from '../facilitate/vote-control.tsx'
import { useDocked } from '../use-narrow.ts'
import { duplicate, hasWords, lock, removeSelected, write } from './acts.ts'
import { placeOfBar } from './bar-place.ts'
import { type Canvas, useCanvas } from './canvas.ts'
import { ChosenMenuItems } from './chosen-menu.tsx'
import { thingsInView } from './in-view.ts'
import { useHolds } from './use-holds.ts'

/** A button of the bar, px of the window, for a finger and for a mouse; and the frame around them. */
const BUTTON = { finger: 44, mouse: 34 } as const
const FRAME = 8

/** What the tools cover of the canvas at its left and below, px: the bar stands beside them. */
const TOOLS_LEFT = 72
const TOOLS_BELOW = 60

/** What can be done with what is selected: beside it, where it hides nothing that is to be read. */
export function ChosenBar() {
  const canvas = useCanvas()
  const { session, wall } = canvas
  const selection = useStore(session.selection)
  const may = useStore(canvas.may)
  useStore(wall.nodes)
  const holds = useHolds()
  const sizing = useStore(wall.sizing)
  const [left, top, zoom] = useFlow(({ transform }) => transform)
  const width = useFlow((flow) => flow.width)
  const height = useFlow((flow) => flow.height)
  const bounds = boundsOf([...selection].flatMap((id) => wall.rectOf(id) ?? []))
  const items = [...selection].flatMap((id) => wall.byId.get().get(id) ?? [])
  const [only] = items
  const docked = useDocked()
  const button = BUTTON[useMedia('(pointer: coarse)') ? 'finger' : 'mouse']
  if (bounds === null || only === undefined || !may.edit) return null
  // What has a row of its own stays there, so that the canvas does not change its size under a hand.
  if (!docked && (holds || sizing !== null)) return null
  const locked = items.every((item) => item.locked)
  const writes = items.length === 1 && !locked && hasWords(only)
  const buttons = (writes ? 1 : 0) + (locked ? 0 : 2) + 2
  const onWindow = ({ x, y, w, h }: Rect): Rect => ({
    x: x * zoom + left,
    y: y * zoom + top,
    w: w * zoom,
    h: h * zoom,
  })
  const place = docked
    ? null
    : placeOfBar(
        onWindow(bounds),
        { long: buttons * button + FRAME, thick: button + FRAME },
        { x: TOOLS_LEFT, y: 4, w: width - TOOLS_LEFT - 4, h: height - TOOLS_BELOW - 8 },
        toRead(canvas).map(onWindow),
      )
  return (
    <div
      className={`chosen-tools nokey ${place === null ? 'is-docked' : place.upright ? 'is-upright' : ''}`}
      style={place === null ? {} : { transform: `translate(${place.x}px, ${place.y}px)` }}
      role="toolbar"
      aria-label="What is selected"
      aria-orientation={place?.upright === true ? 'vertical' : 'horizontal'}
    >
      {docked && items.length === 1 ? <VoteControl item={only} /> : null}
      {writes ? (
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
      {/* Where there is no room for it, Lock is in the menu alone. */}
      {docked && !locked ? null : (
        <Button
          look="plain"
          small
          aria-label={locked ? 'Unlock' : 'Lock'}
          onPress={() => lock(canvas, !locked)}
        >
          <Icon of={locked ? LockOpen : Lock} />
        </Button>
      )}
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
  )
}

/** What is in view and is to be read, board px: things, and of frames their names. */
function toRead(canvas: Canvas): Rect[] {
  return thingsInView(canvas).flatMap((item) => {
    const rect = canvas.wall.rectOf(item.id)
    if (rect === null) return []
    return [item.kind === 'frame' ? nameOf(canvas, item, rect) : rect]
  })
}

/** "13 votes" beside a cluster's name, board px. */
const VOTES_WIDE = 84

/** About where the name of a frame stands: at its top, as long as its words, and a cluster's votes beside it. */
function nameOf({ session }: Canvas, { id, look }: Item, { x, y, w }: Rect): Rect {
  const letters =
    textOf(wordsOf(session.doc, id)).length * (look === 'column' ? 9 : 8) +
    24 +
    (look === 'cluster' ? VOTES_WIDE : 0)
  const lines = Math.max(1, Math.ceil(letters / Math.max(w, 1)))
  return { x, y, w: Math.min(w, letters), h: 14 + lines * 24 }
}
