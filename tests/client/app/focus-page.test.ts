import { beforeEach, describe, expect, it, vi } from 'vitest'
import { focusPage } from '../../../client/app/focus-page.ts'

const show = (html: string): void => {
  document.body.innerHTML = html
}
const READY = '<main id="main" tabindex="-1">words<button>a</button></main>'
const BUSY = '<main id="main" tabindex="-1" aria-busy="true">Catching up…</main>'

/** Changes the page once more, and waits until everyone who watches it has seen that. */
const afterNextChange = (): Promise<void> =>
  new Promise((resolve) => {
    new MutationObserver(() => resolve()).observe(document.body, { childList: true })
    document.body.append(document.createElement('p'))
  })

describe('the focus after a change of route', () => {
  beforeEach(() => show(''))

  it('is on the page', () => {
    show(READY)
    focusPage()
    expect(document.activeElement?.id).toBe('main')
  })
  it('follows a page that takes a moment', async () => {
    show(BUSY)
    focusPage()
    show(READY)
    await vi.waitFor(() => expect(document.activeElement?.textContent).toContain('words'))
  })
  it('leaves a person alone who has moved on meanwhile', async () => {
    show(`${BUSY}<input>`)
    focusPage()
    const input = document.querySelector('input')!
    input.focus()
    document.getElementById('main')!.outerHTML = READY
    await afterNextChange()
    expect(document.activeElement).toBe(input)
  })
  it('stops when the next route comes', async () => {
    show(BUSY)
    focusPage()()
    show(READY)
    await afterNextChange()
    expect(document.activeElement?.id).not.toBe('main')
  })
})
