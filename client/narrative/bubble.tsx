import { CellSelection } from '@tiptap/pm/tables'
import { useEffect, useLayoutEffect, useRef, useState } from 'react'
import { Toolbar } from 'react-aria-components'
import { Icon } from '../ui/icon.tsx'
import { INSERTS, MARKS } from './commands.ts'
import { useDesk } from './context.ts'
import { useStore } from '../sync/store.ts'
import { Tool } from './tool.tsx'
import { useActive, useActiveEditor } from './use-active.ts'

const TOOLS = [...MARKS.filter(({ id }) => id !== 'plain'), ...INSERTS.filter(({ id }) => id === 'link')]

/**
 * Tools beside selected words. Below the selection, never over it; shown once the pointer is up, and reached by
 * keyboard with Alt+F10, so that it takes no stop of its own.
 */
export function Bubble() {
  const desk = useDesk()
  const editor = useActiveEditor()
  const selection = useStore(desk.session.selection)
  const reading = useStore(desk.reading)
  const [held, setHeld] = useState(false)
  const [closed, setClosed] = useState<string | null>(null)
  const ref = useRef<HTMLDivElement>(null)
  const picks = useActive((editor) => {
    const { selection } = editor.state
    return !selection.empty && !(selection instanceof CellSelection) && editor.isFocused
  }, false)
  const [inside, setInside] = useState(false)
  const writing = desk.context.canEdit && !reading
  const actions = (desk.slots.actions ?? []).filter((action) => action.on.includes('bubble'))
  const place = selection === null ? '' : `${selection.section}:${selection.from}:${selection.to}`
  const shown =
    editor !== null &&
    selection !== null &&
    selection.from !== selection.to &&
    (picks || inside) &&
    !held &&
    closed !== place &&
    (writing || actions.length > 0)

  useEffect(() => {
    const down = (event: Event) => {
      if (!(event.target instanceof Node && ref.current?.contains(event.target))) setHeld(true)
    }
    const up = () => setHeld(false)
    const key = (event: KeyboardEvent) => {
      if (event.altKey && event.key === 'F10' && ref.current !== null) {
        event.preventDefault()
        ref.current.querySelector('button')?.focus()
      }
      if (event.key === 'Escape') setClosed(place)
    }
    document.addEventListener('pointerdown', down)
    document.addEventListener('pointerup', up)
    document.addEventListener('pointercancel', up)
    document.addEventListener('keydown', key)
    return () => {
      document.removeEventListener('pointerdown', down)
      document.removeEventListener('pointerup', up)
      document.removeEventListener('pointercancel', up)
      document.removeEventListener('keydown', key)
    }
  }, [place])

  useLayoutEffect(() => {
    if (!shown || ref.current === null) return
    const put = () => {
      const bubble = ref.current
      if (bubble === null || editor.isDestroyed) return
      const { from, to } = editor.state.selection
      const end = editor.view.coordsAtPos(to, -1)
      const start = editor.view.coordsAtPos(from, 1)
      const box = bubble.getBoundingClientRect()
      // A finger's own handles and menu stand above the words; ours below, or above when there is no room.
      const below = end.bottom + 8 + box.height < innerHeight - 8
      const top = below ? end.bottom + 8 : start.top - box.height - 8
      const left = Math.min(Math.max(8, Math.min(start.left, end.left)), innerWidth - box.width - 8)
      bubble.style.transform = `translate(${Math.round(left)}px, ${Math.round(top)}px)`
    }
    put()
    addEventListener('scroll', put, { capture: true, passive: true })
    addEventListener('resize', put)
    return () => {
      removeEventListener('scroll', put, { capture: true })
      removeEventListener('resize', put)
    }
    // oxlint-disable-next-line react/exhaustive-effect-dependencies -- another selection is another place
  }, [shown, editor, place])

  if (!shown) return null
  return (
    <div
      ref={ref}
      className="bubble float no-print"
      onFocus={() => setInside(true)}
      onBlur={(event) => {
        if (!event.currentTarget.contains(event.relatedTarget)) setInside(false)
      }}
      onKeyDown={(event) => {
        if (event.key === 'Escape') editor.commands.focus()
      }}
    >
      <Toolbar aria-label="Selected words">
        {writing ? TOOLS.map((one) => <BubbleTool key={one.id} id={one.id} />) : null}
        {actions.map((action) => {
          const refused = action.refused?.(desk.context)
          return (
            <button
              key={action.id}
              type="button"
              disabled={refused !== undefined}
              title={refused ?? action.label}
              onMouseDown={(event) => event.preventDefault()}
              onClick={() => action.run(desk.context)}
            >
              {action.icon}
              {action.label}
            </button>
          )
        })}
      </Toolbar>
    </div>
  )
}

function BubbleTool({ id }: { id: string }) {
  const desk = useDesk()
  const editor = useActiveEditor()
  const one = TOOLS.find((tool) => tool.id === id)!
  const active = useActive((editor) => one.active?.(editor) ?? false, false)
  return (
    <Tool
      label={one.label}
      keys={one.key}
      pressed={active}
      onPress={() => editor !== null && one.run(editor, desk)}
    >
      <Icon of={one.icon} />
    </Tool>
  )
}
