import { BookOpen, List, PenLine, Search, X } from 'lucide-react'
import type { ReactNode } from 'react'
import { Icon } from '../ui/icon.tsx'
import { useDesk } from './context.ts'
import { Beside } from './beside.tsx'
import { useStore } from '../sync/store.ts'

/** The phone's foot: what can be opened, and the sheet that is. A sheet takes room from the text, never covers it. */
export function Dock({ viewed, tools }: { viewed: string | null; tools: ReactNode }) {
  const desk = useDesk()
  const { context, slots } = desk
  const { own } = slots
  const name = own?.outline.name ?? 'Sections and people'
  const open = useStore(desk.sheet)
  const reading = useStore(desk.reading)
  const items = (slots.dock ?? []).filter((one) => one.shown?.(context) !== false)
  const item = items.find(({ id }) => id === open)
  const toggle = (id: string) => desk.sheet.set(open === id ? null : id)
  const close = () => desk.sheet.set(null)
  return (
    <div className="foot no-print">
      {open === 'sections' ? (
        <section
          className="foot-sheet outline"
          aria-label={name}
          onKeyDown={(event) => event.key === 'Escape' && close()}
        >
          <button
            className="close"
            aria-label={own === undefined ? 'Close sections' : `Close ${name.toLowerCase()}`}
            onClick={close}
          >
            <Icon of={X} />
          </button>
          <Beside viewed={viewed} close={close} />
        </section>
      ) : item?.Sheet === undefined ? null : (
        <section className="foot-sheet" aria-label={item.label}>
          <item.Sheet context={context} close={close} />
        </section>
      )}
      {tools}
      <nav className="dock" aria-label={own === undefined ? 'Narrative' : own.under.name}>
        <DockButton
          icon={<Icon of={List} />}
          label={own?.outline.name ?? 'Sections'}
          on={open === 'sections'}
          press={() => toggle('sections')}
        />
        {items.map((one) => (
          <DockButton
            key={one.id}
            icon={one.icon}
            label={one.label}
            on={one.Sheet === undefined ? open === null : open === one.id}
            press={() => (one.Sheet === undefined ? close() : toggle(one.id))}
          />
        ))}
        {own === undefined ? (
          <DockButton
            icon={<Icon of={Search} />}
            label="Find"
            on={false}
            press={() => {
              close()
              desk.panel.set({ open: 'find' })
            }}
          />
        ) : null}
        {context.canEdit && own === undefined ? (
          <DockButton
            icon={<Icon of={reading ? PenLine : BookOpen} />}
            label={reading ? 'Write' : 'Read'}
            on={false}
            press={() => {
              close()
              desk.reading.set(!reading)
            }}
          />
        ) : null}
      </nav>
    </div>
  )
}

function DockButton({
  icon,
  label,
  on,
  press,
}: {
  icon: ReactNode
  label: string
  on: boolean
  press: () => void
}) {
  return (
    <button {...(on ? { 'aria-current': 'true' as const } : {})} aria-expanded={on} onClick={press}>
      {icon}
      {label}
    </button>
  )
}
