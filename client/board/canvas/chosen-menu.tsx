import { useRef } from 'react'
import { Menu, Popover } from 'react-aria-components'
import { FILLS, type Fill } from '../../../shared/board/items.ts'
import { PARTNER_KINDS } from '../../../shared/domain/partners.ts'
import { useStore } from '../../sync/store.ts'
import { MenuItem, MenuSection } from '../../ui/menu.tsx'
import { useHere } from '../here.ts'
import { sendable } from '../list/line-menu.tsx'
import { beginSending } from '../send/send-dialog.tsx'
import { ToolMenuItems } from '../tools/menu-items.tsx'
import {
  change,
  duplicate,
  group,
  hasWords,
  lock,
  removeSelected,
  reorder,
  select,
  ungroup,
  write,
} from './acts.ts'
import { useCanvas } from './canvas.ts'
import { focusCanvas } from './keys.ts'
import { resize } from './resize-handles.tsx'

const FILL_WORDS: Readonly<Record<Fill, string>> = {
  paper: 'Paper',
  sand: 'Sand',
  sky: 'Sky',
  leaf: 'Leaf',
  rose: 'Rose',
  none: 'None',
}

/** A step of making something larger or smaller without a hand. */
const STEP = 1.2

/** Everything that can be done with what is selected; the same by a press of the second button, Shift+F10 and "More". */
export function ChosenMenuItems() {
  const canvas = useCanvas()
  const here = useHere()
  const names = useStore(canvas.short)
  const items = [...canvas.session.selection.get()].flatMap((id) => canvas.wall.byId.get().get(id) ?? [])
  const [only] = items
  if (only === undefined)
    return (
      <MenuItem label="Select everything" onAction={() => select(canvas, canvas.wall.byId.get().keys())} />
    )
  const locked = items.every((item) => item.locked)
  if (locked) return <MenuItem label="Unlock" keys="Ctrl+Shift+L" onAction={() => lock(canvas, false)} />
  const alone = items.length === 1
  const notes = items.some(({ kind }) => kind === 'note')
  const grow = (times: number): void => {
    const rect = canvas.wall.rectOf(only.id)
    if (rect !== null)
      resize(canvas, only, { ...rect, w: Math.round(rect.w * times), h: Math.round(rect.h * times) })
  }
  return (
    <>
      <MenuSection title={alone ? 'This thing' : `${items.length} things`}>
        {alone && hasWords(only) ? (
          <MenuItem label="Write in it" keys="Enter" onAction={() => write(canvas, only.id)} />
        ) : null}
        {alone && canvas.naming.words(only.id) !== '' ? (
          <MenuItem
            label="Send to…"
            onAction={() =>
              beginSending({
                item: only.id,
                words: sendable(here, only, canvas.session.items.get()),
                back: () =>
                  requestAnimationFrame(() => {
                    if (document.activeElement === document.body) focusCanvas(canvas)
                  }),
              })
            }
          />
        ) : null}
        <MenuItem label="Duplicate" keys="Ctrl+D" onAction={() => duplicate(canvas)} />
        {alone ? <MenuItem label="Make larger" onAction={() => grow(STEP)} /> : null}
        {alone ? <MenuItem label="Make smaller" onAction={() => grow(1 / STEP)} /> : null}
        <MenuItem label="Bring to the front" keys="]" onAction={() => reorder(canvas, 'front')} />
        <MenuItem label="Put behind" keys="[" onAction={() => reorder(canvas, 'back')} />
        {alone ? null : <MenuItem label="Group" keys="Ctrl+G" onAction={() => group(canvas)} />}
        {items.some((item) => item.group !== null) ? (
          <MenuItem label="Take the group apart" keys="Ctrl+Shift+G" onAction={() => ungroup(canvas)} />
        ) : null}
        <MenuItem label="Lock" keys="Ctrl+Shift+L" onAction={() => lock(canvas, true)} />
        <MenuItem label="Remove" keys="Delete" onAction={() => removeSelected(canvas)} />
      </MenuSection>
      <ToolMenuItems />
      {notes ? (
        <MenuSection title="Whose it is">
          {PARTNER_KINDS.map((partner) => (
            <MenuItem
              key={partner}
              label={names[partner]}
              chosen={items.every((item) => item.partner === partner)}
              onAction={() => change(canvas, ({ kind }) => (kind === 'note' ? { partner } : null))}
            />
          ))}
          <MenuItem
            label="Nobody’s in particular"
            chosen={items.every((item) => item.partner === null)}
            onAction={() => change(canvas, ({ kind }) => (kind === 'note' ? { partner: null } : null))}
          />
        </MenuSection>
      ) : null}
      {items.every(({ kind, partner }) =>
        kind === 'note' ? partner === null : kind === 'shape' || kind === 'text',
      ) ? (
        <MenuSection title="Colour of the ground">
          {FILLS.map((fill) => (
            <MenuItem
              key={fill}
              label={FILL_WORDS[fill]}
              chosen={items.every((item) => item.fill === fill)}
              onAction={() => change(canvas, () => ({ fill }))}
            />
          ))}
        </MenuSection>
      ) : null}
    </>
  )
}

/** The menu at a place of the window: where the second button was pressed, or at the thing the keyboard is at. */
export function ChosenMenu({ at, close }: { at: { x: number; y: number } | null; close: () => void }) {
  const canvas = useCanvas()
  const place = useRef<HTMLSpanElement>(null)
  if (at === null) return null
  return (
    <>
      <span ref={place} className="menu-place" style={{ left: at.x, top: at.y }} aria-hidden />
      <Popover
        className="float"
        isOpen
        onOpenChange={(open) => {
          if (open) return
          close()
          requestAnimationFrame(() => {
            if (canvas.session.writing.get() === null) focusCanvas(canvas)
          })
        }}
        triggerRef={place}
        placement="bottom start"
      >
        <Menu
          className="menu"
          aria-label="What to do with what is selected"
          autoFocus="first"
          onClose={close}
        >
          <ChosenMenuItems />
        </Menu>
      </Popover>
    </>
  )
}
