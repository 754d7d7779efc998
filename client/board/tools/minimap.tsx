import { type PointerEvent, useEffect, useRef } from 'react'
import type { Rect } from '../../../shared/board/geometry.ts'
import { useStore } from '../../sync/store.ts'
import { useTheme } from '../../ui/theme.ts'
import { type Canvas, follow, useCanvas } from '../canvas/canvas.ts'
import { inksOf } from '../canvas/pointer-ink.ts'
import { inksOfMap, type MapPlace, onBoard, onMap, placeInMap } from './map-picture.ts'

const SIZE = { w: 150, h: 100 }
/** What others carry about is drawn anew this often, ms. */
const EVERY = 250
/** A thing is never smaller than this on the map, px. */
const LEAST = 1

interface Drawn {
  place: MapPlace
  /** While a hand drags on the map it stays as it is: drawn to hold the view, it would run away under the hand. */
  held: boolean
  /** Draws it anew. */
  again: () => void
}

/**
 * All of the board, small: a press or a drag goes there. For a hand alone; keys have the whole board and find. It is
 * one picture: React Flow's own asks each of 2,000 things with every step of anybody's drag, which was two fifths
 * of all script on a page with sixty people.
 */
export function BoardMap() {
  const few = useStore(useCanvas().session.items).length < 2
  const theme = useTheme()
  return few ? null : <Picture key={theme} />
}

/** The map in the colours the page has when it is put there. */
function Picture() {
  const canvas = useCanvas()
  const picture = useRef<HTMLCanvasElement>(null)
  const map = useRef<Drawn>({ place: { x: 0, y: 0, scale: 1 }, held: false, again: () => {} })
  useEffect(
    () => (picture.current === null ? undefined : drawMap(canvas, picture.current, map.current)),
    [canvas],
  )
  const go = (event: PointerEvent<HTMLCanvasElement>): void => {
    const { left, top } = event.currentTarget.getBoundingClientRect()
    const { x, y } = onBoard(map.current.place, { x: event.clientX - left, y: event.clientY - top })
    const flow = canvas.flow.get()
    follow(canvas, null)
    void flow?.setCenter(x, y, { zoom: flow.getZoom() })
  }
  return (
    <canvas
      ref={picture}
      className="minimap nokey"
      style={{ width: SIZE.w, height: SIZE.h }}
      role="img"
      aria-label="Map of the board"
      onPointerDown={(event) => {
        event.currentTarget.setPointerCapture(event.pointerId)
        map.current.held = true
        go(event)
      }}
      onLostPointerCapture={() => {
        map.current.held = false
        map.current.again()
      }}
      onPointerMove={(event) => {
        if (map.current.held) go(event)
      }}
    />
  )
}

function drawMap(canvas: Canvas, picture: HTMLCanvasElement, map: Drawn): () => void {
  const pen = picture.getContext('2d')
  if (pen === null) return () => {}
  const { wall, session } = canvas
  let frame = 0
  let timer: ReturnType<typeof setTimeout> | undefined
  const draw = (): void => {
    frame = 0
    const ratio = window.devicePixelRatio
    picture.width = SIZE.w * ratio // also wipes it
    picture.height = SIZE.h * ratio
    pen.scale(ratio, ratio)
    const nodes = wall.nodes.get()
    const seen = session.seen.get()
    if (!map.held) map.place = placeInMap(nodes, seen, SIZE)
    paint(pen, picture, nodes, map.place, onMap(map.place, seen))
  }
  const soon = (): void => void (frame ||= requestAnimationFrame(draw))
  map.again = soon
  const later = (): void => {
    timer ??= setTimeout(() => {
      timer = undefined
      soon()
    }, EVERY)
  }
  const zoom = (event: WheelEvent): void => {
    event.preventDefault()
    const flow = canvas.flow.get()
    follow(canvas, null)
    void flow?.zoomTo(flow.getZoom() * 2 ** (-event.deltaY / 500))
  }
  // React's own would let the page zoom too.
  picture.addEventListener('wheel', zoom, { passive: false })
  const stops = [wall.nodes.subscribe(later), session.seen.subscribe(soon), onOtherLook(soon)]
  soon()
  return () => {
    picture.removeEventListener('wheel', zoom)
    cancelAnimationFrame(frame)
    clearTimeout(timer)
    for (const stop of stops) stop()
  }
}

/** Light or dark, or colours a person forces on every page. */
function onOtherLook(listener: () => void): () => void {
  const looks = ['(prefers-color-scheme: dark)', '(forced-colors: active)'].map((look) => matchMedia(look))
  for (const look of looks) look.addEventListener('change', listener)
  return () => {
    for (const look of looks) look.removeEventListener('change', listener)
  }
}

function paint(
  pen: CanvasRenderingContext2D,
  picture: HTMLCanvasElement,
  nodes: Parameters<typeof inksOfMap>[0],
  place: MapPlace,
  seen: Rect,
): void {
  const inks = inksOf(picture)
  const { frames, things } = inksOfMap(nodes, place)
  pen.fillStyle = inks.inset
  pen.strokeStyle = inks.edge
  outline(pen, frames)
  pen.fill()
  pen.stroke()
  for (const [partner, rects] of things) {
    pen.fillStyle = partner === null ? inks.edge : inks[partner].line
    outline(pen, rects)
    pen.fill()
  }
  // What is not in view is dimmed: all of the map but the hole in it.
  pen.beginPath()
  pen.rect(0, 0, SIZE.w, SIZE.h)
  pen.rect(seen.x, seen.y, seen.w, seen.h)
  pen.globalAlpha = 0.7
  pen.fillStyle = inks.desk
  pen.fill('evenodd')
  pen.globalAlpha = 1
  pen.strokeStyle = inks.focus
  pen.lineWidth = 2
  pen.strokeRect(seen.x, seen.y, seen.w, seen.h)
}

function outline(pen: CanvasRenderingContext2D, rects: readonly Rect[]): void {
  pen.beginPath()
  for (const { x, y, w, h } of rects) pen.rect(x, y, Math.max(w, LEAST), Math.max(h, LEAST))
}
