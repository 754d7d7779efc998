import { useEffect, useRef, useState } from 'react'
import { GLOSSARY } from '../../shared/reading/glossary.ts'
import { marksTerms } from './choices.ts'
import { useStore } from '../sync/store.ts'

interface Shown {
  term: string
  top: number
  left: number
}

const entryOf = (term: string) => GLOSSARY.find((entry) => entry.term === term)

/** What an abbreviation under the pointer means; tapped, it stays until something else is tapped, or Escape. */
export function Meaning() {
  const [shown, setShown] = useState<Shown | null>(null)
  const on = useStore(marksTerms)
  const box = useRef<HTMLDivElement>(null)
  useEffect(() => {
    if (!on) return undefined
    let leaving: ReturnType<typeof setTimeout> | undefined
    const termOf = (target: EventTarget | null): HTMLElement | null =>
      target instanceof Element ? target.closest<HTMLElement>('.term[data-term]') : null
    const show = (element: HTMLElement): void => {
      clearTimeout(leaving)
      const rect = element.getBoundingClientRect()
      const width = Math.min(320, innerWidth - 24)
      setShown({
        term: element.dataset.term ?? '',
        top: rect.bottom + 4 + 130 > innerHeight ? Math.max(8, rect.top - 134) : rect.bottom + 4,
        left: Math.max(12, Math.min(rect.left, innerWidth - width - 12)),
      })
    }
    const over = (event: Event): void => {
      const element = termOf(event.target)
      if (element !== null) show(element)
      else if (event.target instanceof Node && box.current?.contains(event.target)) clearTimeout(leaving)
      else {
        clearTimeout(leaving)
        // Long enough to move the pointer onto the meaning itself.
        leaving = setTimeout(() => setShown(null), 300)
      }
    }
    const press = (event: Event): void => {
      const element = termOf(event.target)
      if (element !== null) show(element)
      else if (!(event.target instanceof Node && box.current?.contains(event.target))) setShown(null)
    }
    const hide = (): void => setShown(null)
    const escape = (event: KeyboardEvent): void => {
      if (event.key === 'Escape') hide()
    }
    document.addEventListener('pointerover', over)
    document.addEventListener('click', press)
    document.addEventListener('keydown', escape)
    window.addEventListener('scroll', hide, true)
    return () => {
      clearTimeout(leaving)
      document.removeEventListener('pointerover', over)
      document.removeEventListener('click', press)
      document.removeEventListener('keydown', escape)
      window.removeEventListener('scroll', hide, true)
    }
  }, [on])
  const entry = shown === null || !on ? undefined : entryOf(shown.term)
  if (shown === null || entry === undefined) return null
  return (
    <div
      ref={box}
      className="meaning float no-print"
      role="status"
      style={{ top: `${shown.top}px`, left: `${shown.left}px` }}
    >
      <p>
        <strong>{entry.term}</strong>: {entry.stands}
      </p>
      <p>{entry.means}</p>
    </div>
  )
}
