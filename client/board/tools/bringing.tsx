import { useEffect } from 'react'
import { useStore } from '../../sync/store.ts'
import { type Canvas, toBoard, useCanvas } from '../canvas/canvas.ts'
import { useHere } from '../here.ts'
import { broughtBy } from './clipboard.ts'
import { bring } from './put-pasted.ts'

/** What is dropped on the canvas from elsewhere is put where it was let go; what is pasted, in the middle of the view. */
export function Bringing() {
  const canvas = useCanvas()
  const { workspace } = useHere()
  const stage = useStore(canvas.stage)
  useEffect(() => {
    if (stage === null) return
    const over = (event: DragEvent): void => {
      // Left to the browser, a dropped file would replace the page.
      event.preventDefault()
      if (event.dataTransfer !== null) event.dataTransfer.dropEffect = canvas.may.get().edit ? 'copy' : 'none'
    }
    const drop = (event: DragEvent): void => {
      if (event.target instanceof Element && event.target.closest('.nokey') !== null) return
      event.preventDefault()
      if (event.dataTransfer !== null)
        take(canvas, workspace, event.dataTransfer, toBoard(canvas, event.clientX, event.clientY))
    }
    // Things copied on a board are put by the canvas itself, before this hears of them.
    const paste = (event: ClipboardEvent): void => {
      const { clipboardData: data, target } = event
      if (
        event.defaultPrevented ||
        data === null ||
        !(target instanceof Element) ||
        !isForCanvas(stage, target)
      )
        return
      event.preventDefault()
      take(canvas, workspace, data, null)
    }
    document.addEventListener('paste', paste)
    stage.addEventListener('dragover', over)
    stage.addEventListener('drop', drop)
    return () => {
      document.removeEventListener('paste', paste)
      stage.removeEventListener('dragover', over)
      stage.removeEventListener('drop', drop)
    }
  }, [canvas, workspace, stage])
  return null
}

/** The canvas has the focus, or nothing has; not where words are being written. */
const isForCanvas = (stage: HTMLElement, target: Element): boolean =>
  target === document.body || (stage.contains(target) && target.closest('.nokey') === null)

/** Puts what was pasted or dropped, or says why not. */
function take(
  canvas: Canvas,
  workspace: string,
  data: DataTransfer,
  at: { x: number; y: number } | null,
): void {
  const brought = broughtBy(data)
  if (brought !== null) bring(canvas, workspace, brought, at)
  else if (data.files.length > 0)
    canvas.say('Only images can be put on a board as files: PNG, JPEG, WebP or GIF.')
}
