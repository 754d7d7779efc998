import {
  Button,
  Label,
  ListBox,
  ListBoxItem,
  Popover,
  Select as AriaSelect,
  SelectValue,
} from 'react-aria-components'
import { Check, ChevronDown } from 'lucide-react'
import { Icon } from './icon.tsx'

/** One of a few; `options` in the order they are shown. */
export const Select = <Id extends string>({
  label,
  options,
  value,
  onChange,
  isDisabled = false,
  placeholder,
}: {
  label: string
  options: readonly { id: Id; words: string }[]
  /** Null while nothing is chosen. */
  value: Id | null
  onChange: (id: Id) => void
  isDisabled?: boolean
  /** What it says while nothing is chosen. */
  placeholder?: string
}) => (
  <AriaSelect
    className="field"
    value={value}
    isDisabled={isDisabled}
    {...(placeholder === undefined ? {} : { placeholder })}
    onChange={(key) => {
      const chosen = options.find((option) => option.id === key)
      if (chosen !== undefined) onChange(chosen.id)
    }}
  >
    <Label>{label}</Label>
    <Button className="select-button">
      <SelectValue />
      <Icon of={ChevronDown} />
    </Button>
    <Popover className="float" offset={4}>
      <ListBox className="menu">
        {options.map((option) => (
          <ListBoxItem key={option.id} id={option.id} textValue={option.words} className="menu-item">
            {({ isSelected }) => (
              <>
                <span className="check">{isSelected ? <Icon of={Check} /> : null}</span>
                {option.words}
              </>
            )}
          </ListBoxItem>
        ))}
      </ListBox>
    </Popover>
  </AriaSelect>
)
