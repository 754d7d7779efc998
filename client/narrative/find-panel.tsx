import { ArrowDown, ArrowUp, X } from 'lucide-react'
import { useEffect, useRef, useState, type KeyboardEvent } from 'react'
import { Checkbox } from '../ui/checkbox.tsx'
import { Button } from '../ui/button.tsx'
import { Icon } from '../ui/icon.tsx'
import { useDesk } from './context.ts'
import { useFind } from './use-find.ts'
import { useStore } from '../sync/store.ts'

/** Find and replace over all sections, in the page: Ctrl+F. */
export function FindPanel() {
  const desk = useDesk()
  const panel = useStore(desk.panel)
  return panel?.open === 'find' ? <OpenFind /> : null
}

function OpenFind() {
  const desk = useDesk()
  const box = useRef<HTMLInputElement>(null)
  const find = useFind(desk)
  const [replacement, setReplacement] = useState('')
  const reading = useStore(desk.reading)
  const writing = desk.context.canEdit && !reading
  useEffect(() => {
    box.current?.focus()
    box.current?.select()
    // The words have moved down: what stands beside them measures again, now and when the panel goes.
    const moved = () => requestAnimationFrame(() => dispatchEvent(new Event('resize')))
    moved()
    return () => void moved()
  }, [])
  const replaceAll = async (): Promise<void> => {
    const count = await find.replaceAll(replacement)
    desk.say(`${count === 1 ? 'One place' : `${count} places`} replaced. One undo takes all of it back.`)
  }
  const close = () => {
    desk.panel.set(null)
    const editor = desk.session.editors.active()
    if (editor !== undefined) editor.view.focus()
  }
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Escape') {
      event.preventDefault()
      close()
    }
  }
  return (
    <section
      className="find no-print"
      role="search"
      aria-label="Find and replace"
      onKeyDownCapture={onKeyDown}
    >
      <div className="find-row">
        <label>
          <span>Find</span>
          <input
            ref={box}
            type="text"
            value={find.query.text}
            spellCheck={false}
            autoComplete="off"
            onChange={(event) => find.ask({ ...find.query, text: event.target.value })}
            onKeyDown={(event) => {
              if (event.key !== 'Enter') return
              event.preventDefault()
              find.step(event.shiftKey ? -1 : 1)
            }}
          />
        </label>
        <span className="found-count num" role="status">
          {find.query.text.trim() === ''
            ? ''
            : find.total === 0
              ? 'Not found'
              : `${find.current + 1} of ${find.total}`}
        </span>
        <button aria-label="Previous place" disabled={find.total === 0} onClick={() => find.step(-1)}>
          <Icon of={ArrowUp} />
        </button>
        <button aria-label="Next place" disabled={find.total === 0} onClick={() => find.step(1)}>
          <Icon of={ArrowDown} />
        </button>
        <button aria-label="Close find" onClick={close}>
          <Icon of={X} />
        </button>
      </div>
      {writing ? (
        <div className="find-row">
          <label>
            <span>Replace with</span>
            <input
              type="text"
              value={replacement}
              onChange={(event) => setReplacement(event.target.value)}
              onKeyDown={(event) => {
                if (event.key !== 'Enter') return
                event.preventDefault()
                void find.replace(replacement)
              }}
            />
          </label>
          <Button small isDisabled={find.total === 0} onPress={() => void find.replace(replacement)}>
            Replace
          </Button>
          <Button small isDisabled={find.total === 0} onPress={() => void replaceAll()}>
            Replace all
          </Button>
        </div>
      ) : null}
      <div className="find-row">
        <Checkbox
          checked={find.query.matchCase}
          onChange={(matchCase) => find.ask({ ...find.query, matchCase })}
        >
          Same capitals
        </Checkbox>
        <Checkbox
          checked={find.query.wholeWords}
          onChange={(wholeWords) => find.ask({ ...find.query, wholeWords })}
        >
          Whole words
        </Checkbox>
      </div>
    </section>
  )
}
