import type { ReactNode } from 'react'
import { Button } from '../ui/button.tsx'
import { Dialog } from '../ui/dialog.tsx'

/** Says in plain words what a step means for others, before it is taken. */
export const Confirm = ({
  title,
  does,
  busy,
  refused,
  onDo,
  onClose,
  children,
}: {
  title: string
  /** The button's words. */
  does: string
  busy: boolean
  refused: string | null
  onDo: () => void
  onClose: () => void
  children: ReactNode
}) => (
  <Dialog title={title} open onClose={onClose}>
    <p>{children}</p>
    {refused === null ? null : (
      <p role="alert" className="stop">
        {refused}
      </p>
    )}
    <div className="acts">
      <Button look="main" isDisabled={busy} onPress={onDo}>
        {does}
      </Button>
      <Button look="text" onPress={onClose}>
        Leave it as it is
      </Button>
    </div>
  </Dialog>
)
