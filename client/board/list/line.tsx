import { ArrowRight, Ellipsis, Lock } from 'lucide-react'
import { memo, useEffect, useRef, useState } from 'react'
import type { Sent } from '../../../shared/board/boards.ts'
import type { Item } from '../../../shared/board/items.ts'
import { sayKind, shorten } from '../../../shared/board/said.ts'
import { Icon } from '../../ui/icon.tsx'
import { Swatch } from '../../ui/partner.tsx'
import { hasWords } from '../canvas/acts.ts'
import { type Votes, votesWords } from '../facilitate/votes.ts'
import { type BoardHere, wordsNow } from '../here.ts'
import { beginSending } from '../send/send-dialog.tsx'
import { SentLines } from '../send/sent-lines.tsx'
import { desk, focusLine } from './desk.ts'
import { LineEditor } from './line-editor.tsx'
import { LineVotes } from './line-votes.tsx'
import { useOf, useSteady } from './steady.ts'
import { useSaid } from './use-said.ts'

const NONE: readonly Sent[] = []

/** One thing of the board as a line: what it says, whose it is, its votes, what became of it, and what can be done. */
export const Line = memo(function Line({
  item,
  votes,
  sent = NONE,
}: {
  item: Item
  votes: Votes | null
  sent?: readonly Sent[]
}) {
  const steady = useSteady()
  const { session, short, workspace, now } = steady
  const said = useSaid(steady, item)
  const edits = useOf(now, ({ board }) => board.rights.edit)
  const selected = useOf(session.selection, (all) => all.has(item.id))
  const editing = useOf(desk.editing, (id) => id === item.id)
  const open = useOf(desk.menu, (menu) => menu?.item === item.id)
  const acts = useLinger(selected)
  const line = useRef<HTMLDivElement>(null)
  useEffect(() => {
    // What was selected on the wall comes into view here; the page itself stays where it is.
    if (selected && line.current?.contains(document.activeElement) === false)
      line.current.scrollIntoView({ block: 'nearest' })
  }, [selected])
  const words = said || 'Empty'
  const facts = [
    item.kind === 'note' ? '' : sayKind(item),
    item.partner === null ? '' : short[item.partner],
    votes === null ? '' : votesWords(votes, short),
  ].filter(Boolean)
  const choose = (): void => {
    session.selection.set(new Set([item.id]))
    session.goTo.get()?.([item.id])
  }
  const briefly = shorten(words.replace(/\s+/g, ' '), 60)
  return (
    <div
      ref={line}
      role="listitem"
      data-line={item.id}
      className={selected ? 'bl-line is-selected' : 'bl-line'}
    >
      {item.partner === null ? (
        <span className={item.kind === 'note' ? 'bl-plain' : ''} aria-hidden />
      ) : (
        <Swatch partner={item.partner} />
      )}
      <div className="bl-body">
        {editing ? (
          <LineEditor item={item} />
        ) : (
          <button
            type="button"
            className="bl-words"
            data-part="words"
            aria-current={selected ? 'true' : undefined}
            onClick={choose}
            onDoubleClick={() => edit(item, now.get())}
            onKeyDown={(event) => {
              if (event.key !== 'F2') return
              event.preventDefault()
              edit(item, now.get())
            }}
          >
            {words}
          </button>
        )}
        <span className="bl-facts">
          {facts.join(', ')}
          {item.locked ? (
            <span className="bl-lock">
              <Icon of={Lock} />
              locked
            </span>
          ) : null}
        </span>
        <SentLines workspace={workspace} sent={sent} />
        <LineVotes item={item} words={words} />
        {acts && item.kind === 'note' && edits ? (
          <span className="bl-acts">
            <button
              type="button"
              data-part="send"
              onClick={() =>
                beginSending({
                  item: item.id,
                  words: wordsNow(session, item.id),
                  back: () => focusLine(item.id),
                })
              }
            >
              <Icon of={ArrowRight} />
              Send to a narrative
            </button>
          </span>
        ) : null}
      </div>
      <button
        type="button"
        className="bl-more"
        data-part="acts"
        aria-haspopup="menu"
        aria-expanded={open}
        aria-label={`Actions for ${item.kind === 'connector' ? `the connector ${briefly}` : `“${briefly}”`}`}
        title="Actions"
        onClick={({ currentTarget }) => desk.menu.set({ item: item.id, button: currentTarget })}
      >
        <Icon of={Ellipsis} />
      </button>
    </div>
  )
})

/** The time a second press may take to make a double one of the first, ms. */
const DOUBLE_PRESS_MS = 500

/** True a while longer: the row that goes would move the line below from under the second press on it. */
function useLinger(on: boolean): boolean {
  const [late, setLate] = useState(on)
  if (on && !late) setLate(true)
  useEffect(() => {
    if (on || !late) return
    const timer = setTimeout(setLate, DOUBLE_PRESS_MS, false)
    return () => clearTimeout(timer)
  }, [on, late])
  return on || late
}

/** Writes in the words of a thing where they stand in the list. */
export function edit(item: Item, { session, board }: Pick<BoardHere, 'session' | 'board'>): void {
  if (!board.rights.edit || item.locked || !hasWords(item)) return
  session.writing.set(null)
  desk.editing.set(item.id)
}
