import type { ReactNode } from 'react'
import { Label, Radio, RadioGroup } from 'react-aria-components'

/** One of a few, all in view, each with its words. */
export const Choice = <Id extends string>({
  label,
  options,
  value,
  onChange,
}: {
  label: string
  options: readonly { id: Id; words: ReactNode }[]
  value: Id | null
  onChange: (id: Id) => void
}) => (
  <RadioGroup
    className="field choice"
    value={value}
    onChange={(chosen) => {
      const option = options.find(({ id }) => id === chosen)
      if (option !== undefined) onChange(option.id)
    }}
  >
    <Label>{label}</Label>
    {options.map(({ id, words }) => (
      <Radio key={id} value={id} className="choice-row">
        <span className="choice-dot" aria-hidden />
        {words}
      </Radio>
    ))}
  </RadioGroup>
)
