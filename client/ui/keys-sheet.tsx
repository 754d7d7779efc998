import { Button } from './button.tsx'
import { Dialog } from './dialog.tsx'

/** What keys do: "Undo", "Ctrl+Z"; `typed`: what does the same when it is typed. */
export interface KeyLine {
  does: string
  /** Empty: it is only typed. */
  keys: string
  typed?: string | undefined
}

/** Every key of a page, in groups. */
export const KeysSheet = ({
  title,
  groups,
  close,
}: {
  title: string
  groups: readonly { title: string; lines: readonly KeyLine[] }[]
  close: () => void
}) => (
  <Dialog title={title} open onClose={close}>
    <div className="keys-sheet" tabIndex={0} role="group" aria-label={title}>
      {groups.map((group) => (
        <table key={group.title}>
          <caption>{group.title}</caption>
          <tbody>
            {group.lines.map(({ does, keys, typed }) => (
              <tr key={does}>
                <th scope="row">{does}</th>
                <td>
                  {keys === '' ? null : <kbd>{keys}</kbd>}
                  {typed === undefined ? null : (
                    <span>
                      {keys === '' ? '' : ' or '}type <kbd>{typed}</kbd>
                    </span>
                  )}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      ))}
    </div>
    <div className="acts">
      <Button look="main" onPress={close}>
        Close
      </Button>
    </div>
  </Dialog>
)
