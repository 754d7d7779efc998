import type { Editor } from '@tiptap/core'
import { useEffect, useLayoutEffect, useRef, useState } from 'react'
import { Icon } from '../ui/icon.tsx'
import { BLOCKS, INSERTS, LISTS, sayKey, type TextCommand } from './commands.ts'
import { useDesk, type Desk } from './context.ts'
import type { SlashKeys, SlashState } from './slash.ts'
import { useActiveEditor } from './use-active.ts'

const ALL: readonly TextCommand[] = [...BLOCKS, ...LISTS, ...INSERTS]

/** What the letters behind the slash find, best first. */
export function matching(query: string, all: readonly TextCommand[] = ALL): readonly TextCommand[] {
  const asked = query.trim().toLowerCase()
  if (asked === '') return all
  const starts = (words: string) =>
    words
      .toLowerCase()
      .split(/\s+/)
      .some((word) => word.startsWith(asked))
  const label = all.filter((one) => one.label.toLowerCase().startsWith(asked))
  const rest = all.filter((one) => !label.includes(one) && (starts(one.label) || starts(one.also ?? '')))
  return [...label, ...rest]
}

/** What features put into the menu, as commands like the others. */
const ofFeatures = ({ slots }: Pick<Desk, 'slots'>): TextCommand[] =>
  (slots.slash ?? []).map(({ run, ...entry }) => ({
    ...entry,
    run: (editor, { context }) => run(editor, context),
  }))

interface SlashStorage {
  keys: SlashKeys | null
  seen: ((state: SlashState | null) => void) | null
}

const storageOf = (editor: Editor): SlashStorage | undefined =>
  (editor.storage as unknown as Record<string, SlashStorage | undefined>).slashMenu

/** The menu behind a slash. The focus stays in the text; the editor points to the chosen entry by its id. */
export function SlashList() {
  const desk = useDesk()
  const editor = useActiveEditor()
  const [open, setOpen] = useState<SlashState | null>(null)
  const [chosen, setChosen] = useState(0)
  const list = useRef<HTMLDivElement>(null)
  const found = open === null ? [] : matching(open.query, [...ofFeatures(desk), ...ALL])
  const shown = open !== null && found.length > 0 && editor !== null
  const at = Math.min(chosen, found.length - 1)

  useEffect(() => {
    const storage = editor === null ? undefined : storageOf(editor)
    if (storage === undefined) return
    storage.seen = (now) => {
      setOpen(now)
      setChosen(0)
    }
    return () => {
      storage.seen = null
      setOpen(null)
    }
  }, [editor])

  const take = (one: TextCommand) => {
    if (editor === null || open === null) return
    desk.session.undo.newStep()
    editor.chain().focus().deleteRange({ from: open.from, to: open.to }).run()
    one.run(editor, desk)
  }
  useEffect(() => {
    const storage = editor === null ? undefined : storageOf(editor)
    if (storage === undefined) return
    storage.keys = (event) => {
      if (!shown) return false
      if (event.key === 'ArrowDown') setChosen((at + 1) % found.length)
      else if (event.key === 'ArrowUp') setChosen((at + found.length - 1) % found.length)
      else if (event.key === 'Enter' || event.key === 'Tab') take(found[at]!)
      else return false
      return true
    }
    return () => {
      storage.keys = null
    }
  })

  useLayoutEffect(() => {
    const menu = list.current
    if (!shown || menu === null) return
    const place = editor.view.coordsAtPos(open.from)
    const below = place.bottom + 6 + menu.offsetHeight < innerHeight - 8
    menu.style.top = `${Math.max(8, below ? place.bottom + 6 : place.top - menu.offsetHeight - 6)}px`
    menu.style.left = `${Math.max(8, Math.min(place.left, innerWidth - menu.offsetWidth - 8))}px`
    menu.querySelector('[aria-selected=true]')?.scrollIntoView({ block: 'nearest' })
    const { dom } = editor.view
    dom.setAttribute('aria-controls', 'slash-list')
    dom.setAttribute('aria-activedescendant', `slash-${found[at]!.id}`)
    return () => {
      dom.removeAttribute('aria-controls')
      dom.removeAttribute('aria-activedescendant')
    }
  })

  if (!shown) return null
  return (
    <div ref={list} id="slash-list" className="slash-list float menu" role="listbox" aria-label="Put here">
      {found.map((one, index) => (
        <div
          key={one.id}
          id={`slash-${one.id}`}
          role="option"
          aria-selected={index === at}
          tabIndex={-1}
          className="menu-item"
          onMouseDown={(event) => event.preventDefault()}
          onMouseMove={() => setChosen(index)}
          onClick={() => take(one)}
        >
          <Icon of={one.icon} />
          <span>{one.label}</span>
          <kbd>{one.typed ?? (one.key === undefined ? '' : sayKey(one.key))}</kbd>
        </div>
      ))}
    </div>
  )
}
