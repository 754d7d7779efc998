import { ViewportPortal } from '@xyflow/react'
import { useEffect, useRef } from 'react'
import { rounded } from '../../../shared/board/geometry.ts'
import type { PartnerKind } from '../../../shared/domain/partners.ts'
import { type Canvas, useCanvas } from '../canvas/canvas.ts'
import type { Press, ToolHandlers } from '../canvas/press.ts'
import { lineThrough } from './paths.ts'

/** How long a trail is seen, ms. */
const FADES = 900

interface Spot {
  x: number
  y: number
  at: number
}

/** Points for everyone to see while it is pressed; nothing of it is kept. Who may only read may point. */
export const LASER: ToolHandlers = {
  cursor: 'none',
  harmless: true,
  press(canvas, first) {
    point(canvas, first)
    return {
      move: (at) => point(canvas, at),
      release: () => canvas.tellNow({ laser: false }),
      cancel: () => canvas.tellNow({ laser: false }),
    }
  },
}

const own = new WeakMap<Canvas, (spot: Spot) => void>()

function point(canvas: Canvas, { x, y }: Press): void {
  canvas.tell({ laser: true, pointer: [rounded(x), rounded(y)] })
  own.get(canvas)?.({ x, y, at: performance.now() })
}

/** Trails of laser pointers, this person's and the others', drawn once a frame while there are any. */
export const LaserLayer = () => (
  <ViewportPortal>
    <Trails />
  </ViewportPortal>
)

/** The portal has no place at first: what draws into it begins when it is there. */
function Trails() {
  const canvas = useCanvas()
  const layer = useRef<SVGSVGElement>(null)
  useEffect(() => {
    const svg = layer.current
    if (svg === null) return
    const trails = new Map<
      number,
      { partner: PartnerKind; spots: Spot[]; path: SVGPathElement; dot: SVGCircleElement }
    >()
    let frame = 0
    const add = (client: number, partner: PartnerKind, spot: Spot): void => {
      let trail = trails.get(client)
      if (trail === undefined) {
        const path = document.createElementNS('http://www.w3.org/2000/svg', 'path')
        const dot = document.createElementNS('http://www.w3.org/2000/svg', 'circle')
        for (const part of [path, dot]) part.setAttribute('class', `p-${partner}`)
        dot.setAttribute('r', '5')
        svg.append(path, dot)
        trail = { partner, spots: [], path, dot }
        trails.set(client, trail)
      }
      const last = trail.spots.at(-1)
      if (last?.x === spot.x && last.y === spot.y) return
      trail.spots.push(spot)
      if (frame === 0) frame = requestAnimationFrame(draw)
    }
    const draw = (): void => {
      const now = performance.now()
      for (const [client, { spots, path, dot }] of trails) {
        while (spots[0] !== undefined && now - spots[0].at > FADES) spots.shift()
        const last = spots.at(-1)
        if (last === undefined) {
          path.remove()
          dot.remove()
          trails.delete(client)
          continue
        }
        path.setAttribute('d', lineThrough(spots))
        dot.setAttribute('cx', String(last.x))
        dot.setAttribute('cy', String(last.y))
      }
      frame = trails.size > 0 ? requestAnimationFrame(draw) : 0
    }
    own.set(canvas, (spot) => add(0, canvas.me.partner, spot))
    const stop = canvas.others.subscribe(() => {
      for (const { client, user, board } of canvas.others.get().values())
        if (board.laser === true && board.pointer != null) {
          const [x, y] = board.pointer
          add(client, user.partner, { x, y, at: performance.now() })
        }
    })
    return () => {
      own.delete(canvas)
      stop()
      cancelAnimationFrame(frame)
      svg.replaceChildren()
    }
  }, [canvas])
  return <svg ref={layer} className="laser" aria-hidden />
}
