import type { Entry } from '../../shared/meetings/entries.ts'
import { ActionState } from './action-state.tsx'
import type { MeetingHere } from './desk.ts'
import { useServerNow } from './use-server-now.ts'
import { dueWords, isOverdue, ownerWords } from './words.ts'

/** Actions of earlier meetings of the kind, and with `own` those of this one, to be settled here. */
export function LastActions({ here, own }: { here: MeetingHere; own: boolean }) {
  const { page } = here
  const made = page.entries.filter(({ kind }) => kind === 'action')
  const shown = own
    ? [...page.lastActions.filter(({ action }) => action?.state === 'open'), ...made]
    : page.lastActions
  const done = page.lastActions.filter(({ action }) => action?.state === 'done').length
  if (shown.length === 0)
    return <p className="mt-sub">{own ? 'No action is open yet.' : 'No action is open from before.'}</p>
  return (
    <>
      <p className="mt-sub">
        {own
          ? 'Who does what by when.'
          : `${done} of ${page.lastActions.length} done. What is open returns until it is settled.`}
      </p>
      <ul className="mt-list" aria-label={own ? 'Actions that are open' : 'Actions from before'}>
        {shown.map((entry) => (
          <ActionLine key={entry.id} entry={entry} here={here} />
        ))}
      </ul>
    </>
  )
}

function ActionLine({ entry, here }: { entry: Entry; here: MeetingHere }) {
  const now = useServerNow()
  const { action } = entry
  const owner = ownerWords(action?.owner ?? null, here.context.page.workspace.partners)
  return (
    <li>
      {entry.words}
      <span className="mt-facts">
        {owner === null ? 'No owner yet. ' : `${owner}. `}
        {action?.due == null
          ? 'No date yet. '
          : `Due ${dueWords(action.due, now)}${isOverdue(entry, now) ? ', overdue' : ''}. `}
        <ActionState here={here} entry={entry} />
      </span>
    </li>
  )
}
