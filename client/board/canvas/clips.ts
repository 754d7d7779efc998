import { useEffect } from 'react'
import { readCopied } from '../../../shared/board/copied.ts'
import { copied, putDown, removeSelected } from './acts.ts'
import { type Canvas, inView } from './canvas.ts'

/** Things of a board on the clipboard; other programs see their words. */
const TYPE = 'application/x-throughline-board'

/** Copy, cut and paste of things within a board, and from one board to another. What comes from elsewhere is not ours. */
export function useClips(canvas: Canvas): void {
  useEffect(() => {
    let pasted = { text: '', times: 0 }
    const isOurs = ({ target }: Event): boolean =>
      target instanceof Element &&
      (canvas.stage.get()?.contains(target) === true || target === document.body) &&
      target.closest('.nokey, input, textarea') === null
    const copy = (event: ClipboardEvent): void => {
      if (!isOurs(event) || canvas.session.selection.get().size === 0 || event.clipboardData === null) return
      if (getSelection()?.isCollapsed === false) return // words are selected: those are meant
      event.preventDefault()
      const things = copied(canvas)
      if (things === null) return
      event.clipboardData.setData(TYPE, JSON.stringify(things))
      event.clipboardData.setData(
        'text/plain',
        things.things
          .map(({ id }) => canvas.naming.words(id))
          .filter((words) => words !== '')
          .join('\n'),
      )
      pasted = { text: '', times: 0 }
      if (event.type === 'cut') removeSelected(canvas)
      else
        canvas.say(`Copied ${things.things.length === 1 ? 'one thing' : `${things.things.length} things`}.`)
    }
    const paste = (event: ClipboardEvent): void => {
      const text = event.clipboardData?.getData(TYPE) ?? ''
      if (text === '' || !isOurs(event)) return
      event.preventDefault()
      event.stopImmediatePropagation()
      const things = readCopied(text)
      if (things === null || things.things.length === 0) {
        canvas.say('What is on the clipboard cannot be read here. Copy it again.')
        return
      }
      pasted = text === pasted.text ? { text, times: pasted.times + 1 } : { text, times: 0 }
      const w = Math.max(...things.things.map(({ x, values }) => x + sizeOf(values['w'])))
      const h = Math.max(...things.things.map(({ y, values }) => y + sizeOf(values['h'])))
      const seen = inView(canvas)
      // Each further paste of the same stands a little off the last one.
      const off = pasted.times * 24
      putDown(canvas, things, { x: seen.x + (seen.w - w) / 2 + off, y: seen.y + (seen.h - h) / 2 + off })
    }
    document.addEventListener('copy', copy)
    document.addEventListener('cut', copy)
    document.addEventListener('paste', paste, { capture: true })
    return () => {
      document.removeEventListener('copy', copy)
      document.removeEventListener('cut', copy)
      document.removeEventListener('paste', paste, { capture: true })
    }
  }, [canvas])
}

const sizeOf = (value: unknown): number => (typeof value === 'number' && Number.isFinite(value) ? value : 0)
