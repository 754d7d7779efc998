import { ChevronDown, ChevronUp, Pin } from 'lucide-react'
import { useEffect, useRef, useState } from 'react'
import type { Theme } from '../../shared/domain/workspace.ts'
import { Icon } from '../ui/icon.tsx'

const NOT_ENTERED = 'Wording to be entered from the letter'

const KEPT: Record<Theme['wording']['status'], string> = {
  missing:
    'The inspectors’ words go here, exact to the character. The nominated lead enters them on the page of the five narratives.',
  entered:
    'The inspectors’ words as entered. A second person still has to check them. Nobody can change them here.',
  locked: 'The inspectors’ words, exact to the character. Nobody can change them here.',
}

/**
 * The inspectors' wording above the text: plain HTML outside every editor, so that nothing typed, cut, dragged
 * or undone can reach it (B1). Scrolled past, it stays as one line that opens.
 */
export function PinnedWording({ theme, seen }: { theme: Theme; seen: (inView: boolean) => void }) {
  const ref = useRef<HTMLElement>(null)
  useEffect(() => {
    if (ref.current === null) return
    const observer = new IntersectionObserver((entries) => seen(entries.at(-1)?.isIntersecting ?? true), {
      rootMargin: '-96px 0px 0px 0px',
    })
    observer.observe(ref.current)
    return () => observer.disconnect()
  }, [seen])
  const { wording } = theme
  return (
    <section ref={ref} className="pinned" aria-label="Weakness wording, fixed">
      <span className="pin" aria-hidden>
        <Icon of={Pin} />
      </span>
      {wording.text === null ? (
        <p className="serif missing">{NOT_ENTERED}</p>
      ) : (
        <blockquote data-testid="wording">{wording.text}</blockquote>
      )}
      <p className="kept-note">
        {KEPT[wording.status]}
        {wording.source === null ? null : ` Source: ${wording.source}.`}
      </p>
    </section>
  )
}

/** The same words in one line (two on a phone) that opens whole. */
export function WordingLine({ theme }: { theme: Theme }) {
  const [open, setOpen] = useState(false)
  const { text } = theme.wording
  return (
    <section
      className={open ? 'wording-line is-open' : 'wording-line'}
      aria-label="Weakness wording, kept in view"
    >
      <Icon of={Pin} />
      <p className="serif" id="wording-line">
        {text ?? NOT_ENTERED}
      </p>
      {text === null ? null : (
        <button
          aria-expanded={open}
          aria-controls="wording-line"
          aria-label={open ? 'Fold the wording' : 'Show the whole wording'}
          onClick={() => setOpen(!open)}
        >
          <Icon of={open ? ChevronUp : ChevronDown} />
        </button>
      )}
    </section>
  )
}
