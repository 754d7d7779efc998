import { useStore } from '../../sync/store.ts'
import { answer } from '../../ui/announcer.tsx'
import { Button } from '../../ui/button.tsx'
import { useHere } from '../here.ts'
import { addNote } from '../list/acts.ts'
import { draftOf, NO_DRAFT } from './private-draft.ts'

/** What one was still writing when the notes were shown: nobody else has it, and it is not lost. */
export function NotKept({ round }: { round: string }) {
  const here = useHere()
  const { board, session } = here
  const draft = draftOf(board.me.id, round)
  const words = useStore(draft).words.trim()
  if (words === '') return null
  const put = (): void => {
    const id = addNote(here, null, words)
    draft.set(NO_DRAFT)
    session.selection.set(new Set([id]))
    session.goTo.get()?.([id])
    answer('Your note is on the board.')
  }
  return (
    <section className="bd-private" aria-labelledby="bd-not-kept">
      <h2 id="bd-not-kept">Not on the board: what you were writing</h2>
      <p className="small">
        The time for writing ended before you had kept it, so only you have these words.
        {board.rights.edit ? '' : ' Copy them if you want them: nothing can be put on the board now.'}
      </p>
      <p className="bd-own-words">{words}</p>
      <p className="acts">
        {board.rights.edit ? (
          <Button look="line" onPress={put}>
            Put it on the board under your name
          </Button>
        ) : null}
        <Button
          look="text"
          onPress={() => {
            draft.set(NO_DRAFT)
            answer('Thrown away.')
          }}
        >
          Throw it away
        </Button>
      </p>
    </section>
  )
}
