import { cutAtMentions, type Mention } from '../../shared/annotations/mentions.ts'
import type { Person } from '../../shared/people/person.ts'

/** What somebody said, with the people and partners it names marked in their colour and pattern. */
export const Said = ({ text, mentions, me }: { text: string; mentions: readonly Mention[]; me: Person }) => (
  <p className="said">
    {cutAtMentions(text, mentions).map(({ text: piece, mention }, index) =>
      mention === null ? (
        piece
      ) : (
        // Pieces have no names of their own, and change only with the whole text.
        // oxlint-disable-next-line react/no-array-index-key
        <b key={index} className={`mention p-${mention.partner}`}>
          {piece}
          {isMe(mention, me) ? <span className="vh"> (you)</span> : null}
        </b>
      ),
    )}
  </p>
)

const isMe = ({ member, partner }: Mention, me: Person): boolean =>
  member === null ? partner === me.partner : member === me.id
