import { useState } from 'react'
import { routes } from '../../../shared/api/routes.ts'
import { may } from '../../../shared/permissions.ts'
import { call } from '../../sync/api.ts'
import { keys, useKnown } from '../../sync/records.ts'
import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { Select } from '../../ui/select.tsx'
import type { BoardHere } from '../here.ts'

/** Who facilitates from now on: anybody who takes part. */
export function HandOverDialog({ here, onClose }: { here: BoardHere; onClose: () => void }) {
  const { workspace, board, short } = here
  const members = useKnown(keys.members(workspace), () =>
    call(routes.members, { params: { workspace } }),
  ).data
  const [chosen, setChosen] = useState<string | null>(null)
  const able = (members ?? []).filter(
    (member) => may(member, { do: 'edit board' }) && member.id !== board.facilitator?.id,
  )
  const hand = async (): Promise<void> => {
    const to = able.find(({ id }) => id === chosen)
    if (to === undefined) return
    const done = await here.act(
      () =>
        call(routes.changeBoard, {
          params: { workspace, board: board.id },
          body: { version: board.version, facilitator: to.id },
        }),
      `${to.name} facilitates now.`,
    )
    if (done) onClose()
  }
  return (
    <Dialog title="Hand over the workshop" open onClose={onClose}>
      <p>Whoever facilitates sets the steps and the timer, reveals notes and shows results.</p>
      <Select
        label="Who facilitates"
        value={chosen}
        onChange={setChosen}
        placeholder={members === undefined ? 'Catching up…' : 'Choose a person'}
        options={able.map(({ id, name, partner }) => ({ id, words: `${name}, ${short[partner]}` }))}
      />
      {here.refused === null ? null : (
        <p role="alert" className="wrong">
          {here.refused}
        </p>
      )}
      <div className="acts">
        <Button look="main" isDisabled={chosen === null} onPress={() => void hand()}>
          Hand it over
        </Button>
        <Button onPress={onClose}>Go back</Button>
      </div>
    </Dialog>
  )
}
