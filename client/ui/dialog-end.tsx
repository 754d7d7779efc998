import { Button } from './button.tsx'

/** How a dialog ends: why it was refused, what it does, and the way out that does nothing. */
export const DialogEnd = ({
  refused = null,
  does,
  isDisabled = false,
  onDone,
  leaves,
  onLeave,
}: {
  refused?: string | null
  /** "Move it there" */
  does: string
  isDisabled?: boolean
  onDone: () => void
  /** "Leave it where it is" */
  leaves: string
  onLeave: () => void
}) => (
  <>
    {refused === null ? null : (
      <p role="alert" className="wrong">
        {refused}
      </p>
    )}
    <div className="acts">
      <Button look="main" isDisabled={isDisabled} onPress={onDone}>
        {does}
      </Button>
      <Button onPress={onLeave}>{leaves}</Button>
    </div>
  </>
)
