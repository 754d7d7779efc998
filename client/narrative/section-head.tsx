import {
  ArrowDown,
  ArrowUp,
  ChevronDown,
  ChevronRight,
  Circle,
  CircleDashed,
  MoreHorizontal,
  Pencil,
  Plus,
  Trash2,
} from 'lucide-react'
import { useEffect, useRef, useState } from 'react'
import {
  addSection,
  removeSection,
  renameSection,
  setLead,
  type NumberedSection,
} from '../../shared/narrative/sections.ts'
import { nanoid } from 'nanoid'
import { Button } from '../ui/button.tsx'
import { Icon } from '../ui/icon.tsx'
import { MenuButton, MenuItem, MenuSection } from '../ui/menu.tsx'
import { Swatch } from '../ui/partner.tsx'
import { State } from '../ui/state.tsx'
import { useNow } from '../ui/use-now.ts'
import { when } from '../ui/when.ts'
import { calledIn } from './called.ts'
import { useDesk } from './context.ts'
import { WRITTEN_WORDS, writtenIn } from './written.ts'
import { moveBy, sayMoved } from './move.ts'
import { areHeld, restructure } from './restructure.ts'
import { toggleIn } from './session.ts'
import { useStore } from '../sync/store.ts'

/** Number, title and what is known of a section: who leads it, who edited last, who is in it. */
export function SectionHead({ section, folded }: { section: NumberedSection; folded: boolean }) {
  const desk = useDesk()
  const { session, context, slots } = desk
  const [renaming, setRenaming] = useState(false)
  const reading = useStore(desk.reading)
  const writing = context.canEdit && !reading
  const { id, number, title } = section
  const fold = (shut: boolean) => toggleIn(session.folded, id, shut)
  const rename = () => setRenaming(!areHeld(desk))
  return (
    <header className="sec-head">
      <h2 id={`title-${id}`}>
        <button
          className="fold no-print"
          aria-expanded={!folded}
          aria-label={`${calledIn(slots, section)}: ${folded ? 'unfold' : 'fold'}`}
          onClick={() => fold(!folded)}
        >
          <Icon of={folded ? ChevronRight : ChevronDown} />
        </button>
        {slots.unnumbered === true ? null : <span className="no kept">{number}</span>}{' '}
        {renaming ? (
          <TitleBox section={section} done={() => setRenaming(false)} />
        ) : (
          <span className="title" onDoubleClick={() => writing && rename()}>
            {title === '' ? <span className="quiet">Untitled</span> : title}
          </span>
        )}
      </h2>
      {writing ? <SectionMenu section={section} rename={rename} fold={fold} folded={folded} /> : null}
      <Meta section={section} />
    </header>
  )
}

function TitleBox({ section, done }: { section: NumberedSection; done: () => void }) {
  const desk = useDesk()
  const box = useRef<HTMLInputElement>(null)
  useEffect(() => box.current?.select(), [])
  const keep = () => {
    const title = box.current?.value.trim() ?? ''
    if (title !== '' && title !== section.title)
      restructure(desk, () => renameSection(desk.session.doc, section.id, title.slice(0, 200)))
    done()
  }
  return (
    <input
      ref={box}
      className="title-box"
      aria-label={`Title of ${section.number}`}
      defaultValue={section.title}
      maxLength={200}
      onBlur={keep}
      onKeyDown={(event) => {
        if (event.key === 'Enter') keep()
        if (event.key === 'Escape') done()
      }}
    />
  )
}

function Meta({ section }: { section: NumberedSection }) {
  const now = useNow()
  const desk = useDesk()
  const { session, context, here, short, leads } = desk
  const written = writtenIn(session.doc, section.id, useStore(session.words).get(section.id) ?? 0)
  const inside = useStore(here).filter((person) => person.section === section.id)
  const lead = leads.find((person) => person.id === section.lead)
  const last = context.page.lastEdits[section.id]
  return (
    <p className="meta">
      <State icon={written === 'not started' ? Circle : CircleDashed} word={WRITTEN_WORDS[written]} />
      {lead === undefined ? null : (
        <span>
          Lead: {lead.name}, {short[lead.partner]}
        </span>
      )}
      {last === undefined ? null : (
        <span>
          Last edit: {short[last.by.partner]}, {when(last.at, now)}
        </span>
      )}
      {inside.length === 0 ? null : (
        <span className="inside">
          <span className="vh">In it now: </span>
          {[...new Set(inside.map((person) => person.partner))].map((partner) => (
            <span key={partner} className="who">
              <Swatch partner={partner} />
              {short[partner]}
            </span>
          ))}
        </span>
      )}
    </p>
  )
}

function SectionMenu({
  section,
  rename,
  fold,
  folded,
}: {
  section: NumberedSection
  rename: () => void
  fold: (shut: boolean) => void
  folded: boolean
}) {
  const desk = useDesk()
  const { session, slots, leads, short } = desk
  const { doc, undo } = session
  const { id, number } = section
  const called = slots.unnumbered === true ? section.title : number
  const step = (change: () => void) => {
    undo.newStep()
    change()
    undo.newStep()
  }
  const move = (by: -1 | 1) => {
    if (restructure(desk, () => moveBy(doc, id, by))) desk.say(sayMoved(doc, id))
  }
  const all = useStore(session.sections)
  const at = all.findIndex((other) => other.id === id)
  return (
    <span className="sec-menu no-print">
      <MenuButton
        label={`Section ${called}`}
        trigger={
          <Button look="plain" aria-label={`More for section ${called}`}>
            <Icon of={MoreHorizontal} />
          </Button>
        }
      >
        <MenuItem label="Rename" icon={Pencil} onAction={rename} />
        <MenuItem
          label="Move up"
          icon={ArrowUp}
          keys="Alt+Shift+↑"
          isDisabled={at <= 0}
          onAction={() => move(-1)}
        />
        <MenuItem
          label="Move down"
          icon={ArrowDown}
          keys="Alt+Shift+↓"
          isDisabled={at === all.length - 1}
          onAction={() => move(1)}
        />
        <MenuItem
          label={folded ? 'Unfold' : 'Fold'}
          icon={folded ? ChevronDown : ChevronRight}
          onAction={() => fold(!folded)}
        />
        <MenuItem
          label="Add a section below"
          icon={Plus}
          onAction={() => {
            const fresh = nanoid(10)
            if (restructure(desk, () => addSection(doc, { id: fresh, title: 'New section', after: id })))
              desk.context.scrollToSection(fresh)
          }}
        />
        <MenuItem
          label="Remove this section"
          icon={Trash2}
          onAction={() => {
            if (!restructure(desk, () => removeSection(doc, id))) return
            desk.say(`Section ${called} is removed. Undo, or bring it back from the end of the outline.`)
          }}
        />
        <MenuSection title="Lead">
          <MenuItem
            label="Nobody yet"
            chosen={section.lead === null}
            onAction={() => step(() => setLead(doc, id, null))}
          />
          {leads.map((person) => (
            <MenuItem
              key={person.id}
              label={`${person.name}, ${short[person.partner]}`}
              chosen={section.lead === person.id}
              onAction={() => step(() => setLead(doc, id, person.id))}
            />
          ))}
        </MenuSection>
      </MenuButton>
    </span>
  )
}
