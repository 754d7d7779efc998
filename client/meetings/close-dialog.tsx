import { useState } from 'react'
import { routes } from '../../shared/api/routes.ts'
import { call } from '../sync/api.ts'
import { Button } from '../ui/button.tsx'
import { Dialog } from '../ui/dialog.tsx'
import type { MeetingHere } from './desk.ts'
import { leaveCall } from './in-call.ts'
import { useServerNow } from './use-server-now.ts'
import { dueWords, ownerWords } from './words.ts'

/** Says what closing does before it is done: it cannot be taken back. */
export function CloseDialog({ here }: { here: MeetingHere }) {
  const [open, setOpen] = useState(false)
  const [busy, setBusy] = useState(false)
  const { page, context, act, problem, clear } = here
  const unfinished = [...page.entries, ...page.lastActions].filter(({ action }) => action?.state === 'open')
  const now = useServerNow()
  const { partners } = context.page.workspace
  const close = async (): Promise<void> => {
    const params = { workspace: context.workspace, meeting: page.meeting.id }
    setBusy(true)
    const closed = await act(() => call(routes.closeMeeting, { params, body: {} }), 'The meeting is closed.')
    setBusy(false)
    if (!closed) return
    leaveCall(context.workspace)
    setOpen(false)
  }
  return (
    <>
      <Button look="plain" onPress={() => setOpen(true)}>
        Close the meeting
      </Button>
      <Dialog
        title={`Close ${page.meeting.title}?`}
        grave
        open={open}
        onClose={() => {
          clear()
          setOpen(false)
        }}
      >
        <p>
          The minutes stay as they are for good, with a checksum. Nobody can type in them again; what is to be
          put right is added beneath as an amendment.
        </p>
        {unfinished.length === 0 ? (
          <p>No action is left open.</p>
        ) : (
          <>
            <p>
              {unfinished.length === 1
                ? 'One action is open. It returns'
                : `${unfinished.length} actions are open. They return`}{' '}
              at the next one of this kind:
            </p>
            <ul className="mt-list">
              {unfinished.map(({ id, words, action }) => (
                <li key={id}>
                  {words}
                  <span className="small quiet">
                    {' '}
                    {ownerWords(action?.owner ?? null, partners) ?? 'No owner yet'}
                    {action?.due == null ? ', no date yet' : `, due ${dueWords(action.due, now)}`}
                  </span>
                </li>
              ))}
            </ul>
          </>
        )}
        {problem === null ? null : <p role="alert">{problem}</p>}
        <div className="acts">
          <Button look="main" isDisabled={busy} onPress={() => void close()}>
            {busy ? 'Closing…' : 'Close the meeting for good'}
          </Button>
          <Button look="text" onPress={() => setOpen(false)}>
            Go on with it
          </Button>
        </div>
      </Dialog>
    </>
  )
}
