import { CircleAlert } from 'lucide-react'
import { announce } from '../ui/announcer.tsx'
import { Button } from '../ui/button.tsx'
import { Strip } from '../ui/strip.tsx'
import { useCommentsHere, useStore } from './comments-context.tsx'

/** What was being written on words that were removed from the document meanwhile, until its author settles it. */
export function Unsent() {
  const { desk } = useCommentsHere()
  const words = useStore(desk.unsent)
  if (words === null) return null
  return (
    <Strip
      icon={CircleAlert}
      acts={
        <>
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
          <Button look="plain" small onPress={() => desk.unsent.set(null)}>
            Throw away
          </Button>
        </>
      }
    >
      <b>Your words, not sent.</b> You were writing on text that has been removed to protect a person. What
      you wrote is kept on this device alone; if it names that person, change it or throw it away. To go on,
      select other words and comment: it is put into the new comment.
      <blockquote>{words}</blockquote>
    </Strip>
  )
}
