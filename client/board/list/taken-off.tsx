import { useState } from 'react'
import { sayContent, sayKind, shorten } from '../../../shared/board/said.ts'
import { useStore } from '../../sync/store.ts'
import { Button } from '../../ui/button.tsx'
import { useHere } from '../here.ts'
import { standing, takenOff } from './acts.ts'
import { naming } from './use-said.ts'

/** What was taken off the board: its words are kept, and anybody who writes can bring it back. */
export function TakenOff() {
  const here = useHere()
  const [open, setOpen] = useState(false)
  useStore(here.session.items) // what is taken off is what does not stand any more
  const gone = takenOff(here.session)
  if (gone.length === 0) return null
  return (
    <details className="bl-gone" open={open} onToggle={({ currentTarget }) => setOpen(currentTarget.open)}>
      <summary>Taken off the board, {gone.length}</summary>
      {open ? (
        <ul>
          {gone.map((item) => {
            const words = shorten(sayContent(item, naming(here.session, here.short)).trim(), 120)
            return (
              <li key={item.id}>
                {sayKind(item)}: {words}
                {here.board.rights.edit ? (
                  <Button
                    look="text"
                    small
                    aria-label={`Bring back “${words}”`}
                    onPress={() => standing(here.session, item, true)}
                  >
                    Bring it back
                  </Button>
                ) : null}
              </li>
            )
          })}
        </ul>
      ) : null}
    </details>
  )
}
