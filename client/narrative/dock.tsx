import { BookOpen, List, PenLine, Search, X } from 'lucide-react'
import type { ReactNode } from 'react'
import { Icon } from '../ui/icon.tsx'
import { useDesk } from './context.ts'
import { People } from './layout-parts.tsx'
import { Outline } from './outline.tsx'
import { useStore } from '../sync/store.ts'
import { HistoryLink } from './history-link.tsx'
import { WordCount } from './word-count.tsx'

/** The phone's foot: what can be opened, and the sheet that is. A sheet takes room from the text, never covers it. */
export function Dock({ viewed, tools }: { viewed: string | null; tools: ReactNode }) {
  const desk = useDesk()
  const { context, slots } = desk
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
          aria-label="Sections and people"
          onKeyDown={(event) => event.key === 'Escape' && close()}
        >
          <button className="close" aria-label="Close sections" onClick={close}>
            <Icon of={X} />
          </button>
          <Outline current={viewed} onChosen={close} />
          <People />
          <WordCount />
          <HistoryLink />
        </section>
      ) : item === undefined ? null : (
        <section className="foot-sheet" aria-label={item.label}>
          <item.Sheet context={context} close={close} />
        </section>
      )}
      {tools}
      <nav className="dock" aria-label="Narrative">
        <DockButton
          icon={<Icon of={List} />}
          label="Sections"
          on={open === 'sections'}
          press={() => toggle('sections')}
        />
        {items.map((one) => (
          <DockButton
            key={one.id}
            icon={one.icon}
            label={one.label}
            on={open === one.id}
            press={() => toggle(one.id)}
          />
        ))}
        <DockButton
          icon={<Icon of={Search} />}
          label="Find"
          on={false}
          press={() => {
            close()
            desk.panel.set({ open: 'find' })
          }}
        />
        {context.canEdit ? (
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
