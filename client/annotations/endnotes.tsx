import { useEffect } from 'react'
import { Swatch } from '../ui/partner.tsx'
import { useCommentsHere } from './comments-context.tsx'
import type { Shown } from './overlay.ts'
import { Proposed } from './proposed.tsx'
import { KIND_WORDS, quoted, shortOf, STATE_WORDS, whoIs } from './words.ts'

/** On paper the comments that are shown follow the text by their numbers, each with its partner's pattern. */
export function Endnotes() {
  const { context, shown } = useCommentsHere()
  const { partners } = context.page.workspace
  useNumbersInText(shown)
  if (shown.length === 0) return null
  return (
    <section className="endnotes" aria-hidden>
      <h2>Comments</h2>
      <ol>
        {shown.map((comment) => (
          <li key={comment.id}>
            <Swatch partner={comment.author.partner} />
            <b>{KIND_WORDS[comment.kind]}</b>, {whoIs(comment.author, partners)},{' '}
            {comment.suggestion?.outcome?.became ?? STATE_WORDS[comment.state].toLowerCase()}, on{' '}
            {quoted(comment.anchor.quote, 160)}
            {comment.text === '' ? '' : `: ${comment.text}`}
            {comment.suggestion === null || comment.deleted ? null : (
              <Proposed
                proposal={comment.suggestion}
                quote={comment.anchor.quote}
                partner={comment.author.partner}
              />
            )}
            {comment.replies
              .filter((reply) => !reply.deleted)
              .map((reply) => (
                <p key={reply.id}>
                  <Swatch partner={reply.author.partner} />
                  {shortOf(partners, reply.author.partner)}: {reply.text}
                </p>
              ))}
          </li>
        ))}
      </ol>
    </section>
  )
}

/** Each number stands behind its words on paper; drawn by a style sheet, since an editor owns its own elements. */
function useNumbersInText(shown: readonly Shown[]): void {
  useEffect(() => {
    const sheet = new CSSStyleSheet()
    const rules = shown.map(({ id }, index) => {
      const mark = `mark[data-comment="${CSS.escape(id)}"]`
      // Other marks and suggested words cut it into pieces: its number stands behind the last one.
      const goesOn = `:is(:has(~ ${mark}), :has(~ * ${mark}))`
      return `${mark}:not(${goesOn}, ${goesOn} *)::after { content: "[${index + 1}]"; }`
    })
    sheet.replaceSync(`@media print { ${rules.join('\n')} }`)
    document.adoptedStyleSheets.push(sheet)
    return () => {
      document.adoptedStyleSheets = document.adoptedStyleSheets.filter((one) => one !== sheet)
    }
  }, [shown])
}
