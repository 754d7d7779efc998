import { useState } from 'react'
import type { Point } from '../../../shared/board/geometry.ts'
import { boundsOf } from '../../../shared/board/geometry.ts'
import { laidOut, type Part, type TableAs } from '../../../shared/board/laid-out.ts'
import { MOST_PASTED, type Pasted } from '../../../shared/board/pasted.ts'
import { Button } from '../../ui/button.tsx'
import { Choice } from '../../ui/choice.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { useCanvas } from '../canvas/canvas.ts'
import { inOneNote, putPart, putWords } from './put-pasted.ts'

type As = TableAs | 'one'

/** Longer than this, characters, is nothing for one note. */
const ONE_NOTE = 2_000

/** Shows how a pasted list or table will stand on the board, and puts it, at most so many notes at once. */
export function PasteDialog({
  pasted,
  at,
  close,
}: {
  pasted: Extract<Pasted, { kind: 'list' | 'table' }>
  at: Point | null
  close: () => void
}) {
  const canvas = useCanvas()
  const [as, setAs] = useState<As>(pasted.kind === 'table' ? 'columns' : 'cells')
  const [next, setNext] = useState(0)
  const whole = inOneNote(pasted)
  const parts = as === 'one' ? [] : laidOut(pasted, as)
  const part = parts[next]
  const put = (): void => {
    if (as === 'one') {
      putWords(canvas, whole, at)
      return close()
    }
    if (part === undefined || !putPart(canvas, part, next === 0 ? at : null)) return close()
    canvas.say(`${countOf(part)} put on the board.`)
    if (next + 1 < parts.length) setNext(next + 1)
    else close()
  }
  return (
    <Dialog title={pasted.kind === 'table' ? 'Paste a table' : 'Paste a list'} open onClose={close}>
      <form
        className="paste"
        onSubmit={(event) => {
          event.preventDefault()
          put()
        }}
      >
        {next === 0 ? (
          <Choice
            label="How it stands on the board"
            value={as}
            onChange={setAs}
            options={[
              ...(pasted.kind === 'table'
                ? ([
                    { id: 'columns', words: 'A frame for each column, named by the first row' },
                    { id: 'cells', words: 'A note for each cell, in a grid' },
                    { id: 'rows', words: 'A note for each row' },
                  ] as const)
                : ([{ id: 'cells', words: `A note for each line, ${pasted.lines.length} in all` }] as const)),
              ...(whole.length <= ONE_NOTE ? ([{ id: 'one', words: 'All of it on one note' }] as const) : []),
            ]}
          />
        ) : null}
        {part === undefined ? null : <Preview part={part} />}
        {parts.length > 1 && part !== undefined ? (
          <p>
            {`At most ${MOST_PASTED} notes are put at once. This part is ${
              pasted.kind === 'table' ? 'rows' : 'lines'
            } ${part.first} to ${part.last} of ${pasted.kind === 'table' ? pasted.rows.length : pasted.lines.length}; `}
            {next + 1 < parts.length ? 'the next part follows.' : 'it is the last.'}
          </p>
        ) : null}
        <div className="acts">
          <Button look="main" type="submit" autoFocus>
            {part === undefined ? 'Put one note' : `Put ${countOf(part)}`}
          </Button>
          <Button onPress={close}>{next === 0 ? 'Cancel' : 'Leave the rest out'}</Button>
        </div>
      </form>
    </Dialog>
  )
}

function countOf({ things }: Part): string {
  const notes = things.filter(({ kind }) => kind === 'note').length
  const frames = things.length - notes
  const said = notes === 1 ? 'one note' : `${notes} notes`
  return frames === 0 ? said : `${said} in ${frames === 1 ? 'one frame' : `${frames} frames`}`
}

/** The part as it will stand, small, and its first words in full. */
function Preview({ part: { things } }: { part: Part }) {
  const placed = things.map((thing) => {
    const frame = thing.frame === null ? undefined : things[thing.frame]
    return { ...thing, x: thing.x + (frame?.x ?? 0), y: thing.y + (frame?.y ?? 0) }
  })
  const bounds = boundsOf(placed)
  if (bounds === null) return null
  const first = things.filter(({ kind }) => kind === 'note').slice(0, 3)
  return (
    <figure className="paste-preview">
      <svg viewBox={`${bounds.x - 8} ${bounds.y - 8} ${bounds.w + 16} ${bounds.h + 16}`} aria-hidden>
        {placed.map(({ kind, x, y, w, h }) => (
          <rect key={`${kind} ${x} ${y}`} className={`is-${kind}`} x={x} y={y} width={w} height={h} />
        ))}
      </svg>
      <figcaption>
        {first.map(({ words }) => `“${words.length > 60 ? `${words.slice(0, 59)}…` : words}”`).join(', ')}
        {things.filter(({ kind }) => kind === 'note').length > 3 ? ' and more' : ''}
      </figcaption>
    </figure>
  )
}
