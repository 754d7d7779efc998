import { useEffect, useId, useLayoutEffect, useRef, useState, type KeyboardEvent, type Ref } from 'react'
import type { Mention } from '../../shared/annotations/mentions.ts'
import { answer } from '../ui/announcer.tsx'
import { Swatch } from '../ui/partner.tsx'
import { useCommentsHere } from './comments-context.tsx'
import { askedAt, fitting, putIn, useNames } from './naming.ts'

/**
 * A box for words in which "@" names people and partners. The list stands in the flow and never over words; the
 * focus stays in the box: arrows choose, Enter or Tab puts the name in, Escape leaves the list alone.
 */
export function NamingArea({
  value,
  onChange,
  onKeyDown,
  off = false,
  ref,
  ...rest
}: {
  value: string
  onChange: (text: string) => void
  onKeyDown?: (event: KeyboardEvent<HTMLTextAreaElement>) => void
  /** "@" is a letter like others. */
  off?: boolean
  id?: string
  rows: number
  placeholder?: string | undefined
  'aria-label'?: string
  ref?: Ref<HTMLTextAreaElement>
}) {
  const { context, desk } = useCommentsHere()
  const names = useNames(context.workspace, context.document, context.me.id)
  useEffect(() => {
    if (names.length > 0) desk.names.set(names)
  }, [names, desk])
  const list = useId()
  const box = useRef<HTMLTextAreaElement | null>(null)
  const caretNext = useRef<number | null>(null)
  const [caret, setCaret] = useState(0)
  const [left, setLeft] = useState<number | null>(null)
  const [chosen, setChosen] = useState(0)
  const asked = askedAt(value, Math.min(caret, value.length), names)
  const options = off || asked === null || asked.at === left ? [] : fitting(names, asked.typed)
  const open = options.length > 0
  const at = Math.min(chosen, options.length - 1)

  useLayoutEffect(() => {
    if (caretNext.current === null) return
    box.current?.setSelectionRange(caretNext.current, caretNext.current)
    caretNext.current = null
  })
  useSaid(open ? options.length : 0)

  const choose = (name: Mention): void => {
    if (asked === null) return
    const next = putIn(value, asked, name)
    caretNext.current = next.caret
    setCaret(next.caret)
    setChosen(0)
    onChange(next.text)
    answer(`${name.words}.`)
  }
  const keys = (event: KeyboardEvent<HTMLTextAreaElement>): void => {
    if (!open || event.nativeEvent.isComposing || event.ctrlKey || event.metaKey || event.altKey)
      return onKeyDown?.(event)
    const option = options[at]
    switch (event.key) {
      case 'ArrowDown':
        setChosen((at + 1) % options.length)
        break
      case 'ArrowUp':
        setChosen((at - 1 + options.length) % options.length)
        break
      case 'Enter':
      case 'Tab':
        if (event.shiftKey || option === undefined) return onKeyDown?.(event)
        choose(option)
        break
      case 'Escape':
        setLeft(asked?.at ?? null)
        break
      default:
        return onKeyDown?.(event)
    }
    event.preventDefault()
    event.stopPropagation()
  }
  return (
    <div className="naming">
      <textarea
        {...rest}
        ref={(element) => {
          box.current = element
          if (typeof ref === 'function') ref(element)
          else if (ref) ref.current = element
        }}
        maxLength={4_000}
        value={value}
        spellCheck
        aria-autocomplete="list"
        aria-haspopup="listbox"
        aria-controls={open ? list : undefined}
        aria-activedescendant={open ? `${list}-${at}` : undefined}
        onChange={(event) => {
          const { selectionStart, value: text } = event.target
          setCaret(selectionStart)
          setChosen(0)
          if (left !== null && text.charAt(left) !== '@') setLeft(null)
          onChange(text)
        }}
        onSelect={(event) => setCaret(event.currentTarget.selectionStart)}
        onBlur={() => setLeft(asked?.at ?? null)}
        onKeyDown={keys}
      />
      {open ? (
        <ul className="names" role="listbox" id={list} aria-label="People and partners">
          {options.map((option, index) => (
            <Option
              key={`${option.member} ${option.words}`}
              id={`${list}-${index}`}
              option={option}
              chosen={index === at}
              onChoose={() => choose(option)}
            />
          ))}
        </ul>
      ) : null}
    </div>
  )
}

function Option({
  id,
  option,
  chosen,
  onChoose,
}: {
  id: string
  option: Mention
  chosen: boolean
  onChoose: () => void
}) {
  const line = useRef<HTMLLIElement>(null)
  useEffect(() => {
    if (chosen) line.current?.scrollIntoView({ block: 'nearest' })
  }, [chosen])
  return (
    // The keys are the box's: it has the focus and names this option as the active one.
    // oxlint-disable-next-line jsx-a11y/click-events-have-key-events
    <li
      ref={line}
      id={id}
      role="option"
      aria-selected={chosen}
      // A press must not take the focus out of the box.
      onPointerDown={(event) => event.preventDefault()}
      onMouseDown={(event) => event.preventDefault()}
      onClick={onChoose}
    >
      <Swatch partner={option.partner} />
      <span>
        {option.words}
        {option.member === null ? <span className="quiet"> (everyone)</span> : null}
      </span>
    </li>
  )
}

/** Says that there is a list, once for each length it has: nobody who cannot see it would know. */
function useSaid(count: number): void {
  useEffect(() => {
    if (count > 0)
      answer(`${count === 1 ? '1 name' : `${count} names`}. Arrow keys choose, Enter puts the name in.`)
  }, [count])
}
