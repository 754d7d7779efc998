import { Ellipsis, Plus } from 'lucide-react'
import { memo, useMemo } from 'react'
import type { Sent } from '../../../shared/board/boards.ts'
import type { Item } from '../../../shared/board/items.ts'
import { sayKind } from '../../../shared/board/said.ts'
import { answer } from '../../ui/announcer.tsx'
import { Icon } from '../../ui/icon.tsx'
import { type Votes, votesWords } from '../facilitate/votes.ts'
import { type BoardHere, useHere } from '../here.ts'
import { SentLines } from '../send/sent-lines.tsx'
import { useStore } from '../../sync/store.ts'
import { addNote } from './acts.ts'
import { desk } from './desk.ts'
import { Line } from './line.tsx'
import { LineEditor } from './line-editor.tsx'
import { LineVotes } from './line-votes.tsx'
import { LINE_TALL, stretchesOf } from './stretches.ts'
import { useWords } from './use-said.ts'

/** What stands in one frame: its name, and a line for each thing in it. */
export const ShelfPart = memo(function ShelfPart({
  frame,
  depth,
  items,
  votes,
  sent,
  alone,
}: {
  frame: Item | null
  depth: number
  items: readonly Item[]
  votes: ReadonlyMap<string, Votes>
  sent: ReadonlyMap<string, readonly Sent[]>
  /** There are no frames, so that nothing is outside of them. */
  alone: boolean
}) {
  const here = useHere()
  const stretches = useMemo(() => stretchesOf(items), [items])
  // A heading over nothing, where nothing can be added.
  if (frame === null && items.length === 0 && !here.board.rights.edit) return null
  return (
    <section
      className={depth === 0 ? 'bl-shelf' : 'bl-shelf is-inner'}
      aria-labelledby={`bl-${frame?.id ?? 'outside'}`}
    >
      {frame === null ? (
        <h3 id="bl-outside" className={alone ? 'vh' : 'bl-outside'}>
          {alone ? 'On the board' : 'Outside the columns'}
        </h3>
      ) : (
        <Head
          frame={frame}
          depth={depth}
          votes={votes.get(frame.id) ?? null}
          sent={sent.get(frame.id) ?? []}
        />
      )}
      {items.length === 0 ? null : (
        <div role="list">
          {stretches.map((stretch) => (
            <div
              key={stretch[0]!.id}
              role="none"
              className="bl-stretch"
              style={{ containIntrinsicSize: `auto ${stretch.length * LINE_TALL}px` }}
            >
              {stretch.map((item) => (
                <Line
                  key={item.id}
                  item={item}
                  votes={votes.get(item.id) ?? null}
                  sent={sent.get(item.id) ?? NONE}
                />
              ))}
            </div>
          ))}
        </div>
      )}
      {here.board.rights.edit ? <AddNote here={here} frame={frame} /> : null}
    </section>
  )
})

const NONE: readonly Sent[] = []

function Head({
  frame,
  depth,
  votes,
  sent,
}: {
  frame: Item
  depth: number
  votes: Votes | null
  sent: readonly Sent[]
}) {
  const here = useHere()
  const name = useWords(here.session, frame.id).replace(/\s+/g, ' ')
  const editing = useStore(desk.editing) === frame.id
  const Heading = depth === 0 ? 'h3' : 'h4'
  const shown = name || `${sayKind(frame)} without a name`
  return (
    <div className="bl-head" data-line={frame.id}>
      {editing ? <LineEditor item={frame} /> : null}
      <Heading id={`bl-${frame.id}`} className={editing ? 'vh' : undefined}>
        <button
          type="button"
          className="bl-words"
          data-part="words"
          onClick={() => {
            here.session.selection.set(new Set([frame.id]))
            here.session.goTo.get()?.([frame.id])
          }}
        >
          {shown}
        </button>
        {votes === null ? null : <span className="bl-result"> {votesWords(votes, here.short)}</span>}
      </Heading>
      <button
        type="button"
        className="bl-more"
        data-part="acts"
        aria-haspopup="menu"
        aria-label={`Actions for ${sayKind(frame).toLowerCase()} “${shown}”`}
        title="Actions"
        onClick={({ currentTarget }) => desk.menu.set({ item: frame.id, button: currentTarget })}
      >
        <Icon of={Ellipsis} />
      </button>
      <SentLines workspace={here.workspace} sent={sent} />
      <LineVotes item={frame} words={shown} />
    </div>
  )
}

function AddNote({ here, frame }: { here: BoardHere; frame: Item | null }) {
  const name = useWords(here.session, frame?.id ?? '').replace(/\s+/g, ' ')
  return (
    <button
      type="button"
      className="bl-add"
      data-part="add"
      aria-label={frame === null ? 'Add a note' : `Add a note to ${name || 'this frame'}`}
      onClick={() => {
        const id = addNote(here, frame?.id ?? null)
        here.session.selection.set(new Set([id]))
        here.session.goTo.get()?.([id])
        desk.editing.set(id)
        answer('A new note. Write, then press Escape.')
      }}
    >
      <Icon of={Plus} />
      Add a note
    </button>
  )
}
