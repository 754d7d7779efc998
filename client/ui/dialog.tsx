import type { ReactNode } from 'react'
import { Dialog as AriaDialog, Heading, Modal, ModalOverlay } from 'react-aria-components'

/** A dialog over a veiled page; Escape closes it and focus returns to where it was. */
export const Dialog = ({
  title,
  open,
  onClose,
  grave = false,
  children,
}: {
  title: string
  open: boolean
  onClose: () => void
  /** Asks before something is taken away: read out at once. */
  grave?: boolean
  children: ReactNode
}) => (
  <ModalOverlay
    className="veil"
    isOpen={open}
    isDismissable={!grave}
    onOpenChange={(now) => {
      if (!now) onClose()
    }}
  >
    <Modal className="float">
      <AriaDialog className="dialog" role={grave ? 'alertdialog' : 'dialog'}>
        <Heading slot="title" level={2}>
          {title}
        </Heading>
        {children}
      </AriaDialog>
    </Modal>
  </ModalOverlay>
)
