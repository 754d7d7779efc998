/**
 * Puts the focus on the page after a change of route, so that a screen reader starts there. A page that is on
 * its way shows "Catching up…" first and is then replaced: the focus follows, unless the person has moved on.
 * Returns how to stop.
 */
export function focusPage(): () => void {
  if (focusMain()) return () => {}
  const watch = new MutationObserver(() => {
    const lost = document.activeElement === null || document.activeElement === document.body
    const waiting = document.activeElement?.id === 'main'
    if (!lost && !waiting) stop()
    else if (focusMain()) stop()
  })
  const stop = (): void => watch.disconnect()
  watch.observe(document.body, { childList: true, subtree: true })
  return stop
}

/** false while the page is still on its way. */
function focusMain(): boolean {
  const main = document.getElementById('main')
  main?.focus({ preventScroll: true })
  return main !== null && main.getAttribute('aria-busy') !== 'true'
}
