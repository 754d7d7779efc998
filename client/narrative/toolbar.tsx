import {
  BookOpen,
  ChevronDown,
  Ellipsis,
  PenLine,
  Redo2,
  Search,
  Table as TableIcon,
  Undo2,
} from 'lucide-react'
import type { ReactNode } from 'react'
import { Toolbar as AriaToolbar } from 'react-aria-components'
import { Button } from '../ui/button.tsx'
import { Icon } from '../ui/icon.tsx'
import { MenuButton, MenuItem, MenuSection } from '../ui/menu.tsx'
import { BLOCKS, INSERTS, LISTS, MARKS, sayKey, type TextCommand } from './commands.ts'
import { useDesk } from './context.ts'
import type { NarrativeAction, Store } from '../sync/narrative-slots.ts'
import { useStore } from '../sync/store.ts'
import { ImageTools, TableTools } from './table-tools.tsx'
import { Tool } from './tool.tsx'
import { useActive, useActiveEditor } from './use-active.ts'
import { historyOf } from './history-link.tsx'
import { afterMenu } from './after-menu.ts'
import { useUndo } from './use-undo.ts'

const command = (list: readonly TextCommand[], id: string): TextCommand => list.find((one) => one.id === id)!

/** The writing tools: one stop for Tab, arrow keys within; a press leaves the caret where it was. */
export function Toolbar() {
  const desk = useDesk()
  const reading = useStore(desk.reading)
  const { context, slots } = desk
  useStore(desk.session.selection) // what an action refuses hangs on it
  const writing = context.canEdit && !reading
  const actions = (slots.actions ?? []).filter((action) => action.on.includes('toolbar'))
  return (
    <AriaToolbar className="tools no-print" aria-label="Writing tools">
      {writing ? <Writing /> : null}
      {actions.map((action) =>
        action.pressed !== undefined ? (
          <SwitchButton key={action.id} action={action} />
        ) : (
          <ActionButton
            key={action.id}
            label={action.label}
            refused={action.refused?.(context)}
            run={() => action.run(context)}
          >
            {action.icon}
            <span className="label">{action.label}</span>
          </ActionButton>
        ),
      )}
      <span className="push" />
      <Tool label="Find and replace" keys="Mod-f" onPress={() => desk.panel.set({ open: 'find' })}>
        <Icon of={Search} />
      </Tool>
      <MoreMenu />
      {context.canEdit ? (
        <ActionButton label={reading ? 'Write' : 'Read'} run={() => desk.reading.set(!reading)}>
          <Icon of={reading ? PenLine : BookOpen} />
          <span className="label is-short">{reading ? 'Write' : 'Read'}</span>
        </ActionButton>
      ) : null}
    </AriaToolbar>
  )
}

function Writing() {
  const { session } = useDesk()
  const { canUndo, canRedo } = useUndo(session.undo)
  return (
    <>
      <Tool label="Undo my last edit" keys="Mod-z" disabled={!canUndo} onPress={session.undo.undo}>
        <Icon of={Undo2} />
      </Tool>
      <Tool label="Redo" keys="Mod-y" disabled={!canRedo} onPress={session.undo.redo}>
        <Icon of={Redo2} />
      </Tool>
      <span className="gap" />
      <BlockMenu />
      {['bold', 'italic', 'highlight'].map((id) => (
        <CommandTool key={id} of={command(MARKS, id)} />
      ))}
      <span className="gap" />
      {LISTS.map((one) => (
        <CommandTool key={one.id} of={one} />
      ))}
      <InsertMenu />
      <CommandTool of={command(INSERTS, 'link')} />
      <TableTools />
      <ImageTools />
      <span className="gap" />
    </>
  )
}

