import { type RefObject, useEffect, useLayoutEffect, useRef } from 'react'

interface At {
  item: string
  part: string
  /** Its place among all lines, for when it is gone. */
  place: number
}

/** Keeps the focus on the line it was on while others move, add and take away lines; on a neighbour when it is gone. */
export function useKeptFocus(list: RefObject<HTMLElement | null>): void {
  const at = useRef<At | null>(null)
  useEffect(() => {
    const root = list.current
    if (root === null) return undefined
    const onFocus = ({ target }: FocusEvent): void => {
      at.current = target instanceof HTMLElement ? placeOf(root, target) : null
    }
    // Focus that goes elsewhere by hand is gone; focus lost with its element is not told here.
    const onLeave = ({ relatedTarget }: FocusEvent): void => {
      if (relatedTarget instanceof Node && !root.contains(relatedTarget)) at.current = null
    }
    const onPress = ({ target }: PointerEvent): void => {
      if (target instanceof Node && !root.contains(target)) at.current = null
    }
    root.addEventListener('focusin', onFocus)
    root.addEventListener('focusout', onLeave)
    document.addEventListener('pointerdown', onPress)
    return () => {
      root.removeEventListener('focusin', onFocus)
      root.removeEventListener('focusout', onLeave)
      document.removeEventListener('pointerdown', onPress)
    }
  }, [list])
  // After each drawing: any of them may have moved the line.
  useLayoutEffect(() => {
    const root = list.current
    const was = at.current
    if (root === null || was === null || document.activeElement !== document.body) return
    const same = root.querySelector<HTMLElement>(
      `[data-line="${CSS.escape(was.item)}"] [data-part="${CSS.escape(was.part)}"]`,
    )
    const lines = root.querySelectorAll<HTMLElement>('[data-line]')
    const near =
      lines[Math.min(was.place, lines.length - 1)]?.querySelector<HTMLElement>('[data-part="words"]')
    const target = same ?? near
    target?.focus({ preventScroll: true })
  })
}

function placeOf(root: HTMLElement, target: HTMLElement): At | null {
  const line = target.closest<HTMLElement>('[data-line]')
  const part = target.closest<HTMLElement>('[data-part]')?.dataset['part']
  const item = line?.dataset['line']
  if (line === null || item === undefined || part === undefined) return null
  return { item, part, place: [...root.querySelectorAll('[data-line]')].indexOf(line) }
}
