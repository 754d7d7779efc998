import { useEffect, useRef } from 'react'
import { overlaps, type Point, type Rect } from '../../../shared/board/geometry.ts'
import type { PartnerKind } from '../../../shared/domain/partners.ts'
import { initials } from '../../../shared/people/person.ts'
import { useStore } from '../../sync/store.ts'
import { type Canvas, useCanvas } from './canvas.ts'
import type { Other } from './others.ts'
import { ARROW, drawFlag, flagWidth, type Inks, inksOf } from './pointer-ink.ts'
import { type Side, sideFor, textsInView } from './pointer-side.ts'

/** Where a name stands is looked at again this often, ms, and so are the colours of the page. */
const NAMED_EVERY = 250

interface Drawn {
  partner: PartnerKind
  name: string
  /** Where it is drawn, and where it is going; board px. */
  at: Point
  to: Point
  side: Side | null
  named: number
}

/**
 * Where the others' pointers are: one picture over the wall, drawn once a frame. As elements of the wall, twenty of
 * them cost three times the frame among 500 things. A name stands on the side that is free of things, and is left out
 * where none is: never on text.
 */
export function Pointers() {
  const canvas = useCanvas()
  const hidden = useStore(canvas.hidePointers)
  const picture = useRef<HTMLCanvasElement>(null)
  useEffect(
    () => (hidden || picture.current === null ? undefined : drawPointers(canvas, picture.current)),
    [canvas, hidden],
  )
  return hidden ? null : <canvas ref={picture} className="pointers" data-shown="0" aria-hidden />
}

function drawPointers(canvas: Canvas, picture: HTMLCanvasElement): () => void {
  const pen = picture.getContext('2d')
  if (pen === null) return () => {}
  const drawn = new Map<number, Drawn>()
  let inks: Inks = inksOf(picture)
  let inked = 0
  let frame = 0
  const look = (): void => {
    const others = canvas.others.get()
    for (const client of drawn.keys()) if (others.get(client)?.board.pointer == null) drawn.delete(client)
    for (const other of others.values()) follow(drawn, canvas, other)
    picture.dataset.shown = String(drawn.size)
    again()
  }
  const again = (): void => void (frame ||= requestAnimationFrame(draw))
  const draw = (now: number): void => {
    frame = 0
    const { x, y, zoom } = canvas.flow.get()?.getViewport() ?? { x: 0, y: 0, zoom: 1 }
    if (now - inked > NAMED_EVERY) {
      inked = now
      inks = inksOf(picture)
    }
    const ratio = fit(picture)
    pen.setTransform(ratio, 0, 0, ratio, 0, 0)
    pen.clearRect(0, 0, picture.width, picture.height)
    let moving = false
    let texts: readonly Rect[] | null = null
    for (const pointer of drawn.values()) {
      const far = step(pointer, zoom)
      if (now - pointer.named > NAMED_EVERY) {
        pointer.named = now
        texts ??= textsInView(canvas)
        pointer.side = overlaps({ ...pointer.at, w: 0, h: 0 }, canvas.session.seen.get())
          ? sideFor(texts, pointer.at, flagWidth(pen, pointer.name), zoom)
          : null
      }
      const place = { x: pointer.at.x * zoom + x, y: pointer.at.y * zoom + y }
      const ink = inks[pointer.partner]
      pen.save()
      pen.translate(place.x - 3, place.y - 3)
      pen.scale(20 / 24, 20 / 24)
      pen.fillStyle = ink.line
      pen.strokeStyle = inks.paper
      pen.lineWidth = 1.4
      pen.fill(ARROW)
      pen.stroke(ARROW)
      pen.restore()
      if (pointer.side !== null) drawFlag(pen, pointer.name, place, pointer.side, pointer.partner, ink)
      moving ||= far
    }
    if (moving) again()
  }
  const stops = [
    canvas.others.subscribe(look),
    canvas.session.seen.subscribe(again),
    canvas.session.items.subscribe(again),
  ]
  look()
  return () => {
    cancelAnimationFrame(frame)
    for (const stop of stops) stop()
  }
}

function follow(drawn: Map<number, Drawn>, canvas: Canvas, { client, user, board }: Other): void {
  const { pointer } = board
  if (pointer == null) return
  const to = { x: pointer[0], y: pointer[1] }
  const known = drawn.get(client)
  if (known !== undefined) known.to = to
  else
    drawn.set(client, {
      partner: user.partner,
      name: `${initials(user.name)} ${canvas.short.get()[user.partner]}`,
      at: to,
      to,
      side: null,
      named: 0,
    })
}

/** A third of the way in each frame: smooth, and never far behind the hand. True while there is way to go. */
function step(pointer: Drawn, zoom: number): boolean {
  const { at, to } = pointer
  const dx = to.x - at.x
  const dy = to.y - at.y
  const far = Math.hypot(dx, dy) * zoom > 0.5
  pointer.at = far ? { x: at.x + dx * 0.35, y: at.y + dy * 0.35 } : to
  return far
}

/** Gives the picture as many pixels as the window shows of it; answers how many stand for one px. */
function fit(picture: HTMLCanvasElement): number {
  const ratio = window.devicePixelRatio
  const [w, h] = [Math.round(picture.clientWidth * ratio), Math.round(picture.clientHeight * ratio)]
  if (picture.width !== w) picture.width = w
  if (picture.height !== h) picture.height = h
  return ratio
}
