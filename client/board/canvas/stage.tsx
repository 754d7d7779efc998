import '@xyflow/react/dist/base.css'
import { type NodeChange, type OnNodeDrag, ReactFlow, SelectionMode, type Viewport } from '@xyflow/react'
import { type ReactNode, useCallback, useRef } from 'react'
import { useStore } from '../../sync/store.ts'
import { select, stopWriting, write } from './acts.ts'
import { type Canvas, follow, toBoard, useCanvas } from './canvas.ts'
import { beginDrag, drag, endDrag } from './dragging.ts'
import { putBack } from './keys.ts'
import { putNote } from './put-notes.ts'
import { Thing } from './thing.tsx'
import { TOOLS } from './tools.ts'
import { usePinch } from './use-pinch.ts'
import { usePresses } from './use-presses.ts'
import { useSpace, useSpaceHeld } from './use-space.ts'
import { useHeld } from './use-held.ts'
import { useHolds } from './use-holds.ts'
import { useLetGo } from './use-let-go.ts'
import { useStageSize } from './use-stage-size.ts'
import { useTold } from './tell-pointer.ts'
import { LEAST_ZOOM } from './fit.ts'
import { MOST_ZOOM, rest } from './view.ts'
import type { BoardNode } from './wall.ts'

const NODE_TYPES = { thing: Thing }
const SEVERAL = ['Shift', 'Meta', 'Control']

