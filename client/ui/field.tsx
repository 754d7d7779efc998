import {
  FieldError,
  Input,
  Label,
  Text,
  TextArea,
  TextField as AriaTextField,
  type TextFieldProps as AriaTextFieldProps,
} from 'react-aria-components'

export interface TextFieldProps extends Omit<AriaTextFieldProps, 'className' | 'style' | 'children'> {
  label: string
  hint?: string | undefined
  /** Why it will not do, in plain words. */
  wrong?: string | undefined
  /** More than one line. */
  rows?: number
}

/** A labelled box for words; the label stays, the hint and the error are read with it. */
export const TextField = ({ label, hint, wrong, rows, ...rest }: TextFieldProps) => (
  <AriaTextField {...rest} className="field" isInvalid={wrong !== undefined}>
    <Label>{label}</Label>
    {hint === undefined ? null : (
      <Text slot="description" className="hint">
        {hint}
      </Text>
    )}
    {rows === undefined ? <Input /> : <TextArea rows={rows} />}
    <FieldError className="wrong">{wrong}</FieldError>
  </AriaTextField>
)
