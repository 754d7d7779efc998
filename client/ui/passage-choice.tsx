import { Radio, RadioGroup } from 'react-aria-components'
import './passage-choice.css'

interface PassageGroup {
  /** Unlike the other groups' keys. */
  key: string
  /** "Theme 4": said where passages of several documents are offered. */
  of?: string
  number: string
  title: string
  passages: readonly { key: string; words: string }[]
}

/** Paragraphs to choose one of, under the headings of their sections. */
export function PassageChoice({
  label,
  groups,
  chosen,
  choose,
}: {
  label: string
  groups: readonly PassageGroup[]
  chosen: string | null
  choose: (key: string) => void
}) {
  return (
    <RadioGroup className="passage-choice" aria-label={label} value={chosen} onChange={choose}>
      {groups.map(({ key, of, number, title, passages }) => (
        <div key={key}>
          <p className="passage-section">
            {of === undefined ? null : `${of}, `}
            <span className="kept">{number}</span> {title}
          </p>
          {passages.map((passage) => (
            <Radio key={passage.key} value={passage.key} className="passage-option">
              <span className="passage-dot" aria-hidden />
              <span>{passage.words}</span>
            </Radio>
          ))}
        </div>
      ))}
    </RadioGroup>
  )
}
