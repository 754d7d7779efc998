import { Check } from 'lucide-react'
import type { ReactNode } from 'react'
import { Checkbox as AriaCheckbox } from 'react-aria-components'
import { Icon } from './icon.tsx'

/** Yes or no, with its words beside it. */
export const Checkbox = ({
  checked,
  onChange,
  isDisabled = false,
  children,
}: {
  checked: boolean
  onChange: (checked: boolean) => void
  isDisabled?: boolean
  children: ReactNode
}) => (
  <AriaCheckbox className="check-row" isSelected={checked} onChange={onChange} isDisabled={isDisabled}>
    {({ isSelected }) => (
      <>
        <span className="check-box">{isSelected ? <Icon of={Check} /> : null}</span>
        <span>{children}</span>
      </>
    )}
  </AriaCheckbox>
)
