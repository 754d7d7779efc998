import { useStore } from '../../sync/store.ts'
import { useCanvas } from '../canvas/canvas.ts'
import { focusCanvas } from '../canvas/keys.ts'
import { asksOf } from './asks.ts'
import { ConnectDialog } from './connect-dialog.tsx'
import { AltDialog, ImageDialog } from './image-dialog.tsx'
import { LinkDialog } from './link-dialog.tsx'
import { PasteDialog } from './paste-dialog.tsx'

/** The dialog that a tool has opened. */
export function ToolDialogs() {
  const canvas = useCanvas()
  const asks = asksOf(canvas)
  const ask = useStore(asks)
  const close = (): void => {
    asks.set(null)
    requestAnimationFrame(() => {
      if (document.activeElement === document.body) focusCanvas(canvas)
    })
  }
  switch (ask?.for) {
    case 'paste':
      return <PasteDialog pasted={ask.pasted} at={ask.at} close={close} />
    case 'images':
      return <ImageDialog given={ask.files} at={ask.at} close={close} />
    case 'link':
      return <LinkDialog close={close} />
    case 'connector':
      return <ConnectDialog from={ask.from} close={close} />
    case 'alt':
      return <AltDialog item={ask.item} close={close} />
    case undefined:
      return null
  }
}
