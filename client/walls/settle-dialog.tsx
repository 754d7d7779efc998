import { useState } from 'react'
import { routes } from '../../shared/api/routes.ts'
import type { Issue } from '../../shared/board/boards.ts'
import { call } from '../sync/api.ts'
import { useAct } from '../sync/use-act.ts'
import { answer } from '../ui/announcer.tsx'
import { Dialog } from '../ui/dialog.tsx'
import { DialogEnd } from '../ui/dialog-end.tsx'
import { TextField } from '../ui/field.tsx'

/** Asks how an issue was settled, or opens it again; what somebody else has said meanwhile is shown, never lost unseen. */
export function SettleDialog({
  workspace,
  was,
  now,
  onClose,
  onDone,
}: {
  workspace: string
  /** As it was when it was opened here. */
  was: Issue
  /** As it stands. */
  now: Issue
  onClose: () => void
  onDone: () => void
}) {
  const opens = was.state === 'settled'
  const [outcome, setOutcome] = useState('')
  const [wrong, setWrong] = useState<string>()
  const { act, busy, refused } = useAct([['issues', workspace]])
  const send = async (): Promise<void> => {
    if (!opens && outcome.trim() === '') return setWrong('Say in a few words how it was settled.')
    const body = {
      state: opens ? ('open' as const) : ('settled' as const),
      outcome: opens ? null : outcome.trim(),
      version: now.version,
    }
    if (!(await act(() => call(routes.settleIssue, { params: { workspace, issue: was.id }, body })))) return
    onDone()
    answer(opens ? 'The issue is open again.' : 'The issue is settled.')
  }
  return (
    <Dialog title={opens ? 'Open the issue again' : 'How it was settled'} open onClose={onClose}>
      <p className="issue-words">{now.words}</p>
      {opens ? (
        <p>
          It was settled: “{was.outcome}” These words go from the list with that; what is said next takes
          their place.
        </p>
      ) : (
        <TextField
          label="Outcome"
          rows={3}
          maxLength={1_000}
          autoFocus
          value={outcome}
          wrong={wrong}
          onChange={(next) => {
            setOutcome(next)
            setWrong(undefined)
          }}
        />
      )}
      {now.version === was.version ? null : (
        <p role="alert" className="issue-meanwhile">
          Somebody has changed it meanwhile.{' '}
          {now.state === 'open'
            ? 'It is open.'
            : `It is settled: “${now.outcome ?? ''}” Yours takes its place only if you keep it.`}
        </p>
      )}
      <DialogEnd
        refused={refused}
        does={opens ? 'Open it again' : 'Settle the issue'}
        isDisabled={busy}
        onDone={() => void send()}
        leaves="Leave it as it is"
        onLeave={onClose}
      />
    </Dialog>
  )
}
