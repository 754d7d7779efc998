import { EyeOff } from 'lucide-react'
import { nanoid } from 'nanoid'
import { type RefObject, useRef, useState } from 'react'
import type { Writing } from '../../../shared/board/boards.ts'
import { inReadingOrder } from '../../../shared/board/order.ts'
import { shorten } from '../../../shared/board/said.ts'
import { sayProblem } from '../../sync/api.ts'
import { outbox } from '../../sync/outbox.ts'
import { useStore } from '../../sync/store.ts'
import { useOutbox } from '../../sync/use-outbox.ts'
import { useUnsent } from '../../sync/use-unsent.ts'
import { answer } from '../../ui/announcer.tsx'
import { Button } from '../../ui/button.tsx'
import { TextField } from '../../ui/field.tsx'
import { Icon } from '../../ui/icon.tsx'
import { Select } from '../../ui/select.tsx'
import { UnsentStrips } from '../../ui/unsent-strips.tsx'
import { type BoardHere, useHere, wordsNow } from '../here.ts'
import { CameLate, NotKept } from './not-kept.tsx'
import { draftOf, NO_DRAFT, roundsBegun, withGivenBack } from './private-draft.ts'
import { lateNotes, type OwnNote, ownNotes } from './private-notes.ts'
import { PROMISES } from './steps.ts'

/** One's own notes while a round of private writing is open, and what came of those that were refused. */
export function PrivateWriting() {
  const here = useHere()
  const { board } = here
  const { writing } = board
  const open = writing?.state === 'open' && board.rights.takePart ? writing : null
  const late = lateNotes(useOutbox(), { member: board.me.id, board: board.id, open: open?.id ?? null })
  // Of every round that is over, also before the latest: what was begun then is nowhere else.
  const over = [
    ...new Set([...roundsBegun(board.me.id, board.id), ...(writing === null ? [] : [writing.id])]),
  ].filter((round) => round !== open?.id)
  const unsent = useUnsent(here.workspace, ['writeNote'])
  return (
    <>
      <UnsentStrips unsent={unsent.filter(({ id }) => late.every((note) => note.id !== id))} />
      {late.map((note) => (
        <CameLate key={note.id} note={note} />
      ))}
      {over.map((round) => (
        <NotKept key={round} round={round} />
      ))}
      {open === null ? null : <Write key={open.id} here={here} writing={open} />}
    </>
  )
}

/** Where a note goes when it is shown. */
type Column = string

const NO_COLUMN = 'none'

function Write({ here, writing }: { here: BoardHere; writing: Writing }) {
  const { board, workspace } = here
  const waiting = useOutbox()
  const mine = ownNotes(writing.mine, waiting, { member: board.me.id, board: board.id, round: writing.id })
  const columns = useColumns(here)
  const draft = draftOf(board.me.id, board.id, writing.id)
  const [chosen, setChosen] = useState<Column | null>(() => draft.get().frame ?? null)
  const { words, changing } = useStore(draft)
  const [wrong, setWrong] = useState<string>()
  const box = useRef<HTMLDivElement>(null)
  const column = columns.some(({ id }) => id === chosen)
    ? (chosen ?? NO_COLUMN)
    : (columns[0]?.id ?? NO_COLUMN)
  const frame = column === NO_COLUMN ? null : column
  const params = { workspace, board: board.id, round: writing.id }

  const choose = (next: Column): void => {
    setChosen(next)
    if (words !== '') draft.set({ ...draft.get(), frame: next === NO_COLUMN ? null : next })
  }
  const keep = async (): Promise<void> => {
    const kept = words.trim()
    if (kept === '') return setWrong('Write something first.')
    const note = changing ?? nanoid()
    const sending = draft.get()
    draft.set(NO_DRAFT)
    setWrong(undefined)
    focusIn(box)
    try {
      const sent = await outbox.send('writeNote', {
        params: { ...params, note },
        body: { words: kept, frame },
      })
      if (sent.sent) here.foresee(() => sent.reply)
      answer(
        sent.sent
          ? 'Kept. Only you can read it.'
          : 'Kept on this device, and sent as soon as the server can be reached.',
      )
    } catch (error) {
      draft.set(withGivenBack(draft.get(), sending))
      setWrong(sayProblem(error))
    }
  }
  const drop = async (note: string): Promise<void> => {
    try {
      const sent = await outbox.send('dropNote', { params: { ...params, note } })
      if (sent.sent) here.foresee(() => sent.reply)
      answer('Thrown away.')
    } catch (error) {
      setWrong(sayProblem(error))
    }
    focusIn(box)
  }
  return (
    <section className="bd-private" aria-labelledby="bd-private" ref={box}>
      <h2 id="bd-private">
        <Icon of={EyeOff} />
        Write for yourself
      </h2>
      <p className="small">{PROMISES[writing.anonymity]}</p>
      <form
        onSubmit={(event) => {
          event.preventDefault()
          void keep()
        }}
        onKeyDown={(event) => {
          if (event.key !== 'Enter' || event.shiftKey || event.nativeEvent.isComposing) return
          if (!(event.target instanceof HTMLTextAreaElement)) return
          event.preventDefault()
          void keep()
        }}
      >
        <TextField
          label={changing === null ? 'Your note' : 'Change your note'}
          hint="Enter keeps it, Shift and Enter begins a new line."
          rows={3}
          maxLength={1_000}
          value={words}
          onChange={(next) => {
            draft.set({ ...draft.get(), words: next, frame })
            setWrong(undefined)
          }}
          wrong={wrong}
        />
        {columns.length === 0 ? null : (
          <Select label="For" value={column} onChange={choose} options={columns} />
        )}
        <p className="acts">
          <Button look="line" type="submit">
            {changing === null ? 'Keep this note' : 'Keep the change'}
          </Button>
          {changing === null ? null : (
            <Button look="text" onPress={() => draft.set(NO_DRAFT)}>
              Leave it as it was
            </Button>
          )}
        </p>
      </form>
      <Mine
        notes={mine}
        columns={columns}
        change={({ id, words, frame }) => {
          focusIn(box)
          // What is in the box is nowhere else yet.
          if (draft.get().words.trim() !== '')
            return setWrong('Keep what you are writing first, or empty the box.')
          draft.set({ words, changing: id })
          setChosen(frame)
        }}
        drop={(id) => void drop(id)}
      />
      <Counts here={here} writing={writing} />
    </section>
  )
}