function BlockMenu() {
  const desk = useDesk()
  const editor = useActiveEditor()
  const now = useActive(
    (editor) => BLOCKS.find((block) => block.id !== 'paragraph' && block.active?.(editor))?.id,
    'paragraph',
  )
  const chosen = now ?? 'paragraph'
  return (
    <MenuButton
      label="Kind of paragraph"
      trigger={
        <Button look="plain" preventFocusOnPress isDisabled={editor === null}>
          {command(BLOCKS, chosen).label} <Icon of={ChevronDown} />
        </Button>
      }
    >
      {BLOCKS.map((block) => (
        <MenuItem
          key={block.id}
          label={block.label}
          icon={block.icon}
          chosen={block.id === chosen}
          {...(block.key === undefined ? {} : { keys: sayKey(block.key) })}
          onAction={() => afterMenu(() => run(block))}
        />
      ))}
      {['underline', 'plain'].map((id) => {
        const mark = command(MARKS, id)
        return (
          <MenuItem
            key={id}
            label={mark.label}
            icon={mark.icon}
            {...(mark.key === undefined ? {} : { keys: sayKey(mark.key) })}
            onAction={() => afterMenu(() => run(mark))}
          />
        )
      })}
    </MenuButton>
  )
  function run(one: TextCommand) {
    if (editor === null) return
    desk.session.undo.newStep()
    one.run(editor, desk)
  }
}

function InsertMenu() {
  const desk = useDesk()
  const editor = useActiveEditor()
  return (
    <MenuButton
      label="Table or figure"
      trigger={
        <Button look="plain" preventFocusOnPress isDisabled={editor === null} aria-label="Table or figure">
          <Icon of={TableIcon} />
        </Button>
      }
    >
      {INSERTS.filter(({ id }) => id !== 'link').map((one) => (
        <MenuItem
          key={one.id}
          label={one.label}
          icon={one.icon}
          {...(one.key === undefined ? {} : { keys: sayKey(one.key) })}
          onAction={() => afterMenu(() => editor !== null && one.run(editor, desk))}
        />
      ))}
    </MenuButton>
  )
}

function MoreMenu() {
  const desk = useDesk()
  const hidden = useStore(desk.hideOthers)
  return (
    <MenuButton
      label="More"
      trigger={
        <Button look="plain" preventFocusOnPress aria-label="More">
          <Icon of={Ellipsis} />
        </Button>
      }
    >
      <MenuItem label="Hide others’ carets" chosen={hidden} onAction={() => desk.hideOthers.set(!hidden)} />
      <SayOthers />
      <MenuSection title="This narrative">
        <MenuItem label="History: what it used to say" href={historyOf(desk.context)} />
        <MenuItem
          label="Keys and typing"
          keys="Ctrl+/"
          onAction={() => afterMenu(() => desk.panel.set({ open: 'help' }))}
        />
        <MenuItem label="Print" keys={sayKey('Mod-p')} onAction={() => afterMenu(() => window.print())} />
      </MenuSection>
    </MenuButton>
  )
}

function SayOthers() {
  const desk = useDesk()
  const spoken = useStore(desk.sayOthers)
  return (
    <MenuItem
      label="Say who comes, goes and writes (screen readers)"
      chosen={spoken}
      onAction={() => desk.sayOthers.set(!spoken)}
    />
  )
}

function CommandTool({ of: one }: { of: TextCommand }) {
  const desk = useDesk()
  const editor = useActiveEditor()
  const active = useActive((editor) => one.active?.(editor) ?? false, false)
  return (
    <Tool
      label={one.label}
      keys={one.key}
      disabled={editor === null}
      pressed={one.active === undefined ? undefined : active}
      onPress={() => editor !== null && one.run(editor, desk)}
    >
      <Icon of={one.icon} />
    </Tool>
  )
}

/** One that is switched on and off; not there for those who do not have it. */
function SwitchButton({ action }: { action: NarrativeAction }) {
  const { context } = useDesk()
  const store = action.pressed?.(context)
  return store === undefined ? null : <Switch action={action} store={store} />
}

function Switch({ action, store }: { action: NarrativeAction; store: Store<boolean> }) {
  const { context } = useDesk()
  return (
    <button
      type="button"
      title={action.label}
      aria-pressed={useStore(store)}
      onMouseDown={(event) => event.preventDefault()}
      onClick={() => action.run(context)}
    >
      {action.icon}
      <span className="label is-short">{action.label}</span>
    </button>
  )
}

/** One that would be refused looks so and says why when it is pressed: its reason must be within everybody's reach. */
function ActionButton({
  label,
  refused,
  run,
  children,
}: {
  label: string
  refused?: string | undefined
  run: () => void
  children: ReactNode
}) {
  return (
    <button
      type="button"
      title={refused === undefined ? label : `${label}: ${refused}`}
      aria-disabled={refused !== undefined}
      onMouseDown={(event) => event.preventDefault()}
      onClick={run}
    >
      {children}
    </button>
  )
}
