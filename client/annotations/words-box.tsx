import { useEffect, useId, useRef, type KeyboardEvent } from 'react'

/** A box that grows with its words. Ctrl+Enter (⌘+Enter) sends, Escape leaves. */
export function WordsBox({
  label,
  hint,
  value,
  onChange,
  onSend,
  onLeave,
  autoFocus = false,
}: {
  label: string
  hint?: string
  value: string
  onChange: (text: string) => void
  onSend: () => void
  onLeave: () => void
  autoFocus?: boolean
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
      <textarea
        ref={box}
        id={id}
        rows={2}
        maxLength={4_000}
        value={value}
        spellCheck
        placeholder={hint}
        onChange={(event) => onChange(event.target.value)}
        onKeyDown={onKeyDown}
      />
    </div>
  )
}