/** Your notes so far. */
function Mine({
  notes,
  columns,
  change,
  drop,
}: {
  notes: readonly OwnNote[]
  columns: readonly { id: string; words: string }[]
  change: (note: OwnNote) => void
  drop: (id: string) => void
}) {
  if (notes.length === 0) return null
  return (
    <>
      <h3>{notes.length === 1 ? 'Your note' : `Your ${notes.length} notes`}</h3>
      <ul className="bd-own">
        {notes.map((note) => (
          <li key={note.id}>
            <span className="bd-own-words">{note.words}</span>
            <span className="small quiet">
              {columns.find(({ id }) => id === note.frame)?.words ?? 'No column'}
              {note.waits ? '. Waits on this device' : ''}
            </span>
            <span className="bd-own-acts">
              <Button
                look="text"
                small
                aria-label={`Change “${shorten(note.words, 40)}”`}
                onPress={() => change(note)}
              >
                Change
              </Button>
              <Button
                look="text"
                small
                aria-label={`Throw away “${shorten(note.words, 40)}”`}
                onPress={() => drop(note.id)}
              >
                Throw away
              </Button>
            </span>
          </li>
        ))}
      </ul>
    </>
  )
}

/** How many notes there are, by partner where that tells nobody's number. */
function Counts({ here, writing }: { here: BoardHere; writing: Writing }) {
  const all = writing.counts.reduce((sum, { notes }) => sum + notes, 0)
  const parts = writing.counts.map(
    ({ partner, notes }) => `${partner === null ? 'others' : here.short[partner]} ${notes}`,
  )
  return (
    <p className="small quiet" role="status">
      {all === 0
        ? 'Nobody has kept a note yet.'
        : `${all === 1 ? '1 note' : `${all} notes`} so far${parts.length > 1 ? `: ${parts.join(', ')}` : ''}.`}
    </p>
  )
}

/** The columns a note can be for, by their names. */
function useColumns({ session }: BoardHere): { id: string; words: string }[] {
  const items = useStore(session.items)
  const columns = inReadingOrder(items).filter(({ kind, look }) => kind === 'frame' && look !== 'cluster')
  return columns.length === 0
    ? []
    : [
        ...columns.map(({ id }) => ({ id, words: wordsNow(session, id).replace(/\s+/g, ' ') || 'No name' })),
        { id: NO_COLUMN, words: 'No column' },
      ]
}

const focusIn = (box: RefObject<HTMLElement | null>): void => box.current?.querySelector('textarea')?.focus()
