import { useStore as useFlow, ViewportPortal } from '@xyflow/react'
import { useEffect, useRef } from 'react'
import { boundsOf, type Rect } from '../../../shared/board/geometry.ts'
import type { Item } from '../../../shared/board/items.ts'
import { type Canvas, useCanvas } from './canvas.ts'

/** Below this zoom words cannot be read: things are drawn on one picture, and only what is held or selected as itself. */
const FAR_ZOOM = 0.3
/** The picture is made anew at most this often, ms: what moves meanwhile is drawn as itself. */
const EVERY = 120
/** The picture's longer side at most, px. */
const LARGEST = 4_096

/** Everything on the board as one picture, while it is seen from afar. */
export function FarPicture() {
  const far = useFlow(({ transform }) => transform[2] < FAR_ZOOM)
  return far ? (
    <ViewportPortal>
      <Picture />
    </ViewportPortal>
  ) : null
}

function Picture() {
  const canvas = useCanvas()
  const picture = useRef<HTMLCanvasElement>(null)
  useEffect(() => {
    const element = picture.current
    if (element === null) return
    const stage = canvas.stage.get()
    let timer: ReturnType<typeof setTimeout> | undefined
    let drawn: readonly Drawn[] = []
    const redraw = (): void => {
      timer = undefined
      const now = onPicture(canvas)
      if (same(drawn, now)) return
      drawn = now
      draw(now, element)
    }
    redraw()
    stage?.classList.add('is-far')
    const stop = canvas.wall.nodes.subscribe(() => {
      timer ??= setTimeout(redraw, EVERY)
    })
    return () => {
      clearTimeout(timer)
      stop()
      stage?.classList.remove('is-far')
    }
  }, [canvas])
  return <canvas ref={picture} className="far-picture" aria-hidden />
}

interface Drawn {
  item: Item
  rect: Rect
}

/** What is on the picture: not what is drawn as itself. */
const onPicture = ({ wall }: Canvas): Drawn[] =>
  wall.nodes.get().flatMap(({ id, data: { item }, selected, className }) => {
    const rect = wall.rectOf(id)
    return rect === null || selected === true || className !== '' ? [] : [{ item, rect }]
  })

/** Nothing that is on the picture has changed: what a hand or others move is not. */
const same = (before: readonly Drawn[], now: readonly Drawn[]): boolean =>
  before.length === now.length &&
  now.every(({ item, rect }, n) => {
    const was = before[n]
    return (
      was?.item === item &&
      was.rect.x === rect.x &&
      was.rect.y === rect.y &&
      was.rect.w === rect.w &&
      was.rect.h === rect.h
    )
  })

function draw(things: readonly Drawn[], element: HTMLCanvasElement): void {
  const bounds = boundsOf(things.map(({ rect }) => rect))
  const context = element.getContext('2d')
  if (bounds === null || context === null) {
    element.width = 0
    return
  }
  const scale = Math.min(FAR_ZOOM * devicePixelRatio, LARGEST / Math.max(bounds.w, bounds.h, 1))
  element.width = Math.ceil(bounds.w * scale)
  element.height = Math.ceil(bounds.h * scale)
  element.style.width = `${bounds.w}px`
  element.style.height = `${bounds.h}px`
  element.style.transform = `translate(${bounds.x}px, ${bounds.y}px)`
  context.setTransform(scale, 0, 0, scale, -bounds.x * scale, -bounds.y * scale)
  const paint = paintOf(element)
  // Frames are the ground.
  for (const frame of [true, false])
    for (const { item, rect } of things)
      if ((item.kind === 'frame') === frame) drawThing(context, item, rect, paint)
}

type Paint = (name: string) => string

/** The colours of the theme that is chosen. */
function paintOf(element: Element): Paint {
  const style = getComputedStyle(element)
  const known = new Map<string, string>()
  return (name) => {
    const colour = known.get(name) ?? style.getPropertyValue(`--${name}`).trim()
    known.set(name, colour)
    return colour
  }
}

function drawThing(context: CanvasRenderingContext2D, item: Item, { x, y, w, h }: Rect, paint: Paint): void {
  const { kind, partner } = item
  if (kind === 'frame') {
    context.strokeStyle = paint('edge')
    context.lineWidth = 4
    context.strokeRect(x, y, w, h)
    return
  }
  context.fillStyle =
    partner === null ? paint(kind === 'text' || kind === 'pen' ? 'rule' : 'paper') : paint(`${partner}-tint`)
  context.fillRect(x, y, w, h)
  context.fillStyle = paint(partner ?? 'edge')
  if (partner !== null) context.fillRect(x, y, w, 10)
  // Words as lines: that there are some, not what they say.
  if (kind !== 'note' && kind !== 'text') return
  context.globalAlpha = 0.35
  for (let line = y + 26; line < y + h - 30; line += 20) context.fillRect(x + 12, line, w - 24, 5)
  context.globalAlpha = 1
}
