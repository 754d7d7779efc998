import type { ReactNode } from 'react'
import { sayKey } from './commands.ts'

/** A tool that leaves the focus in the text when it is pressed with a pointer. */
export function Tool({
  label,
  keys,
  disabled = false,
  pressed,
  onPress,
  children,
}: {
  label: string
  keys?: string | undefined
  disabled?: boolean
  pressed?: boolean | undefined
  onPress: () => void
  children: ReactNode
}) {
  const tip = keys === undefined ? label : `${label} (${sayKey(keys)})`
  return (
    <button
      type="button"
      aria-label={label}
      title={tip}
      disabled={disabled}
      {...(pressed === undefined ? {} : { 'aria-pressed': pressed })}
      onMouseDown={(event) => event.preventDefault()}
      onClick={onPress}
    >
      {children}
    </button>
  )
}
