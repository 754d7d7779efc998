import { useMemo, useState } from 'react'
import { found } from '../../../shared/board/find.ts'
import { inReadingOrder } from '../../../shared/board/order.ts'
import { sayItem } from '../../../shared/board/said.ts'
import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { TextField } from '../../ui/field.tsx'
import { useCanvas } from '../canvas/canvas.ts'
import { connect } from './connector-tool.tsx'

/** What is listed at once: more are found by typing. */
const MOST = 40

/** Joins a thing to another without a drag: the other is chosen from all there are, in reading order. */
export function ConnectDialog({ from, close }: { from: string; close: () => void }) {
  const canvas = useCanvas()
  const [wanted, setWanted] = useState('')
  const { naming, wall } = canvas
  const [items] = useState(() => canvas.session.items.get())
  const all = useMemo(
    () =>
      inReadingOrder(items)
        .filter(({ id, kind }) => id !== from && kind !== 'connector')
        .map((item) => ({ id: item.id, words: sayItem(item, naming, 90) })),
    [items, from, naming],
  )
  const shown = wanted.trim() === '' ? all : found(all, wanted)
  const begin = wall.byId.get().get(from)
  if (begin === undefined) return null
  return (
    <Dialog title="Connect to…" open onClose={close}>
      <p>{sayItem(begin, naming, 90)}</p>
      <TextField label="Find a thing" value={wanted} autoFocus onChange={setWanted} />
      <ul className="connect-to" aria-label="Things to connect to">
        {shown.slice(0, MOST).map(({ id, words }) => (
          <li key={id}>
            <Button
              look="plain"
              wide
              onPress={() => {
                close()
                if (connect(canvas, { item: from, side: null }, { item: id, side: null }) !== null)
                  canvas.say(`Connected to ${words}.`)
              }}
            >
              {words}
            </Button>
          </li>
        ))}
      </ul>
      <p className="hint" role="status">
        {shown.length === 0
          ? 'Nothing on the board has these words.'
          : shown.length > MOST
            ? `${shown.length - MOST} more: type some of their words.`
            : ''}
      </p>
      <div className="acts">
        <Button onPress={close}>Cancel</Button>
      </div>
    </Dialog>
  )
}
