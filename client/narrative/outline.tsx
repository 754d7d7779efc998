import { GripVertical, Plus, RotateCcw } from 'lucide-react'
import { nanoid } from 'nanoid'
import { useRef, useState, type KeyboardEvent, type PointerEvent } from 'react'
import { addSection, bringBackSection, type NumberedSection } from '../../shared/narrative/sections.ts'
import { Button } from '../ui/button.tsx'
import { Icon } from '../ui/icon.tsx'
import { Swatch } from '../ui/partner.tsx'
import { calledIn } from './called.ts'
import { useDesk } from './context.ts'
import { WRITTEN_WORDS, writtenIn } from './written.ts'
import { moveBy, moveTo, sayMoved } from './move.ts'
import { restructure } from './restructure.ts'
import { useStore } from '../sync/store.ts'

/** The sections on the throughline: jump to one, and put them in another order by key or by dragging. */
export function Outline({ onChosen, current }: { onChosen?: () => void; current: string | null }) {
  const desk = useDesk()
  const { session, context } = desk
  const sections = useStore(session.sections)
  const words = useStore(session.words)
  const here = useStore(desk.here)
  const reading = useStore(desk.reading)
  const list = useRef<HTMLOListElement>(null)
  const [drop, setDrop] = useState<{ id: string; place: number } | null>(null)
  const writing = context.canEdit && !reading

  const finish = (id: string, change: () => void) => {
    if (restructure(desk, change)) desk.say(sayMoved(session.doc, id))
  }
  return (
    <nav aria-label="Sections">
      <h2>Sections</h2>
      <ol className="secs" ref={list}>
        {sections.map((section, index) => {
          const inside = here.filter((person) => person.section === section.id)
          const written = writtenIn(session.doc, section.id, words.get(section.id) ?? 0)
          return (
            <li
              key={section.id}
              className={[
                written === 'not started' ? '' : 'd',
                drop?.id === section.id ? 'is-dragged' : '',
                drop !== null &&
                drop.id !== section.id &&
                places(sections, drop.id)[drop.place] === section.id
                  ? 'drop-before'
                  : '',
                drop !== null && drop.place === sections.length - 1 && index === sections.length - 1
                  ? 'drop-after'
                  : '',
              ].join(' ')}
            >
              <a
                href={`#section-${section.id}`}
                {...(current === section.id ? { 'aria-current': 'true' as const } : {})}
                onClick={(event) => {
                  event.preventDefault()
                  context.scrollToSection(section.id)
                  onChosen?.()
                }}
              >
                {desk.slots.unnumbered === true ? null : <span className="kept">{section.number}</span>}{' '}
                {section.title}
              </a>
              <span className="sub">
                {WRITTEN_WORDS[written]}
                {[...new Set(inside.map((person) => person.partner))].map((partner) => (
                  <Swatch key={partner} partner={partner} />
                ))}
                {inside.length === 0 ? null : (
                  <span className="vh">
                    {inside.length === 1 ? 'one person here' : `${inside.length} people here`}
                  </span>
                )}
              </span>
              {writing ? (
                <Grip
                  section={section}
                  list={list}
                  dragging={(place) => setDrop(place === null ? null : { id: section.id, place })}
                  move={(by) => finish(section.id, () => moveBy(session.doc, section.id, by))}
                  drop={(place) => finish(section.id, () => moveTo(session.doc, section.id, place))}
                />
              ) : null}
            </li>
          )
        })}
      </ol>
      {writing ? <Below /> : null}
    </nav>
  )
}

/** Ids in the order they would stand with one taken out. */
const places = (sections: readonly NumberedSection[], id: string): string[] =>
  sections.filter((section) => section.id !== id).map((section) => section.id)

/** Drag it, or focus it and press the arrow keys. */
function Grip({
  section,
  list,
  dragging,
  move,
  drop,
}: {
  section: NumberedSection
  list: React.RefObject<HTMLOListElement | null>
  dragging: (place: number | null) => void
  move: (by: -1 | 1) => void
  drop: (place: number) => void
}) {
  const { slots } = useDesk()
  const place = useRef<number | null>(null)
  const onKeyDown = (event: KeyboardEvent) => {
    const by = event.key === 'ArrowUp' ? -1 : event.key === 'ArrowDown' ? 1 : 0
    if (by === 0) return
    event.preventDefault()
    const grip = event.currentTarget as HTMLElement
    move(by)
    requestAnimationFrame(() => grip.focus()) // the row was moved in the page
  }
  const onPointerMove = (event: PointerEvent) => {
    if (place.current === null || list.current === null) return
    const rows = [...list.current.children].filter((row) => !row.contains(event.currentTarget))
    const at = rows.findIndex((row) => {
      const box = row.getBoundingClientRect()
      return event.clientY < box.top + box.height / 2
    })
    place.current = at === -1 ? rows.length : at
    dragging(place.current)
  }
  const end = (kept: boolean) => {
    const to = place.current
    place.current = null
    dragging(null)
    if (kept && to !== null) drop(to)
  }
  return (
    <button
      className="grip"
      aria-label={`Move ${calledIn(slots, section)}: arrow keys`}
      title="Drag to move, or press the arrow keys"
      onKeyDown={onKeyDown}
      onPointerDown={(event) => {
        event.currentTarget.setPointerCapture(event.pointerId)
        place.current = Number.parseInt(section.number, 10) - 1
      }}
      onPointerMove={onPointerMove}
      onPointerUp={() => end(true)}
      onPointerCancel={() => end(false)}
    >
      <Icon of={GripVertical} />
    </button>
  )
}

function Below() {
  const desk = useDesk()
  const { session, context, say } = desk
  const removed = useStore(session.removed)
  const sections = useStore(session.sections)
  return (
    <div className="outline-acts">
      <Button
        look="plain"
        small
        onPress={() => {
          const id = nanoid(10)
          const after = sections.at(-1)?.id ?? null
          if (restructure(desk, () => addSection(session.doc, { id, title: 'New section', after })))
            context.scrollToSection(id)
        }}
      >
        <Icon of={Plus} />
        Add a section
      </Button>
      {removed.length === 0 ? null : (
        <details>
          <summary>
            {removed.length === 1 ? '1 removed section' : `${removed.length} removed sections`}
          </summary>
          <ul>
            {removed.map((section) => (
              <li key={section.id}>
                <Button
                  look="plain"
                  small
                  onPress={() => {
                    if (!restructure(desk, () => bringBackSection(session.doc, section.id))) return
                    say(`${section.title} is back.`)
                    context.scrollToSection(section.id)
                  }}
                >
                  <Icon of={RotateCcw} />
                  Bring back {section.title}
                </Button>
              </li>
            ))}
          </ul>
        </details>
      )}
    </div>
  )
}
