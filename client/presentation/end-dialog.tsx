import { useNavigate } from 'react-router'
import type { Run, RunEnding } from '../../shared/presentation/rehearsals.ts'
import { Button } from '../ui/button.tsx'
import { Dialog } from '../ui/dialog.tsx'

/** Asks before a run is ended; who did not begin it is told whose it is, and whether they may. */
export function EndDialog({
  run: { kind, by },
  ending,
  open,
  onClose,
  end,
  workspace,
}: {
  run: Run
  ending: RunEnding
  open: boolean
  onClose: () => void
  end: () => void
  workspace: string
}) {
  const navigate = useNavigate()
  const what = kind === 'given' ? 'presentation' : 'rehearsal'
  if (ending === 'theirs')
    return (
      <Dialog title={`This is the ${what} of ${by.name}`} open={open} onClose={onClose}>
        <p>They are here, or were a few minutes ago. They or a nominated lead end it.</p>
        <div className="acts">
          <Button onPress={onClose}>Go on</Button>
        </div>
      </Dialog>
    )
  return (
    <Dialog
      title={ending === 'own' ? `End the ${what}?` : `End the ${what} for ${by.name}?`}
      open={open}
      onClose={onClose}
      grave
    >
      {ending === 'own' ? null : <p>It was begun by {by.name}. What they do after this is not in it.</p>}
      <p>Its times and notes stay in the log of runs. It cannot be gone on with afterwards.</p>
      <div className="acts">
        <Button
          look="main"
          onPress={() => {
            end()
            onClose()
            void navigate(`/w/${workspace}/presentation/runs`)
          }}
        >
          End the {what}
        </Button>
        <Button onPress={onClose}>Go on</Button>
      </div>
    </Dialog>
  )
}
