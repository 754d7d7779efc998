import { useState } from 'react'
import { routes } from '../../shared/api/routes.ts'
import { ACTION_STATUSES } from '../../shared/domain/actions.ts'
import { type Colours, COLOURS, type Register } from '../../shared/register/register.ts'
import { call } from '../sync/api.ts'
import { Button } from '../ui/button.tsx'
import { Dialog } from '../ui/dialog.tsx'
import { Select } from '../ui/select.tsx'
import { useActing } from './use-register.ts'

/** How the four statuses are most often coloured; an area chooses its own. */
const FIRST: NonNullable<Colours> = {
  'Action not started': 'none',
  'Action Underway (but behind target)': 'red',
  'Action Underway (on target)': 'green',
  Completed: 'blue',
}

/** The workspace's own colours; symbol and word stay. */
export function ColoursDialog({
  workspace,
  data,
  onClose,
}: {
  workspace: string
  data: Register
  onClose: () => void
}) {
  const [colours, setColours] = useState<NonNullable<Colours>>(data.colours ?? FIRST)
  const { act, busy, wrong } = useActing(workspace)
  const save = async (chosen: Colours): Promise<void> => {
    const body = { colours: chosen, version: data.coloursVersion }
    if (await act(() => call(routes.setColours, { params: { workspace }, body }))) onClose()
  }
  return (
    <Dialog title="Colours of the statuses" open onClose={onClose}>
      <p>For everyone in this workspace. They stand beside symbol and word, never in their place.</p>
      {ACTION_STATUSES.map((status) => (
        <Select
          key={status}
          label={status}
          options={COLOURS.map((id) => ({ id, words: id === 'none' ? 'No colour' : id }))}
          value={colours[status]}
          onChange={(chosen) => setColours({ ...colours, [status]: chosen })}
        />
      ))}
      {wrong === undefined ? null : (
        <p role="alert" className="wrong">
          {wrong}
        </p>
      )}
      <div className="acts">
        <Button look="main" isDisabled={busy} onPress={() => void save(colours)}>
          Show these colours
        </Button>
        {data.colours === null ? null : <Button onPress={() => void save(null)}>Show no colours</Button>}
        <Button onPress={onClose}>Leave it</Button>
      </div>
    </Dialog>
  )
}
