import { useCommentsHere } from './comments-context.tsx'
import { KIND_WORDS, quoted, shortOf, STATE_WORDS, whoIs } from './words.ts'

/** On paper the comments that are shown follow the text, numbered and by partner. */
export function Endnotes() {
  const { context, shown } = useCommentsHere()
  const { partners } = context.page.workspace
  if (shown.length === 0) return null
  return (
    <section className="endnotes" aria-hidden>
      <h2>Comments</h2>
      <ol>
        {shown.map((comment) => (
          <li key={comment.id} className={`p-${comment.author.partner}`}>
            <b>{KIND_WORDS[comment.kind]}</b>, {whoIs(comment.author, partners)},{' '}
            {STATE_WORDS[comment.state].toLowerCase()}, on {quoted(comment.anchor.quote, 160)}: {comment.text}
            {comment.replies
              .filter((reply) => !reply.deleted)
              .map((reply) => (
                <p key={reply.id}>
                  {shortOf(partners, reply.author.partner)}: {reply.text}
                </p>
              ))}
          </li>
        ))}
      </ol>
    </section>
  )
}
