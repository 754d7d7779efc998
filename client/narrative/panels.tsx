import { useDesk } from './context.ts'
import { AltDialog, FigureDialog } from './figure-dialog.tsx'
import { HelpSheet } from './help-sheet.tsx'
import { LinkDialog } from './link-dialog.tsx'
import { ReferenceDialog } from './reference-dialog.tsx'
import { useStore } from '../sync/store.ts'

/** The dialog that is open, if any. */
export function Panels() {
  const desk = useDesk()
  const panel = useStore(desk.panel)
  const close = () => desk.panel.set(null)
  switch (panel?.open) {
    case 'help':
      return <HelpSheet close={close} />
    case 'link':
      return <LinkDialog close={close} />
    case 'figure':
      return <FigureDialog kind={panel.with} given={panel.file} close={close} />
    case 'reference':
      return <ReferenceDialog close={close} />
    case 'alt':
      return <AltDialog at={panel.at} close={close} />
    case 'find':
    case undefined:
      return null
  }
}
