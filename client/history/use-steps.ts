import { useCallback, useEffect, useRef, useState } from 'react'

/** Steps through the places marked `data-stop` of an element: each is brought into view, focused and marked. */
export function useSteps(stops: number) {
  const root = useRef<HTMLDivElement>(null)
  const [at, setAt] = useState(0)
  const go = useCallback(
    (to: number) => {
      if (stops === 0) return
      const next = to < 1 ? stops : to > stops ? 1 : to
      for (const old of root.current?.querySelectorAll('[data-current]') ?? [])
        delete (old as HTMLElement).dataset.current
      const places = root.current?.querySelectorAll<HTMLElement>(`[data-stop="${next}"]`) ?? []
      for (const place of places) place.dataset.current = 'true'
      places[0]?.focus({ preventScroll: true })
      places[0]?.scrollIntoView({ block: 'center' })
      setAt(next)
    },
    [stops],
  )
  useEffect(() => {
    const onKey = (event: KeyboardEvent): void => {
      if (!event.altKey || event.ctrlKey || event.metaKey) return
      if (event.key === 'ArrowDown') go(at + 1)
      else if (event.key === 'ArrowUp') go(at - 1)
      else return
      event.preventDefault()
    }
    window.addEventListener('keydown', onKey)
    return () => window.removeEventListener('keydown', onKey)
  }, [at, go])
  return { root, at, next: () => go(at + 1), previous: () => go(at - 1) }
}
