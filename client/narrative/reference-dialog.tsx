import { useState } from 'react'
import { Button } from '../ui/button.tsx'
import { Dialog } from '../ui/dialog.tsx'
import { useDesk } from './context.ts'
import { afterClose } from './link-dialog.tsx'
import { useStore } from '../sync/store.ts'

/** Chooses the figure a live reference points to. */
export function ReferenceDialog({ close }: { close: () => void }) {
  const { session } = useDesk()
  const [editor] = useState(() => session.editors.active())
  const figures = useStore(session.figures)
  const put = (figureId: string) => {
    close()
    session.undo.newStep()
    afterClose(() =>
      editor?.chain().focus().insertContent({ type: 'crossReference', attrs: { figureId } }).run(),
    )
  }
  return (
    <Dialog title="Refer to a figure" open onClose={close}>
      {figures.length === 0 ? (
        <p>
          There is no figure in this narrative yet. Put one in first: type / and choose “Figure with a table”.
        </p>
      ) : (
        <>
          <p className="quiet">The number follows the figure when figures are added, moved or removed.</p>
          <ul className="choices">
            {figures.map((figure) => (
              <li key={figure.id}>
                <Button look="plain" onPress={() => put(figure.id)}>
                  <b>Figure {figure.number}</b>
                  <span>{figure.caption === '' ? 'No caption yet' : figure.caption}</span>
                </Button>
              </li>
            ))}
          </ul>
        </>
      )}
      <div className="acts">
        <Button onPress={close}>Cancel</Button>
      </div>
    </Dialog>
  )
}