/** The endless surface: React Flow draws, culls, pans and zooms; what stands on it is the session's. */
export function Stage({
  keys,
  menu,
  told = true,
  children,
}: {
  keys: (event: React.KeyboardEvent) => void
  /** Opens the menu of what is selected at a place of the window. */
  menu?: (at: { x: number; y: number }) => void
  /** The others hear where this page looks and points; not of a projected one, which looks where another does. */
  told?: boolean
  children: ReactNode
}) {
  const canvas = useCanvas()
  const { session, wall } = canvas
  const nodes = useStore(wall.nodes)
  // With the connectors, which are drawn as lines.
  const things = useStore(wall.byId).size
  const chosen = useStore(session.tool)
  const tool = useSpaceHeld() ? 'hand' : chosen
  const may = useStore(canvas.may)
  const holder = useRef<HTMLDivElement>(null)
  const handlers = TOOLS[tool]
  const drawing = handlers?.press !== undefined
  const take = useCallback(
    (element: HTMLDivElement | null) => {
      holder.current = element
      canvas.stage.set(element)
    },
    [canvas],
  )
  useTold(canvas, holder, told)
  useHeld(canvas, holder)
  const holds = useHolds()
  usePresses(canvas, holder, handlers)
  usePinch(canvas, holder)
  useStageSize(canvas, holder)
  useSpace()
  useLetGo()

  const onNodesChange = useCallback((changes: NodeChange<BoardNode>[]) => hear(canvas, changes), [canvas])
  const onNodeDragStart = useCallback<OnNodeDrag<BoardNode>>(
    (event, node) => beginDrag(canvas, node, event.altKey),
    [canvas],
  )
  const onNodeDrag = useCallback<OnNodeDrag<BoardNode>>((_event, node) => drag(canvas, node), [canvas])
  const onNodeDragStop = useCallback<OnNodeDrag<BoardNode>>(() => endDrag(canvas), [canvas])
  const onViewportChange = useCallback((view: Viewport) => seen(canvas, view), [canvas])

  return (
    <div className={`stage tool-${tool}`}>
      <ReactFlow<BoardNode>
        ref={take}
        aria-label={`Canvas, ${things} ${things === 1 ? 'thing' : 'things'}`}
        aria-describedby="board-keys"
        tabIndex={0}
        onKeyDown={keys}
        onContextMenu={(event) => {
          if (!(event.target instanceof Element) || event.target.closest('.nokey, a') !== null) return
          event.preventDefault()
          const id = event.target.closest<HTMLElement>('[data-thing]')?.dataset.thing
          if (id !== undefined && !session.selection.get().has(id)) select(canvas, [id])
          menu?.({ x: event.clientX, y: event.clientY })
        }}
        onPointerDownCapture={() => {
          // What keys have picked up is put back when a hand takes over; who only looks elsewhere keeps it.
          if (wall.held.get() !== null && tool !== 'hand') putBack(canvas)
        }}
        onDoubleClick={(event) => {
          if (
            !(event.target instanceof Element) ||
            drawing ||
            event.target.closest('.nokey, button, a') !== null
          )
            return
          const thing = event.target.closest<HTMLElement>('[data-thing]')
          const id = thing?.dataset.thing ?? null
          const inFrame =
            thing?.classList.contains('is-frame') === true && event.target.closest('.frame-name') === null
          if (id !== null && !inFrame) write(canvas, id)
          else if (thing !== null || event.target.closest('.react-flow__pane') !== null)
            putNote(canvas, toBoard(canvas, event.clientX, event.clientY))
        }}
        nodes={nodes as BoardNode[]}
        nodeTypes={NODE_TYPES}
        onNodesChange={onNodesChange}
        onNodeDragStart={onNodeDragStart}
        onNodeDrag={onNodeDrag}
        onNodeDragStop={onNodeDragStop}
        onViewportChange={onViewportChange}
        onInit={(flow) => canvas.flow.set(flow)}
        onMoveStart={(event) => {
          // Whoever moves the view looks around by themselves again.
          if (event !== null) follow(canvas, null)
        }}
        onMoveEnd={(_event, view) => rest(canvas, view)}
        onPaneClick={() => stopWriting(canvas)}
        onlyRenderVisibleElements
        elevateNodesOnSelect={false}
        zIndexMode="manual"
        disableKeyboardA11y
        nodesFocusable={false}
        edgesFocusable={false}
        nodesConnectable={false}
        nodesDraggable={may.edit && !drawing && tool !== 'hand'}
        elementsSelectable={!drawing && tool !== 'hand'}
        nodeDragThreshold={3}
        autoPanOnNodeDrag={holds} // else it goes on when the thing has gone
        paneClickDistance={4}
        nodeClickDistance={4}
        selectionMode={SelectionMode.Partial}
        multiSelectionKeyCode={SEVERAL}
        deleteKeyCode={null}
        panOnDrag={drawing ? [1, 2] : true}
        panActivationKeyCode={null}
        panOnScroll
        zoomOnScroll={false}
        zoomOnDoubleClick={false}
        minZoom={LEAST_ZOOM}
        maxZoom={MOST_ZOOM}
        proOptions={HIDDEN}
      >
        {children}
      </ReactFlow>
    </div>
  )
}

// The library's credit stands in the README: its link here fails the contrast of the page.
const HIDDEN = { hideAttribution: true }

/** React Flow proposes what is selected and says how tall things turned out; where they are is the session's to say. */
function hear(canvas: Canvas, changes: readonly NodeChange<BoardNode>[]): void {
  const { session, wall } = canvas
  let selection: Set<string> | null = null
  for (const change of changes) {
    if (change.type === 'dimensions' && change.dimensions !== undefined)
      wall.measured(change.id, change.dimensions)
    if (change.type !== 'select') continue
    selection ??= new Set(session.selection.get())
    if (change.selected) selection.add(change.id)
    else selection.delete(change.id)
  }
  if (selection === null) return
  const writing = session.writing.get()
  if (writing !== null && !selection.has(writing)) stopWriting(canvas)
  select(canvas, selection)
}

/** What is in view, for who asks for it and, now and then, for those who follow. */
function seen(canvas: Canvas, { x, y, zoom }: Viewport): void {
  const stage = canvas.stage.get()
  if (stage === null) return
  canvas.session.seen.set({
    x: -x / zoom,
    y: -y / zoom,
    w: stage.clientWidth / zoom,
    h: stage.clientHeight / zoom,
  })
}
