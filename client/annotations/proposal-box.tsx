import { useEffect, useId, useRef, type KeyboardEvent } from 'react'
import { answer } from '../ui/announcer.tsx'
import { useCommentsHere, useStore } from './comments-context.tsx'

/**
 * The box of suggested words: one paragraph, so Enter sends it. It takes the focus from the text with what was
 * typed there, and the caret stands behind it.
 */
export function ProposalBox({
  label,
  value,
  onChange,
  onSend,
  onLeave,
  onStrike,
}: {
  label: string
  value: string
  onChange: (words: string) => void
  onSend: () => void
  onLeave: () => void
  /** Backspace or Delete in an empty box: the next word is struck too. */
  onStrike?: (way: 'back' | 'forward') => void
}) {
  const { desk } = useCommentsHere()
  const wanted = useStore(desk.boxCaret)
  const box = useRef<HTMLTextAreaElement>(null)
  const id = useId()
  useEffect(() => {
    if (wanted === null || box.current === null) return
    box.current.focus({ preventScroll: true })
    box.current.setSelectionRange(...wanted)
    const whole = box.current.parentElement ?? box.current // its label with it
    whole.scrollIntoView({ block: 'nearest' })
    desk.boxCaret.set(null)
  }, [wanted, desk])
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.nativeEvent.isComposing) return
    if (event.key === 'Enter') {
      event.preventDefault()
      if (event.shiftKey) answer('A suggestion is one paragraph.')
      else onSend()
    } else if (event.key === 'Escape') {
      event.preventDefault()
      event.stopPropagation()
      onLeave()
    } else if ((event.key === 'Backspace' || event.key === 'Delete') && value === '') {
      if (onStrike === undefined) return
      event.preventDefault()
      onStrike(event.key === 'Backspace' ? 'back' : 'forward')
    }
  }
  return (
    <div className="words-box proposal-box">
      <label htmlFor={id}>{label}</label>
      <textarea
        ref={box}
        id={id}
        rows={2}
        maxLength={4_000}
        value={value}
        spellCheck
        lang="en-GB"
        onChange={(event) => onChange(event.target.value.replace(/\s*[\r\n]+\s*/g, ' '))}
        onKeyDown={onKeyDown}
      />
    </div>
  )
}
