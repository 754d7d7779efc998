import { ArrowDown, ArrowUp, Pencil, Plus, RotateCcw, Trash2, Undo2 } from 'lucide-react'
import { nanoid } from 'nanoid'
import { useState } from 'react'
import type { SectionKind } from '../../shared/domain/presentation.ts'
import { THEME_IDS, type ThemeId } from '../../shared/domain/themes.ts'
import type { OrderSection, Presentation } from '../../shared/presentation/order.ts'
import { answer } from '../ui/announcer.tsx'
import { Button } from '../ui/button.tsx'
import { Dialog } from '../ui/dialog.tsx'
import { TextField } from '../ui/field.tsx'
import { Icon } from '../ui/icon.tsx'
import { Select } from '../ui/select.tsx'
import type { OrderActs } from './use-order.ts'

/** What can be done to the order as a whole, and to the chosen section. */
export function OrderTools({
  whole,
  chosen,
  acts,
  choose,
}: {
  whole: Presentation
  chosen: OrderSection | undefined
  acts: OrderActs
  choose: (id: string) => void
}) {
  const [open, setOpen] = useState<'add' | 'name' | null>(null)
  const at = whole.sections.findIndex(({ id }) => id === chosen?.id)
  return (
    <div className="order-tools no-print">
      {whole.edits ? (
        <Button onPress={() => setOpen('add')}>
          <Icon of={Plus} />
          Add a section
        </Button>
      ) : null}
      {chosen?.edits === true ? (
        <>
          <Button look="plain" isDisabled={at <= 0} onPress={() => void acts.moveBy(chosen.id, -1)}>
            <Icon of={ArrowUp} />
            Move {chosen.name} earlier
          </Button>
          <Button
            look="plain"
            aria-label={`Move ${chosen.name} later`}
            isDisabled={at === whole.sections.length - 1}
            onPress={() => void acts.moveBy(chosen.id, 1)}
          >
            <Icon of={ArrowDown} />
            Later
          </Button>
          <Button look="plain" aria-label={`Rename ${chosen.name}`} onPress={() => setOpen('name')}>
            <Icon of={Pencil} />
            Rename
          </Button>
          <Button
            look="plain"
            aria-label={`Remove ${chosen.name} from the order`}
            onPress={() => {
              void acts.change(chosen, { removed: true })
              answer(`${chosen.name} is removed. Its words stay; bring it back below.`)
            }}
          >
            <Icon of={Trash2} />
            Remove
          </Button>
        </>
      ) : null}
      {acts.lastMove === null ? null : (
        <Button look="plain" onPress={() => void acts.undoMove()}>
          <Icon of={Undo2} />
          Undo the move of {acts.lastMove.name}
        </Button>
      )}
      {whole.removed.length === 0 ? null : (
        <details>
          <summary>
            {whole.removed.length === 1
              ? '1 section taken out'
              : `${whole.removed.length} sections taken out`}
          </summary>
          <ul>
            {whole.removed.map((section) => (
              <li key={section.id}>
                <Button
                  look="plain"
                  isDisabled={!section.edits}
                  onPress={() => {
                    void acts.change(section, { removed: false })
                    choose(section.id)
                  }}
                >
                  <Icon of={RotateCcw} />
                  Bring back {section.name}
                </Button>
              </li>
            ))}
          </ul>
        </details>
      )}
      {open === 'add' ? (
        <AddDialog
          whole={whole}
          after={chosen?.id ?? whole.sections.at(-1)?.id ?? null}
          acts={acts}
          choose={choose}
          close={() => setOpen(null)}
        />
      ) : null}
      {open === 'name' && chosen !== undefined ? (
        <NameDialog section={chosen} acts={acts} close={() => setOpen(null)} />
      ) : null}
    </div>
  )
}

const KINDS: readonly { id: SectionKind; words: string }[] = [
  { id: 'voice', words: 'Voice of a young person' },
  { id: 'theme', words: 'A theme' },
  { id: 'other', words: 'Something else' },
  { id: 'context', words: 'Context' },
  { id: 'journey', words: 'Journey' },
  { id: 'outline', words: 'Outline, made from the order' },
  { id: 'closing', words: 'Opportunities, challenges and next steps' },
  { id: 'questions', words: 'Questions' },
]

function AddDialog({
  whole,
  after,
  acts,
  choose,
  close,
}: {
  whole: Presentation
  after: string | null
  acts: OrderActs
  choose: (id: string) => void
  close: () => void
}) {
  const [kind, setKind] = useState<SectionKind>('other')
  const [theme, setTheme] = useState<ThemeId>('1')
  const [title, setTitle] = useState('')
  const behind = whole.sections.find(({ id }) => id === after)?.name
  const add = async () => {
    const id = nanoid(12)
    const made = { id, kind, title: title.trim() === '' ? null : title.trim(), after }
    if (!(await acts.add({ ...made, theme: kind === 'theme' ? theme : null }))) return
    close()
    choose(id)
    answer('The section is added, with its first blocks.')
  }
  return (
    <Dialog title="Add a section" open onClose={close}>
      {behind === undefined ? null : <p>It comes after {behind}. You can move it.</p>}
      <Select label="Kind" value={kind} onChange={setKind} options={KINDS} />
      {kind === 'theme' ? (
        <Select
          label="Theme"
          value={theme}
          onChange={setTheme}
          options={THEME_IDS.map((id) => ({ id, words: `Theme ${id}` }))}
        />
      ) : null}
      <TextField
        label="Name in the order"
        hint="Leave it empty to use the name of its kind or theme."
        value={title}
        onChange={setTitle}
        maxLength={120}
      />
      {acts.wrong === null ? null : <p role="alert">{acts.wrong}</p>}
      <div className="acts">
        <Button look="main" onPress={() => void add()}>
          Add this section
        </Button>
        <Button look="text" onPress={close}>
          Leave without adding
        </Button>
      </div>
    </Dialog>
  )
}

function NameDialog({ section, acts, close }: { section: OrderSection; acts: OrderActs; close: () => void }) {
  const [title, setTitle] = useState(section.title ?? section.name)
  const keep = async () => {
    const name = title.trim()
    if ((await acts.change(section, { title: name === '' ? null : name })) !== 'refused') close()
  }
  return (
    <Dialog title={`Rename ${section.name}`} open onClose={close}>
      <TextField
        label="Name in the order"
        hint={
          section.theme === null
            ? 'Leave it empty to use the name of its kind.'
            : 'The slides keep the inspectors’ wording as their title. Leave it empty to use the theme’s own name.'
        }
        value={title}
        onChange={setTitle}
        maxLength={120}
      />
      {acts.wrong === null ? null : <p role="alert">{acts.wrong}</p>}
      <div className="acts">
        <Button look="main" onPress={() => void keep()}>
          Keep this name
        </Button>
        <Button look="text" onPress={close}>
          Leave it as it was
        </Button>
      </div>
    </Dialog>
  )
}
