import { useEffect } from 'react'

/**
 * In some browsers an on-screen keyboard covers the foot of the page and leaves its height as it was: the board is then
 * as tall as what is seen, so that a note that is written is not under the keyboard.
 */
export function useSeenHeight(): void {
  useEffect(() => {
    const seen = window.visualViewport
    if (seen === null) return
    const { style } = document.documentElement
    const hear = (): void => {
      // What is looked at closer is smaller too, and covered by nothing.
      if (seen.scale > 1 || seen.height >= document.documentElement.clientHeight) {
        style.removeProperty('--seen-height')
        return
      }
      style.setProperty('--seen-height', `${seen.height}px`)
      window.scrollTo(0, 0)
    }
    seen.addEventListener('resize', hear)
    return () => {
      seen.removeEventListener('resize', hear)
      style.removeProperty('--seen-height')
    }
  }, [])
}
