import { CircleAlert } from 'lucide-react'
import { announce } from '../ui/announcer.tsx'
import { Button } from '../ui/button.tsx'
import { Strip } from '../ui/strip.tsx'
import { useCommentsHere } from './comments-context.tsx'
import { textOf, type Write } from './overlay.ts'
import { quoted } from './words.ts'

const WHAT: Readonly<Record<Write['route'], string>> = {
  comment: 'Your comment',
  reply: 'Your reply',
  editComment: 'Your change',
  editReply: 'Your change',
  deleteComment: 'Taking back your comment',
  deleteReply: 'Taking back your reply',
  setCommentState: 'The new state of a comment',
  acceptSuggestion: 'Accepting suggested wording',
  declineSuggestion: 'Declining suggested wording',
  reopenSuggestion: 'Taking a decision back',
  changeSuggestion: 'Your change of a suggestion',
}

/** What the server would not take, with the reason and the words, until its author settles it. */
export function Refused() {
  const { refused, actions, all } = useCommentsHere()
  return refused.map((write) => {
    const words = textOf(write.body)
    const about = all.find(({ id }) => id === write.params.comment)
    // Made on what has changed since: sent again as it was, it would be refused again.
    const overtaken = write.refused?.kind === 'stale' && about !== undefined
    return (
      <Strip
        key={write.id}
        icon={CircleAlert}
        tone="stop"
        acts={
          <>
            {words === null ? null : (
              <Button
                look="plain"
                small
                onPress={() => {
                  void navigator.clipboard
                    .writeText(words)
                    .then(() => announce('Your words are copied.', 'comments'))
                }}
              >
                Copy my words
              </Button>
            )}
            {overtaken ? (
              <Button look="plain" small onPress={() => void actions.open(about.id, true)}>
                Look at it now
              </Button>
            ) : (
              <Button look="plain" small onPress={() => void actions.offerAgain(write)}>
                Try again
              </Button>
            )}
            <Button look="plain" small onPress={() => void actions.throwAway(write)}>
              Throw away
            </Button>
          </>
        }
      >
        <b>
          Not accepted: {WHAT[write.route]}
          {about === undefined ? '' : ` on ${quoted(about.anchor.quote, 60)}`}.
        </b>{' '}
        {write.refused?.say}
        {words === null ? null : <blockquote>{words}</blockquote>}
      </Strip>
    )
  })
}
