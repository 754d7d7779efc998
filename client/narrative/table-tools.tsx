import { NodeSelection } from '@tiptap/pm/state'
import { isInTable } from '@tiptap/pm/tables'
import { Captions, ChevronDown, Table2 } from 'lucide-react'
import { Button } from '../ui/button.tsx'
import { Icon } from '../ui/icon.tsx'
import { MenuButton, MenuItem, MenuSection } from '../ui/menu.tsx'
import { afterMenu } from './after-menu.ts'
import { sayKey } from './commands.ts'
import { useDesk } from './context.ts'
import { OFFLINE_TABLE, runTable, TABLE } from './table-commands.ts'
import { Tool } from './tool.tsx'
import { useStore } from '../sync/store.ts'
import { useActive, useActiveEditor } from './use-active.ts'

/** What can be done to the table the caret is in; not there otherwise. */
export function TableTools() {
  const desk = useDesk()
  const editor = useActiveEditor()
  const inside = useActive((editor) => isInTable(editor.state), false)
  const online = useStore(desk.online)
  if (!inside || editor === null) return null
  return (
    <MenuButton
      label="Table"
      trigger={
        <Button look="plain" preventFocusOnPress aria-label="Rows and columns">
          <Icon of={Table2} />
          <Icon of={ChevronDown} />
        </Button>
      }
    >
      <MenuSection title={online ? 'Table' : OFFLINE_TABLE}>
        {TABLE.map((one) => (
          <MenuItem
            key={one.id}
            label={one.label}
            isDisabled={one.online && !online}
            {...(one.key === undefined ? {} : { keys: sayKey(one.key) })}
            onAction={() => afterMenu(() => runTable(editor, desk, one))}
          />
        ))}
      </MenuSection>
    </MenuButton>
  )
}

/** For a selected image: the words for those who do not see it. */
export function ImageTools() {
  const desk = useDesk()
  const at = useActive(({ state: { selection } }) => {
    const image = selection instanceof NodeSelection && selection.node.type.name === 'image'
    return image ? selection.from : null
  }, null)
  if (at === null) return null
  return (
    <Tool label="What the image shows" onPress={() => desk.panel.set({ open: 'alt', at })}>
      <Icon of={Captions} />
    </Tool>
  )
}
