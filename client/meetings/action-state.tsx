import { useState } from 'react'
import { routes } from '../../shared/api/routes.ts'
import type { Workspace } from '../../shared/domain/workspace.ts'
import type { Due, Entry, Owner } from '../../shared/meetings/entries.ts'
import type { Person } from '../../shared/people/person.ts'
import { call } from '../sync/api.ts'
import { Button } from '../ui/button.tsx'
import { Dialog } from '../ui/dialog.tsx'
import { Choice } from '../ui/choice.tsx'
import { DueField, OwnerField } from './owner-due.tsx'
import type { Acting } from './use-meeting.ts'

/** Where an action is changed: in its meeting, or in the list of all. */
interface ActionPlace extends Acting {
  context: { workspace: string; me: Person; page: { workspace: Workspace } }
}

const STATES = { open: 'Open', done: 'Done', dropped: 'No longer needed', carried: 'Carried over' } as const

/** What became of an action, and the way to change who does it, by when and whether it is done. */
export function ActionState({ here, entry }: { here: ActionPlace; entry: Entry }) {
  const { action } = entry
  const [open, setOpen] = useState(false)
  if (action === null) return null
  const may = here.context.me.role !== 'SP' && here.context.me.role !== 'GR'
  return (
    <>
      <span className={action.state === 'open' ? 'mt-open' : 'mt-settled'}>{STATES[action.state]}.</span>{' '}
      {may && action.state !== 'carried' ? (
        <Button
          look="text"
          small
          aria-label={`Change this action: ${entry.words}`}
          onPress={() => setOpen(true)}
        >
          Change
        </Button>
      ) : null}
      {open ? (
        <ActionDialog here={here} entry={entry} action={action} onClose={() => setOpen(false)} />
      ) : null}
    </>
  )
}

function ActionDialog({
  here,
  entry,
  action,
  onClose,
}: {
  here: ActionPlace
  entry: Entry
  action: NonNullable<Entry['action']>
  onClose: () => void
}) {
  const [owner, setOwner] = useState<Owner | null>(action.owner)
  const [due, setDue] = useState<Due | null>(action.due)
  const [state, setState] = useState(action.state === 'carried' ? 'open' : action.state)
  const close = () => {
    here.clear()
    onClose()
  }
  const keep = async (): Promise<void> => {
    const params = { workspace: here.context.workspace, meeting: entry.meeting, entry: entry.id }
    const body = { owner, due, state, version: action.version }
    if (await here.act(() => call(routes.settleAction, { params, body }), 'The action is changed.')) onClose()
  }
  return (
    <Dialog title="Change this action" open onClose={close}>
      <p className="quiet">{entry.words}</p>
      <OwnerField context={here.context} owner={owner} onChange={setOwner} />
      <DueField due={due} onChange={setDue} />
      <Choice
        label="What became of it"
        options={[
          { id: 'open', words: STATES.open },
          { id: 'done', words: STATES.done },
          { id: 'dropped', words: STATES.dropped },
        ]}
        value={state}
        onChange={setState}
      />
      {here.problem === null ? null : <p role="alert">{here.problem}</p>}
      <div className="acts">
        <Button look="main" onPress={() => void keep()}>
          Keep these facts
        </Button>
        <Button look="text" onPress={close}>
          Go back
        </Button>
      </div>
    </Dialog>
  )
}
