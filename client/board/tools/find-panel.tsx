import { ArrowDown, ArrowUp, X } from 'lucide-react'
import { useEffect, useRef, useState } from 'react'
import { found } from '../../../shared/board/find.ts'
import { inReadingOrder } from '../../../shared/board/order.ts'
import { sayContent, sayItem } from '../../../shared/board/said.ts'
import { createStore, useStore } from '../../sync/store.ts'
import { Icon } from '../../ui/icon.tsx'
import { select } from '../canvas/acts.ts'
import { type Canvas, useCanvas } from '../canvas/canvas.ts'
import { focusCanvas } from '../canvas/keys.ts'

/** Open, and how often it was asked for: asking again puts the caret back into it. */
const finding = createStore(0)

export const openFind = (): void => finding.set(finding.get() + 1)

/** Finds words on the board, in reading order; each step goes there. */
export function FindPanel() {
  const asked = useStore(finding)
  return asked === 0 ? null : <OpenFind />
}

function OpenFind() {
  const canvas = useCanvas()
  const box = useRef<HTMLInputElement>(null)
  const items = useStore(canvas.session.items)
  const [wanted, setWanted] = useState('')
  const [at, setAt] = useState<string | null>(null)
  useEffect(() => {
    const focus = (): void => {
      box.current?.focus()
      box.current?.select()
    }
    focus()
    return finding.subscribe(focus)
  }, [])
  useEffect(() => () => finding.set(0), [])
  const hits = hitsOf(canvas, items, wanted)
  const current = hits.findIndex(({ id }) => id === at)
  const step = (by: 1 | -1): void => {
    const next =
      current === -1 ? (by === 1 ? 0 : hits.length - 1) : (current + by + hits.length) % hits.length
    const hit = hits[next]
    if (hit === undefined) return canvas.say('Not found.')
    setAt(hit.id)
    select(canvas, [hit.id])
    canvas.wall.active.set(hit.id)
    canvas.session.goTo.get()?.([hit.id])
    const item = canvas.wall.byId.get().get(hit.id)
    if (item !== undefined) canvas.say(`${next + 1} of ${hits.length}: ${sayItem(item, canvas.naming, 80)}.`)
  }
  const close = (): void => {
    finding.set(0)
    focusCanvas(canvas)
  }
  return (
    <section
      className="board-find nokey no-print"
      role="search"
      aria-label="Find on the board"
      onKeyDown={(event) => {
        if (event.key !== 'Escape') return
        event.preventDefault()
        event.stopPropagation()
        close()
      }}
    >
      <label>
        <span>Find</span>
        <input
          ref={box}
          type="text"
          value={wanted}
          spellCheck={false}
          autoComplete="off"
          onChange={(event) => {
            setWanted(event.target.value)
            setAt(null)
          }}
          onKeyDown={(event) => {
            if (event.key !== 'Enter') return
            event.preventDefault()
            step(event.shiftKey ? -1 : 1)
          }}
        />
      </label>
      <span className="found-count num" role="status">
        {wanted.trim() === ''
          ? ''
          : hits.length === 0
            ? 'Not found'
            : current === -1
              ? `${hits.length} found`
              : `${current + 1} of ${hits.length}`}
      </span>
      <button aria-label="Previous on the board" disabled={hits.length === 0} onClick={() => step(-1)}>
        <Icon of={ArrowUp} />
      </button>
      <button aria-label="Next on the board" disabled={hits.length === 0} onClick={() => step(1)}>
        <Icon of={ArrowDown} />
      </button>
      <button aria-label="Close find" onClick={close}>
        <Icon of={X} />
      </button>
    </section>
  )
}

function hitsOf(canvas: Canvas, items: Parameters<typeof inReadingOrder>[0], wanted: string) {
  if (wanted.trim() === '') return []
  const things = inReadingOrder(items).map((item) => ({
    id: item.id,
    // A connector is not found by what it joins, but a link by its address as well.
    words:
      item.kind === 'connector'
        ? canvas.naming.words(item.id)
        : `${sayContent(item, canvas.naming)} ${item.href ?? ''}`,
  }))
  return found(things, wanted)
}
