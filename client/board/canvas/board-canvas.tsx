import { useStore as useFlow, ReactFlowProvider } from '@xyflow/react'
import { type KeyboardEvent, useCallback, useEffect, useState } from 'react'
import { useStore } from '../../sync/store.ts'
import { Button } from '../../ui/button.tsx'
import { useDocked } from '../use-narrow.ts'
import { type Canvas, useCanvas } from './canvas.ts'
import { ChosenBar } from './chosen-bar.tsx'
import { ChosenMenu } from './chosen-menu.tsx'
import { useClips } from './clips.ts'
import { FarPicture } from './far.tsx'
import { Called, Following } from './going-along.tsx'
import { press } from './keys.ts'
import { Pointers } from './pointers.tsx'
import { useSayUndone } from './undone.ts'
import { BoardKeys } from './keys-sheet.tsx'
import { CHROME, LAYERS } from './layers.ts'
import { Stage } from './stage.tsx'
import { TOOLS } from './tools.ts'
import { openFind } from '../tools/find-panel.tsx'
import { chooseByKey } from '../tools/toolbar-tools.ts'
import { Toolbox } from '../tools/toolbar.tsx'
import { goTo, isAstray, openView, zoomTo } from './view.ts'
import { ZoomBar } from './zoom-bar.tsx'

/** The wall: everything on it, its tools, and whoever else is there. */
export function BoardCanvas({ list }: { list: () => void }) {
  const canvas = useCanvas()
  const { session } = canvas
  const [help, setHelp] = useState(false)
  const [menu, setMenu] = useState<{ x: number; y: number } | null>(null)
  const docked = useDocked()
  const tool = useStore(session.tool)
  const Draft = TOOLS[tool]?.Draft
  const keys = useCallback(
    (event: KeyboardEvent) => {
      if (
        event.target instanceof Element &&
        event.target.closest('.nokey, [role=menu], [role=dialog]') !== null
      )
        return
      // A button of a thing, such as its votes, is pressed by these itself.
      if (['Enter', ' '].includes(event.key) && event.target instanceof HTMLButtonElement) return
      if (
        !press(canvas, event, {
          help: () => setHelp(true),
          list,
          menu: () => setMenu(placeOfMenu(canvas)),
          find: openFind,
          tool: (key) => chooseByKey(canvas, key),
        })
      )
        return
      event.preventDefault()
      event.stopPropagation()
    },
    [canvas, list],
  )
  useGoTo(canvas)
  useClips(canvas)
  useSayUndone(canvas)
  return (
    <ReactFlowProvider>
      <section className={docked ? 'wall is-docked' : 'wall'} aria-label="Wall">
        <Toolbox />
        <Stage keys={keys} menu={setMenu}>
          {LAYERS.map((Layer) => (
            <Layer key={Layer.name} />
          ))}
          {Draft === undefined ? null : <Draft />}
          <FarPicture />
          <Pointers />
          <Dots />
        </Stage>
        <ChosenBar />
        <p id="board-keys" className="vh">
          Arrow keys go from thing to thing, Enter writes in one, Space picks it up, N makes a note, question
          mark shows all keys. F6 goes to the board as a list.
        </p>
        {CHROME.map((Part) => (
          <Part key={Part.name} />
        ))}
        <Empty />
        <Astray />
        <ZoomBar help={() => setHelp(true)} />
        <Following />
        <Called />
        <ChosenMenu at={menu} close={() => setMenu(null)} />
        {help ? <BoardKeys close={() => setHelp(false)} /> : null}
      </section>
    </ReactFlowProvider>
  )
}

/** Beside the thing the keyboard is at, px of the window. */
function placeOfMenu({ stage, wall }: Canvas): { x: number; y: number } {
  const at = wall.active.get()
  const thing = at === null ? null : stage.get()?.querySelector(`[data-thing="${CSS.escape(at)}"]`)
  const rect = (thing ?? stage.get())?.getBoundingClientRect()
  return rect === undefined ? { x: 0, y: 0 } : { x: rect.left + 12, y: rect.top + Math.min(rect.height, 160) }
}

/** The first view is all of the board; later parts of the page can ask to go somewhere. */
function useGoTo(canvas: Canvas): void {
  const flow = useStore(canvas.flow)
  useEffect(() => {
    if (flow === null) return
    canvas.session.goTo.set((to) => goTo(canvas, to))
    openView(canvas)
    return () => canvas.session.goTo.set(null)
  }, [canvas, flow])
}

/** The ground moves with the board: a grid of dots by CSS, in px of the window. */
function Dots() {
  const [x, y, zoom] = useFlow(({ transform }) => transform)
  const step = 24 * zoom * (zoom < 0.35 ? 4 : 1)
  return (
    <div
      className="dots"
      style={{ backgroundPosition: `${x}px ${y}px`, backgroundSize: `${step}px ${step}px` }}
      aria-hidden
    />
  )
}

function Empty() {
  const { session, may } = useCanvas()
  const items = useStore(session.items)
  const { edit } = useStore(may)
  if (items.length > 0) return null
  return (
    <p className="wall-empty">
      Nothing on this board yet.{edit ? ' Press N, or double-click anywhere, to put the first note.' : ''}
    </p>
  )
}

/** When nothing of the board is in view, the way back. */
function Astray() {
  const canvas = useCanvas()
  useStore(canvas.session.seen)
  useStore(canvas.wall.nodes)
  if (!isAstray(canvas)) return null
  return (
    <div className="wall-astray">
      <Button onPress={() => zoomTo(canvas, 'all')}>Bring back into view</Button>
    </div>
  )
}
