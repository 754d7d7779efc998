import { useEffect, useState } from 'react'
import { useDesk } from './context.ts'

/** How often the place of a reader is told, ms. */
const TELL = 400

/** The section being read or written in; told to the others while nobody types here. */
export function useViewed(): string | null {
  const { session } = useDesk()
  const [viewed, setViewed] = useState<string | null>(null)
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined
    const look = () => {
      timer = undefined
      const active = session.editors.active()
      const writing = active !== undefined && active.isFocused ? session.editors.sectionOf(active) : undefined
      const section = writing ?? topmost()
      setViewed(section)
      const { awareness } = session
      const state = awareness.getLocalState()
      if (writing !== undefined || state === null || state.section === section) return
      awareness.setLocalState({ ...state, cursor: null, section, doing: 'reading' })
    }
    const soon = () => {
      timer ??= setTimeout(look, TELL)
    }
    look()
    document.addEventListener('scroll', soon, { capture: true, passive: true })
    document.addEventListener('focusin', soon)
    const stop = session.sections.subscribe(soon)
    return () => {
      clearTimeout(timer)
      document.removeEventListener('scroll', soon, { capture: true })
      document.removeEventListener('focusin', soon)
      stop()
    }
  }, [session])
  return viewed
}

/** The last section that begins above the upper third of the window. */
function topmost(): string | null {
  let found: string | null = null
  for (const section of document.querySelectorAll<HTMLElement>('.narrative .sec')) {
    if (found !== null && section.getBoundingClientRect().top > innerHeight / 3) break
    found = section.dataset.section ?? null
  }
  return found
}
