import { ViewportPortal } from '@xyflow/react'
import { useEffect, useRef } from 'react'
import type { Rect } from '../../../shared/board/geometry.ts'
import { overlaps } from '../../../shared/board/geometry.ts'
import { initials } from '../../../shared/people/person.ts'
import { useStore } from '../../sync/store.ts'
import { type Canvas, useCanvas } from './canvas.ts'
import type { Other } from './others.ts'

/** A pointer that stands this long, ms, is looked at again for where its name may stand. */
const NAMED_EVERY = 250
/** A name measures about this, px of the window. */
const NAME = { h: 22, letter: 7, pad: 20 }

interface Drawn {
  element: HTMLElement
  flag: HTMLElement
  /** Where it is drawn, and where it is going. */
  at: { x: number; y: number }
  to: { x: number; y: number }
  named: number
}

/**
 * Where the others' pointers are: one layer outside React, moved once a frame. A name stands on the side that is free
 * of things, and is left out where none is: never on text.
 */
export function Pointers() {
  const hidden = useStore(useCanvas().hidePointers)
  return hidden ? null : (
    <ViewportPortal>
      <Layer />
    </ViewportPortal>
  )
}

/** The portal has no place at first: what draws into it begins when it is there. */
function Layer() {
  const canvas = useCanvas()
  const layer = useRef<HTMLDivElement>(null)
  useEffect(() => (layer.current === null ? undefined : drawPointers(canvas, layer.current)), [canvas])
  return <div ref={layer} className="pointers" aria-hidden />
}

function drawPointers(canvas: Canvas, layer: HTMLElement): () => void {
  const drawn = new Map<number, Drawn>()
  let frame = 0
  let zoom = 0
  const look = (): void => {
    const others = canvas.others.get()
    for (const [client, { element }] of drawn) {
      if (others.get(client)?.board.pointer != null) continue
      element.remove()
      drawn.delete(client)
    }
    for (const other of others.values()) {
      const { pointer } = other.board
      if (pointer == null) continue
      const to = { x: pointer[0], y: pointer[1] }
      const known = drawn.get(other.client)
      if (known === undefined) drawn.set(other.client, begin(canvas, layer, other, to))
      else known.to = to
    }
    frame ||= requestAnimationFrame(move)
  }
  const move = (now: number): void => {
    frame = 0
    const k = canvas.flow.get()?.getZoom() ?? 1
    const resized = k !== zoom
    zoom = k
    let moving = false
    for (const pointer of drawn.values()) {
      const { at, to, element } = pointer
      const dx = to.x - at.x
      const dy = to.y - at.y
      const far = Math.hypot(dx, dy) * k > 0.5
      // Two thirds of the way in a frame or two: smooth, and never far behind the hand.
      pointer.at = far ? { x: at.x + dx * 0.35, y: at.y + dy * 0.35 } : to
      if (far || resized || pointer.named === 0)
        element.style.transform = `translate(${pointer.at.x}px, ${pointer.at.y}px) scale(${1 / k})`
      if (now - pointer.named > NAMED_EVERY && (far || pointer.named === 0)) {
        pointer.named = now
        placeName(canvas, pointer, k)
      }
      moving ||= far
    }
    if (moving) frame = requestAnimationFrame(move)
  }
  const stops = [
    canvas.others.subscribe(look),
    canvas.session.seen.subscribe(look),
    canvas.session.items.subscribe(look),
  ]
  look()
  return () => {
    cancelAnimationFrame(frame)
    for (const stop of stops) stop()
    layer.replaceChildren()
  }
}

function begin(canvas: Canvas, layer: HTMLElement, { user }: Other, to: Drawn['to']): Drawn {
  const element = document.createElement('div')
  element.className = `pointer p-${user.partner}`
  element.dataset.person = user.id
  const svg = document.createElementNS('http://www.w3.org/2000/svg', 'svg')
  svg.setAttribute('viewBox', '0 0 24 24')
  const path = document.createElementNS('http://www.w3.org/2000/svg', 'path')
  path.setAttribute(
    'd',
    'M4.037 4.688a.495.495 0 0 1 .651-.651l16 6.5a.5.5 0 0 1-.063.947l-6.124 1.58a2 2 0 0 0-1.438 1.435l-1.579 6.126a.5.5 0 0 1-.947.063z',
  )
  svg.append(path)
  const flag = document.createElement('span')
  flag.className = 'flag'
  flag.textContent = `${initials(user.name)} ${canvas.short.get()[user.partner]}`
  element.append(svg, flag)
  layer.append(element)
  return { element, flag, at: to, to, named: 0 }
}

const SIDES = ['right', 'left', 'above', 'above-left'] as const

function placeName({ wall }: Canvas, { at, flag }: Drawn, zoom: number): void {
  const w = (flag.textContent?.length ?? 0) * NAME.letter + NAME.pad
  const places: Record<(typeof SIDES)[number], Rect> = {
    right: { x: 15, y: 16, w, h: NAME.h },
    left: { x: -w, y: 16, w, h: NAME.h },
    above: { x: 15, y: -NAME.h, w, h: NAME.h },
    'above-left': { x: -w, y: -NAME.h, w, h: NAME.h },
  }
  const near: Rect = { x: at.x - (w + 40) / zoom, y: at.y - 60 / zoom, w: (2 * w + 80) / zoom, h: 120 / zoom }
  const inTheWay = [...wall.byId.get()].flatMap(([id, { kind }]) => {
    const rect = kind === 'connector' ? null : wall.rectOf(id)
    if (rect === null) return []
    // Of a frame only its name is text.
    const text = kind === 'frame' ? { ...rect, h: Math.min(rect.h, 56) } : rect
    return overlaps(text, near) ? [text] : []
  })
  const side = SIDES.find((each) => {
    const { x, y, w, h } = places[each]
    const place = { x: at.x + x / zoom, y: at.y + y / zoom, w: w / zoom, h: h / zoom }
    return !inTheWay.some((text) => overlaps(text, place))
  })
  flag.dataset.side = side ?? 'none'
}
