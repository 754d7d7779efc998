import { useEffect, useEffectEvent } from 'react'

/** Ctrl+Alt+E from anywhere on the page. */
export function useKeys(ask: () => void): void {
  const asks = useEffectEvent(ask)
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent): void => {
      if (event.defaultPrevented || event.code !== 'KeyE' || !event.altKey) return
      if (!event.ctrlKey && !event.metaKey) return
      event.preventDefault()
      asks()
    }
    window.addEventListener('keydown', onKeyDown)
    return () => window.removeEventListener('keydown', onKeyDown)
  }, [])
}
