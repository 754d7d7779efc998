/** How far a part is: solid agreed, dashed draft, dotted nothing yet. */
export type Progress = 'agreed' | 'draft' | 'none'

const WORDS: Record<Progress, string> = { agreed: 'agreed', draft: 'draft', none: 'nothing yet' }

/** The lying throughline of a narrative's sections, with a word for what it shows. */
export const SectionsLine = ({
  sections,
}: {
  sections: readonly { id: string; number: string; title: string; progress: Progress }[]
}) => (
  <ul className="secs-line" aria-label="Sections">
    {sections.map((section) => (
      <li key={section.id} className={`is-${section.progress}`} title={section.title}>
        {section.number}
        <span className="vh"> {WORDS[section.progress]}</span>
      </li>
    ))}
    <li className="say">{summed(sections.map((section) => section.progress))}</li>
  </ul>
)

/** The three kinds of line with their words. */
export const LineKey = ({ shown }: { shown: readonly Progress[] }) => (
  <span className="line-keys">
    {shown.map((progress) => (
      <span key={progress} className={`line-key is-${progress}`}>
        {WORDS[progress]}
      </span>
    ))}
  </span>
)

function summed(all: readonly Progress[]): string {
  const count = (progress: Progress): number => all.filter((one) => one === progress).length
  const parts = [
    count('agreed') > 0 ? `${count('agreed')} agreed` : '',
    count('draft') > 0 ? `${count('draft')} in draft` : '',
  ].filter(Boolean)
  return parts.length === 0 ? 'Nothing written yet' : parts.join(', ')
}
