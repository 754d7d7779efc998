import type { ReactNode, Ref } from 'react'
import { Button as AriaButton, type ButtonProps as AriaButtonProps } from 'react-aria-components'

export interface ButtonProps extends Omit<AriaButtonProps, 'className' | 'style' | 'children'> {
  /** `main` is the one ink button of a page. */
  look?: 'main' | 'line' | 'text' | 'plain'
  small?: boolean
  wide?: boolean
  /** Takes something away for good. */
  grave?: boolean
  children: ReactNode
  ref?: Ref<HTMLButtonElement>
}

/** A button: verb and object, never "OK". */
export const Button = ({ look = 'line', small, wide, grave, ...rest }: ButtonProps) => (
  <AriaButton
    {...rest}
    className={[
      look === 'plain' ? '' : `btn-${look}`,
      small ? 'btn-small' : '',
      wide ? 'btn-wide' : '',
      grave ? 'btn-stop' : '',
    ]
      .filter(Boolean)
      .join(' ')}
  />
)
