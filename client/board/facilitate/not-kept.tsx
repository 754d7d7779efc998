import { outbox } from '../../sync/outbox.ts'
import { useStore } from '../../sync/store.ts'
import { answer } from '../../ui/announcer.tsx'
import { Button } from '../../ui/button.tsx'
import { useHere } from '../here.ts'
import { addNote } from '../list/acts.ts'
import { draftOf, NO_DRAFT } from './private-draft.ts'
import type { LateNote } from './private-notes.ts'

/** What one was still writing when the notes were shown. */
export function NotKept({ round }: { round: string }) {
  const { me, id } = useHere().board
  const draft = draftOf(me.id, id, round)
  const { words: begun, frame = null } = useStore(draft)
  const words = begun.trim()
  return words === '' ? null : (
    <OnlyMine
      title="Not on the board: what you were writing"
      why="The time for writing ended before you had kept it."
      words={words}
      frame={frame}
      done={() => draft.set(NO_DRAFT)}
    />
  )
}

/** A note that waited on this device until its round was over. */
export const CameLate = ({ note: { id, words, frame, why } }: { note: LateNote }) => (
  <OnlyMine
    title="Not on the board: a note that came too late"
    why={why}
    words={words}
    frame={frame}
    done={() => void outbox.throwAway(id)}
  />
)

/** Private words that did not come onto the board with the others': nobody else has them, and they are not lost. */
function OnlyMine({
  title,
  why,
  words,
  frame,
  done,
}: {
  title: string
  why: string
  words: string
  /** The column they were for, should it still stand. */
  frame: string | null
  /** They are on the board, or thrown away. */
  done: () => void
}) {
  const here = useHere()
  const { board, session } = here
  const put = (): void => {
    const stands = session.items.get().some(({ id, kind }) => id === frame && kind === 'frame')
    const id = addNote(here, stands ? frame : null, words)
    done()
    session.selection.set(new Set([id]))
    session.goTo.get()?.([id])
    answer('Your note is on the board.')
  }
  return (
    <section className="bd-private" aria-label={title} role="status">
      <h2>{title}</h2>
      <p className="small">
        {why} Only you have these words.
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
            done()
            answer('Thrown away.')
          }}
        >
          Throw it away
        </Button>
      </p>
    </section>
  )
}
