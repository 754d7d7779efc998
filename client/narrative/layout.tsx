import { List, Users } from 'lucide-react'
import { useState, type ReactNode } from 'react'
import { Icon } from '../ui/icon.tsx'
import { Arrived } from './arrived.tsx'
import { Bubble } from './bubble.tsx'
import { useDesk } from './context.ts'
import { Dock } from './dock.tsx'
import { FindPanel } from './find-panel.tsx'
import { Demo, Kick, WhyNot } from './layout-parts.tsx'
import { Panels } from './panels.tsx'
import { useUnfoldedOnPaper } from './print.ts'
import { SectionList } from './section-list.tsx'
import { SlashList } from './slash-list.tsx'
import { Beside } from './beside.tsx'
import { useStore } from '../sync/store.ts'
import { Toolbar } from './toolbar.tsx'
import { useAnnounceOthers } from './use-announce-others.ts'
import { useKeys } from './use-keys.ts'
import { NO_OUTLINE, useMedia } from '../ui/use-media.ts'
import { useViewed } from './use-viewed.ts'
import { PinnedWording, WordingLine } from './wording.tsx'

/** Outline, paper and margin; on a phone the paper alone with a dock. */
export function DeskLayout({ strips }: { strips: ReactNode }) {
  const desk = useDesk()
  const { context, slots } = desk
  const { narrow } = context
  const { theme } = context.page
  const noOutline = useMedia(NO_OUTLINE)
  const [wordingSeen, setWordingSeen] = useState(true)
  const reading = useStore(desk.reading)
  const sheet = useStore(desk.sheet)
  const viewed = useViewed()
  useKeys(desk, viewed)
  useAnnounceOthers(desk)
  useUnfoldedOnPaper(desk.session)
  const { Below, Margin, Top, own } = slots
  const writing = context.canEdit && !reading
  const tools = (
    <div className="top-tools">
      {noOutline && !narrow ? <OutlineButton viewed={viewed} /> : null}
      {own === undefined ? <Toolbar /> : null}
      <FindPanel />
    </div>
  )
  return (
    <div
      className={['narrative', narrow ? 'is-narrow' : '', reading ? 'is-reading' : ''].join(' ')}
      data-can-edit={context.canEdit}
    >
      <div className="desk">
        {noOutline ? null : (
          <aside
            className="outline no-print"
            aria-label={own === undefined ? 'Outline and people' : own.outline.name}
          >
            <Beside viewed={viewed} />
            <Demo />
          </aside>
        )}
        <main id="main" className="sheet" tabIndex={-1}>
          <div className="sticky no-print">
            {Top === undefined ? null : <Top context={context} />}
            {narrow ? <FindPanel /> : tools}
            {theme !== null && (narrow || !wordingSeen) ? <WordingLine theme={theme} /> : null}
          </div>
          {strips}
          <Arrived />
          {context.canEdit || own !== undefined ? null : <WhyNot />}
          <article className="text">
            {own === undefined ? <Kick /> : <own.Head context={context} />}
            {theme === null ? null : <PinnedWording theme={theme} seen={setWordingSeen} />}
            {Below === undefined ? null : <Below context={context} />}
            {own === undefined && (Margin === undefined || narrow) ? context.since : null}
            <SectionList />
            {own === undefined ? null : <own.Foot context={context} />}
          </article>
        </main>
        {narrow ? null : (
          <aside className="margin" aria-label="Margin">
            {Margin === undefined ? null : <Margin context={context} />}
          </aside>
        )}
      </div>
      {narrow ? (
        <Dock viewed={viewed} tools={writing && own === undefined && sheet === null ? <Toolbar /> : null} />
      ) : null}
      <Bubble />
      <SlashList />
      <Panels />
    </div>
  )
}

function OutlineButton({ viewed }: { viewed: string | null }) {
  const [open, setOpen] = useState(false)
  const name = useDesk().slots.own?.outline.name ?? 'Sections'
  return (
    <div className="outline-drop no-print">
      <button aria-expanded={open} aria-controls="outline-drop" onClick={() => setOpen(!open)}>
        <Icon of={List} />
        {name}
        <Icon of={Users} />
      </button>
      {open ? (
        <div
          id="outline-drop"
          className="float outline"
          onKeyDown={(event) => {
            if (event.key === 'Escape') setOpen(false)
          }}
        >
          <Beside viewed={viewed} close={() => setOpen(false)} />
        </div>
      ) : null}
    </div>
  )
}
