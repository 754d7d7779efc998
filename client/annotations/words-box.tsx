import { useEffect, useId, useRef, type KeyboardEvent } from 'react'
import { NamingArea } from './naming-area.tsx'

/** A box that grows with its words. Ctrl+Enter (⌘+Enter) sends, Escape leaves; "@" names people and partners. */
export function WordsBox({
  label,
  hint,
  value,
  onChange,
  onSend,
  onLeave,
  autoFocus = false,
  names = true,
}: {
  label: string
  hint?: string
  value: string
  onChange: (text: string) => void
  onSend: () => void
  onLeave: () => void
  autoFocus?: boolean
  /** "@" names people here; not where nobody would be told of it. */
  names?: boolean
}) {
  const box = useRef<HTMLTextAreaElement>(null)
  const id = useId()
  useEffect(() => {
    if (autoFocus) box.current?.focus({ preventScroll: true })
  }, [autoFocus])
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) {
      event.preventDefault()
      onSend()
    } else if (event.key === 'Escape') {
      event.stopPropagation()
      onLeave()
    }
  }
  return (
    <div className="words-box">
      <label htmlFor={id}>{label}</label>
      <NamingArea
        ref={box}
        id={id}
        rows={2}
        value={value}
        placeholder={hint}
        off={!names}
        onChange={onChange}
        onKeyDown={onKeyDown}
      />
    </div>
  )
}
